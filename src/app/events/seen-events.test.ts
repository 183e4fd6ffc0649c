import { expect, test } from 'vitest'
import { createSeenEvents, unseenOf } from './seen-events.ts'

const day = 1_000_000
/** Events by their ids, all at the same time or at those that are given. */
const events = (ids: readonly number[], ats: readonly number[] = ids.map(() => day)) => ({
  ids: Float64Array.from(ids),
  ats: Float64Array.from(ats),
})

test('what was seen, in this look or an earlier one, is not new', () => {
  const seen = createSeenEvents([events([3, 7, 9])])
  seen.add(events([12]))
  expect(unseenOf(events([3, 8, 9, 12, 13, 13]), seen)).toEqual([1, 4])
})

test('a portal that counts from the beginning again loses nothing: the same id at another time is another event', () => {
  const seen = createSeenEvents([events([1, 2])])
  expect(unseenOf(events([1, 2], [day + 1, day]), seen)).toEqual([0])
})

test('columns that are out of order, as after such a portal, are searched all the same', () => {
  const later = day + 1
  const seen = createSeenEvents([events([5, 9, 1, 5], [day, day, later, later])])
  expect(unseenOf(events([1, 5, 5, 4], [later, day, later, day]), seen)).toEqual([3])
})

test('a date that cannot be read makes no event new each time', () => {
  const seen = createSeenEvents([events([4], [0])])
  expect(unseenOf(events([4], [0]), seen)).toEqual([])
})
