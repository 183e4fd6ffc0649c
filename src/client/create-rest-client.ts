import type * as z from 'zod/mini'
import type { Effect } from '../contract/rest/method-spec.ts'
import { methods } from '../contract/rest/methods.ts'
import type { MethodName, Params, Result } from '../contract/rest/methods.ts'
import { RestError } from '../contract/rest/rest-error.ts'
import { parseAnswer } from './parse-answer.ts'
import type { RestBudget } from './rest-budget.ts'
import { decideRetry } from './retry-policy.ts'
import type { Clock, Sleep } from './timing.ts'
import { untilAborted } from './timing.ts'
import { TransportError } from './transport.ts'
import type { Send, SendAnswer } from './transport.ts'

export type CallOptions = {
  /** Calls the call off, whether it waits or is under way. */
  readonly signal?: AbortSignal
  /** For one attempt, in milliseconds; the wait for room in the budget is not counted. */
  readonly timeoutMs?: number
}

/** Portal methods by name. Every failure is a `RestError`; nobody else repeats a call. */
export type RestClient = {
  readonly call: <M extends MethodName>(
    method: M,
    params: Params<M>,
    options?: CallOptions,
  ) => Promise<Result<M>>
}

const defaultTimeoutMs = 30_000

/** Made once: without a reason every `abort` makes an exception with its stack. */
const answered = new Error('answered')

/** One attempt: sent once, given up after `timeoutMs` or when the caller calls it off. */
const sendOnce = async (attempt: {
  readonly send: Send
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  readonly sleep: Sleep
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}): Promise<SendAnswer> => {
  const { send, method, params, sleep, timeoutMs, signal } = attempt
  const ended = new AbortController()
  const onAbort = () => ended.abort(new TransportError('ABORTED'))
  signal?.addEventListener('abort', onAbort, { once: true })
  const timer = new AbortController()
  sleep(timeoutMs, timer.signal).then(
    () => ended.abort(new TransportError('TIMEOUT', `no answer within ${timeoutMs / 1000} s`)),
    () => undefined,
  )
  try {
    return await untilAborted(send(method, params, ended.signal), ended.signal)
  } finally {
    timer.abort(answered)
    signal?.removeEventListener('abort', onAbort)
  }
}

const restErrorOf = (method: string, error: unknown, signal: AbortSignal | undefined): RestError => {
  if (error instanceof RestError) return error
  if (signal?.aborted) return new RestError(method, { error: 'ABORTED' })
  if (error instanceof TransportError)
    return new RestError(method, { error: error.code, description: error.message })
  throw error
}

/** What calls go out over: an adapter's `send`, and the budget it shares with others. */
export type RestLine = {
  readonly send: Send
  readonly clock: Clock
  readonly sleep: Sleep
  readonly budget: RestBudget
  /** `false`: a refused or lost call is never repeated here, because the caller has a plan of its own. Default: true. */
  readonly repeats?: boolean
}

/** Sends one request through the budget until it is answered or may not be repeated; throws `RestError`. */
export const sendUntilDone = async <R extends z.ZodMiniType>(
  { send, clock, sleep, budget, repeats = true }: RestLine,
  request: {
    readonly method: string
    readonly params: Readonly<Record<string, unknown>>
    readonly result: R
    readonly effect: Effect
  },
  { signal, timeoutMs = defaultTimeoutMs }: CallOptions,
): Promise<z.output<R>> => {
  const { method, params, result, effect } = request
  try {
    for (let attempt = 1; ; attempt += 1) {
      await budget.waitUntilOpen(method, signal)
      await budget.take(signal)
      try {
        const answer = await sendOnce({ send, method, params, sleep, timeoutMs, signal })
        return parseAnswer({ method, result, answer, now: clock.now() })
      } catch (caught) {
        const error = restErrorOf(method, caught, signal)
        if (error.code === 'QUERY_LIMIT_EXCEEDED') budget.fill()
        const decision = decideRetry({ error, effect, attempt, now: clock.now() })
        if (decision.kind === 'stop' || !repeats) throw error
        if (decision.kind === 'block') budget.block(method, decision.until)
        else {
          const reason = error.code === 'QUERY_LIMIT_EXCEEDED' ? 'busy' : 'line'
          await budget.wait({ method, until: clock.now() + decision.waitMs, reason }, signal)
        }
      }
    }
  } catch (error) {
    throw restErrorOf(method, error, signal)
  }
}

/**
 * A client over an adapter's `send`: waits for room in the budget, parses what comes by the contract, and repeats
 * what may be repeated (see `decideRetry`). Clients of one tab share one budget.
 */
export const createRestClient = (line: RestLine): RestClient => ({
  call: async (method, params, callOptions = {}) => {
    const { result, effect } = methods[method]
    const parsed = await sendUntilDone(line, { method, params, result, effect }, callOptions)
    // Read with the schema of this very method; indexing the table by a type parameter loses that.
    return parsed as Result<typeof method>
  },
})
