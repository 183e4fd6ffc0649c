import { RestError } from '../../contract/rest/rest-error.ts'
import { errorSentences, unknownCode } from './error-sentences.ts'

/** A failure in words; `details` is for whoever helps and holds nothing secret. */
export type ErrorText = { readonly means: string; readonly advice: string; readonly details: string }

/** Says what an error means and what to do, whatever it was. */
export const describeError = (error: unknown): ErrorText => {
  if (!(error instanceof RestError)) {
    const details = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
    return {
      means: 'The console itself failed.',
      advice: 'Reload the page; if it stays, copy the details.',
      details,
    }
  }
  const { code, method, status, description } = error
  const [means, advice] = errorSentences[`${code}@${status}`] ?? errorSentences[code] ?? unknownCode
  const answered = status > 0 ? ` · HTTP ${status}` : ''
  return { means, advice, details: `${code} · ${method}${answered}${description ? ` · ${description}` : ''}` }
}
