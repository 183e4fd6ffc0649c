import { expect, test } from 'vitest'
import { median } from '../bench/statistics.ts'
import { goalTable, type Rounds } from '../bench/tables.ts'

test.each([
  [[], 0],
  [[7], 7],
  [[9, 1], 5],
  [[3, 1, 2], 2],
  [[10, 1, 4, 2], 3],
] as const)('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

test('a quick run of the bench gives figures and no verdict', () => {
  const rounds: Rounds = new Map([
    ['floor', [{ coldStartMs: 100, at: new Map() }]],
    ['worker', [{ coldStartMs: 200, at: new Map() }]],
  ])
  expect(goalTable(rounds, false)).toMatch(/cold start ms .* reached/)
  expect(goalTable(rounds, true)).toMatch(/cold start ms .*2\.00 × .* quick: no verdict/)
  expect(goalTable(rounds, true)).not.toContain('reached')
})
