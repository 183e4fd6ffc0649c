import { expect, test } from 'vitest'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { columnsOf, createSeenEvents, unseenOf } from './event-columns.ts'

const day = '2026-11-20T10:00:00+00:00'
const item = (eventId: number, date = day): PolledItem => ({ eventId, type: 'X', date, data: {} })
const ids = (items: readonly PolledItem[]) => items.map(({ eventId }) => eventId)

test('what was seen, in this look or an earlier one, is not new', () => {
  const seen = createSeenEvents([columnsOf([item(3), item(7), item(9)])])
  seen.add(columnsOf([item(12)]))
  expect(ids(unseenOf([item(3), item(8), item(9), item(12), item(13), item(13)], seen))).toEqual([8, 13])
})

test('a portal that counts from the beginning again loses nothing: the same id at another time is another event', () => {
  const seen = createSeenEvents([columnsOf([item(1), item(2)])])
  const later = '2026-11-21T10:00:00+00:00'
  expect(unseenOf([item(1, later), item(2)], seen)).toEqual([item(1, later)])
})

test('columns that are out of order, as after such a portal, are searched all the same', () => {
  const later = '2026-11-21T10:00:00+00:00'
  const seen = createSeenEvents([columnsOf([item(5), item(9), item(1, later), item(5, later)])])
  expect(ids(unseenOf([item(1, later), item(5), item(5, later), item(4)], seen))).toEqual([4])
})

test('a date that cannot be read makes no event new each time', () => {
  const seen = createSeenEvents([columnsOf([item(4, 'yesterday')])])
  expect(unseenOf([item(4, 'yesterday')], seen)).toEqual([])
})
