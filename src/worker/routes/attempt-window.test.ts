import { expect, test } from 'vitest'
import { createAttemptWindow } from './attempt-window.ts'

test('what it remembers is bounded: the oldest address is forgotten first', () => {
  const window = createAttemptWindow({ clock: { now: () => 0 }, limit: 1, windowMs: 1000, maxKeys: 3 })
  for (const key of ['a', 'b', 'c']) expect(window.allow(key)).toBe(true)
  expect(window.allow('a')).toBe(false)
  expect(window.allow('d')).toBe(true)
  expect(window.allow('c')).toBe(false)
  expect(window.allow('a')).toBe(true)
})
