import { isMethodName, methods } from '../../contract/rest/methods.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { ErrorSentence } from './error-sentences.ts'
import { errorSentences, unknownCode } from './error-sentences.ts'
import { workerSentences } from './worker-sentences.ts'

/** A failure in words; `details` is for whoever helps and holds nothing secret. */
export type ErrorText = { readonly means: string; readonly advice: string; readonly details: string }

/** A call that changes nothing leaves nobody wondering whether it did. */
const changesNothing = (method: string): boolean => isMethodName(method) && methods[method].effect !== 'write'

const sentenceOf = ({ code, status, method }: RestError): ErrorSentence =>
  errorSentences[`${code}@${method}`] ??
  errorSentences[`${code}@${status}`] ??
  (changesNothing(method) ? errorSentences[`${code}@read`] : undefined) ??
  errorSentences[code] ??
  workerSentences[code] ??
  unknownCode

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
  const [means, advice] = sentenceOf(error)
  const answered = status > 0 ? ` · HTTP ${status}` : ''
  return { means, advice, details: `${code} · ${method}${answered}${description ? ` · ${description}` : ''}` }
}
