import { expect, test } from 'vitest'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import { outcomeOf } from './outcome-of.ts'

const day = 24 * 60 * 60_000
const edit: OutboxItem = {
  id: 1,
  memberId: 'm1',
  pairingId: 'p1',
  kind: 'edit',
  messageId: 5,
  unanswered: 0,
  attempts: 30,
  ageMs: 0,
}
const errorOf = (error: string) => new RestError('imbot.v2.Chat.Message.update', { error })

test.each(['NO_AUTH_FOUND', 'UNREACHABLE', 'TIMEOUT'])(
  'an edit to a portal that stays closed (%s) is given up after a day',
  (code) => {
    expect(outcomeOf({ ...edit, ageMs: day - 1 }, errorOf(code), 0).kind).not.toBe('dead')
    expect(outcomeOf({ ...edit, ageMs: day }, errorOf(code), 0)).toEqual({ kind: 'dead', code })
  },
)

test('how long to wait is told as a time from now on, whatever the worker’s clock says', () => {
  const later = { kind: 'later', afterMs: 60_000 }
  expect(outcomeOf(edit, errorOf('QUERY_LIMIT_EXCEEDED'), 0)).toEqual(later)
  expect(outcomeOf(edit, errorOf('QUERY_LIMIT_EXCEEDED'), 5 * day)).toEqual(later)
})
