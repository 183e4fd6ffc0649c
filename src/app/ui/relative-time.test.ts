import { expect, test } from 'vitest'
import { formatExactTime, formatRelativeTime } from './relative-time.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

test.each([
  [0, 'now'],
  [-1_000, '1 second ago'],
  [-59_000, '59 seconds ago'],
  [-60_000, '1 minute ago'],
  [-3_600_000, '1 hour ago'],
  [-86_400_000, 'yesterday'],
  [-3 * 86_400_000, '3 days ago'],
  [90_000, 'in 2 minutes'],
])('%i ms away is “%s”', (ms, text) => {
  expect(formatRelativeTime(now + ms, now)).toBe(text)
})

test('the exact time has date, seconds and the zone it is in', () => {
  expect(formatExactTime(now)).toMatch(/Nov 20, 2026.*:00:00.* [A-Z]{2,}/)
})
