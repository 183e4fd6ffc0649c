import { expect, test } from 'vitest'
import { readableOn } from './readable-on.ts'

test.each([
  ['#000000', '#ffffff'],
  ['#29619b', '#ffffff'],
  ['#ffffff', '#14181d'],
  ['#58cc47', '#14181d'],
  ['#4ba5c3', '#14181d'],
  ['var(--c-text-2)', '#ffffff'],
])('on %s one reads %s', (color, text) => {
  expect(readableOn(color)).toBe(text)
})
