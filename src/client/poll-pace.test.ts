import { expect, test } from 'vitest'
import { pollMsAfter } from './poll-pace.ts'

test.each([
  [{ looks: 0, newestAt: undefined, now: 1_000_000 }, 5000],
  [{ looks: 23, newestAt: undefined, now: 1_000_000 }, 5000],
  [{ looks: 24, newestAt: undefined, now: 1_000_000 }, 30_000],
  [{ looks: 99, newestAt: 990_000, now: 1_000_000 }, 5000],
  [{ looks: 99, newestAt: 700_000, now: 1_000_000 }, 10_000],
  [{ looks: 99, newestAt: 1, now: 1_000_000 }, 30_000],
])('after %o the next look comes in %i ms', (last, ms) => {
  expect(pollMsAfter(last)).toBe(ms)
})
