import type { Send, SendAnswer } from '../client/transport.ts'
import { TransportError } from '../client/transport.ts'

/** What the line does with one request: answers, breaks, or says nothing until it is called off. */
export type Step = SendAnswer | 'breaks' | 'silence'

type SentCall = { readonly method: string; readonly params: Readonly<Record<string, unknown>> }

/** A line that follows a script, one step for each request, and remembers what was sent; the last step repeats. */
export const createScriptedSend = (steps: readonly Step[]) => {
  const sent: SentCall[] = []
  const send: Send = (method, params, signal) => {
    const step = steps[Math.min(sent.length, steps.length - 1)]
    sent.push({ method, params })
    if (step === 'breaks') return Promise.reject(new TransportError('NETWORK_ERROR', 'no answer'))
    if (step === undefined || step === 'silence')
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new TransportError('ABORTED')), { once: true })
      })
    return Promise.resolve(step)
  }
  return { send, sent }
}

export const answered = (result: unknown): SendAnswer => ({ status: 200, body: { result, time: {} } })

export const refused = (status: number, error: string, more: Record<string, unknown> = {}): SendAnswer => ({
  status,
  body: { error, error_description: `said by the portal: ${error}`, ...more },
})
