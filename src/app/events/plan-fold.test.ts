import { expect, test } from 'vitest'
import { isWorthFolding } from './plan-fold.ts'

test.each([
  [[], false],
  [[999], false],
  [[500, 499], false],
  [[500, 500], true],
  [Array.from({ length: 63 }, () => 1), false],
  [Array.from({ length: 64 }, () => 1), true],
])('small records are folded when they fill a chunk, or are many: %j', (counts, expected) => {
  expect(isWorthFolding(counts)).toBe(expected)
})
