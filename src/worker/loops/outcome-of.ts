import type { RestError } from '../../contract/rest/rest-error.ts'
import type { OutboxItem, OutboxOutcome } from '../ports/outbox.ts'

/** The portal does not open for us at present; an admin or the next reconnect can change that. */
const closedCodes = new Set([
  'NO_AUTH_FOUND',
  'INVALID_CREDENTIALS',
  'expired_token',
  'invalid_token',
  'invalid_grant',
  'user_access_error',
  'insufficient_scope',
  'ACCESS_DENIED_BY_TARIFF',
  'PAYMENT_REQUIRED',
  'PORTAL_MOVED',
  'UNREACHABLE',
  'QUERY_LIMIT_EXCEEDED',
  'OVERLOAD_LIMIT',
])

/** It left, and nobody knows whether it was done. */
const isLost = ({ code, status }: RestError): boolean =>
  ['NETWORK_ERROR', 'TIMEOUT', 'ABORTED', 'NOT_JSON', 'UNEXPECTED_RESULT'].includes(code) || status >= 500

const firstPauseMs = 1_000
const longestPauseMs = 60_000

const laterOf = (item: OutboxItem): OutboxOutcome => ({
  kind: 'later',
  afterMs: Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(item.attempts, 10)),
})

/** A card leaves at most twice. */
const maxCards = 2

/** Nobody looks at a card of yesterday; one that was asked is over by then in any case. */
const longestWaitMs = 24 * 60 * 60_000

/** What follows when an item was refused or its answer was lost; `now` is epoch milliseconds. */
export const outcomeOf = (item: OutboxItem, error: RestError, now: number): OutboxOutcome => {
  if (item.ageMs >= longestWaitMs) return { kind: 'dead', code: error.code }
  if (error.code === 'OPERATION_TIME_LIMIT')
    return { kind: 'later', afterMs: Math.max((error.retryAt ?? now + longestPauseMs) - now, firstPauseMs) }
  if (closedCodes.has(error.code) || error.status === 429) return laterOf(item)
  if (!isLost(error)) return { kind: 'dead', code: error.code }
  const isLastCard = item.kind === 'card' && item.unanswered + 1 >= maxCards
  if (isLastCard) return { kind: 'dead', code: 'UNANSWERED' }
  return { kind: 'unanswered', afterMs: Math.min(longestPauseMs, firstPauseMs * 2 ** item.unanswered) }
}

/** Whether an item may leave at all; a card that left twice may not. */
export const mayLeave = (item: OutboxItem): boolean => item.kind !== 'card' || item.unanswered < maxCards
