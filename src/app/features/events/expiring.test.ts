import { expect, test } from 'vitest'
import type { QueueState } from '../../events/queue-poller.ts'
import { countExpiring } from './expiring.ts'

const now = Date.UTC(2026, 10, 20, 12)
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
const queue = (mode: QueueState['mode'], ages: readonly number[]): QueueState => {
  const events = ages.map((hours, eventId) => ({ eventId, type: 'T', date: hoursAgo(hours), data: null }))
  const look = { at: now, added: 0, vanished: 0, page: { events, hasMore: false } }
  return { mode, vanished: 0, reading: { state: 'looked', look } }
}

test('events that wait longer than 21 hours will be deleted soon; those a day old have gone', () => {
  expect(countExpiring([queue('peek', [1, 20.9, 21.1, 23.9, 24.1]), queue('peek', [22])], now)).toBe(3)
})

test('what is confirmed anyway does not expire, and a queue that was not read has nothing to tell', () => {
  const unread: QueueState = { mode: 'peek', vanished: 0, reading: { state: 'waiting' } }
  expect(countExpiring([queue('own', [23]), unread], now)).toBe(0)
})

test('a date nobody can read does not expire', () => {
  const odd = queue('peek', [23])
  if (odd.reading.state !== 'looked') throw new Error('not looked')
  const events = odd.reading.look.page.events.map((event) => ({ ...event, date: 'soon' }))
  const look = { ...odd.reading.look, page: { events, hasMore: false } }
  expect(countExpiring([{ ...odd, reading: { state: 'looked', look } }], now)).toBe(0)
})
