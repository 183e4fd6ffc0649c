import { expect, test } from 'vitest'
import { formatLocalTime, parseLocalTime } from './local-time.ts'

test('a moment and its text undo each other to the minute, also beside a change of the clocks', () => {
  for (const text of ['2026-11-20T18:05', '2026-03-29T12:00', '2026-10-25T12:00', '2030-01-01T00:00'])
    expect(formatLocalTime(parseLocalTime(text) ?? 0)).toBe(text)
})

test('what is no date and time is none', () => {
  for (const text of ['', 'tomorrow', '2026-11-20', '2026-13-40T10:00'])
    expect(parseLocalTime(text)).toBeUndefined()
})
