import type { Effect } from '../contract/rest/method-spec.ts'
import type { RestError } from '../contract/rest/rest-error.ts'

/** What to do after a failed attempt: stop, wait and try again, or wait until the portal reopens the method. */
export type RetryDecision =
  | { readonly kind: 'stop' }
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'block'; readonly until: number }

const stop: RetryDecision = { kind: 'stop' }

/** Attempts in all, the first included. */
const maxAttempts = { busy: 6, line: 3, operating: 3 }
const longestBlockMs = 11 * 60_000
const blockWithoutTimeMs = 60_000

const growing = (firstMs: number, attempt: number): number => firstMs * 2 ** (attempt - 1)

/** A gateway in between answered a page of its own: as good as a broken line. */
const isBrokenLine = (error: RestError): boolean =>
  error.code === 'NETWORK_ERROR' ||
  error.code === 'TIMEOUT' ||
  (error.code === 'NOT_JSON' && [502, 503, 504].includes(error.status))

/**
 * Decides what follows a failed attempt; `attempt` counts from 1, `now` is epoch milliseconds.
 * A refusal for being busy came before the method ran, so any call may come again; a broken line says
 * nothing about that, so only what changes nothing (or confirms the same twice) does.
 */
export const decideRetry = (failed: {
  readonly error: RestError
  readonly effect: Effect
  readonly attempt: number
  readonly now: number
}): RetryDecision => {
  const { error, effect, attempt, now } = failed
  if (error.code === 'QUERY_LIMIT_EXCEEDED') {
    if (attempt >= maxAttempts.busy) return stop
    return { kind: 'wait', waitMs: growing(1000, attempt) }
  }
  if (error.code === 'OPERATION_TIME_LIMIT') {
    const until = error.retryAt ?? now + blockWithoutTimeMs
    if (attempt >= maxAttempts.operating || until - now > longestBlockMs) return stop
    return { kind: 'block', until: Math.max(until, now + 1000) }
  }
  if (!isBrokenLine(error) || effect === 'write' || attempt >= maxAttempts.line) return stop
  return { kind: 'wait', waitMs: growing(500, attempt) }
}
