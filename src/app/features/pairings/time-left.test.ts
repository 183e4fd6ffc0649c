import { expect, test } from 'vitest'
import type { PairingView } from '../../../contract/pairing/console-api.ts'
import { pairingStates } from '../../../contract/pairing/pairing-words.ts'
import { pathOfState } from './path-of-state.ts'
import { formatTimeLeft } from './time-left.ts'

const pairing: PairingView = {
  id: 'p1',
  state: 'pending',
  site: { id: 'shop', name: 'Shop' },
  policy: 'finish',
  purpose: 'sign_in',
  claimedName: null,
  starter: null,
  approver: null,
  createdAt: 0,
  expiresAt: 600_000,
  confirmedAt: null,
  consumedAt: null,
  exchangedAt: null,
  ending: null,
}

test('the time left counts down to nought and no further', () => {
  expect(formatTimeLeft(pairing, 55_000)).toBe('9:05')
  expect(formatTimeLeft(pairing, 599_999)).toBe('0:01')
  expect(formatTimeLeft(pairing, 700_000)).toBe('0:00')
})

test('what is over has no time left; a collected result has until it is exchanged', () => {
  for (const state of ['declined', 'expired'] as const)
    expect(formatTimeLeft({ ...pairing, state }, 0)).toBeUndefined()
  const collected = { ...pairing, state: 'consumed' as const, expiresAt: 60_000 }
  expect(formatTimeLeft(collected, 0)).toBe('1:00')
  expect(formatTimeLeft({ ...collected, exchangedAt: 1 }, 0)).toBeUndefined()
  expect(formatTimeLeft(collected, 60_000)).toBeUndefined()
})

test('the path has four steps, and an end stands where it came to pass', () => {
  for (const state of pairingStates) expect(pathOfState({ state, approver: null })).toHaveLength(4)
  const approver = { userId: 2, userName: 'Anna', claimedAt: 0 }
  expect(pathOfState({ state: 'declined', approver })[1]).toBe('bad')
  expect(pathOfState({ state: 'expired', approver: null })[0]).toBe('over')
})
