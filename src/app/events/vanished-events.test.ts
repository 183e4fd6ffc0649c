import { expect, test } from 'vitest'
import { findVanished } from './vanished-events.ts'

const at = Date.parse('2026-11-20T12:00:00Z')
const hour = 3_600_000
const item = (eventId: number, hoursOld = 1) => ({
  eventId,
  type: 'X',
  date: new Date(at - hoursOld * hour).toISOString(),
  data: {},
})
const look = (ids: readonly number[], hasMore = false) => ({ events: ids.map((id) => item(id)), hasMore })
const vanishedIds = (looks: Partial<Parameters<typeof findVanished>[0]>) =>
  findVanished({ before: look([1, 2, 3]), now: look([3, 4]), ownUpTo: 0, at, ...looks }).map(
    ({ eventId }) => eventId,
  )

test('young events that are gone were taken by somebody', () => {
  expect(vanishedIds({})).toEqual([1, 2])
})

test('what we confirmed ourselves was not taken', () => {
  expect(vanishedIds({ ownUpTo: 2 })).toEqual([2])
  expect(vanishedIds({ ownUpTo: 3 })).toEqual([])
})

test('an event that had its day died by itself', () => {
  expect(vanishedIds({ before: { events: [item(1, 23), item(2, 22)], hasMore: false } })).toEqual([2])
})

test('behind the end of a full page nothing is known', () => {
  expect(vanishedIds({ before: look([1, 8, 9]), now: look([1, 4, 7], true) })).toEqual([])
})
