import { expect, test } from 'vitest'
import { showControls } from './show-controls.ts'

test.each([
  ['\u202Etxt.exe', '\ufffdtxt.exe'],
  ['a\u2066b\u2069c', 'a\ufffdb\ufffdc'],
  ['a\u0000b\u009fc', 'a\ufffdb\ufffdc'],
])('what would turn or break the text is seen: %j', (text, shown) => {
  expect(showControls(text)).toBe(shown)
})

test.each(['Anna Davis', 'שלום', 'two\nlines\tand a tab', '👩‍👩‍👧'])('%j stays as it is', (text) => {
  expect(showControls(text)).toBe(text)
})
