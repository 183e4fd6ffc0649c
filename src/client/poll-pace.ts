import { limits } from '../contract/rest/enums.ts'

/** Looks made at the shortest distance after somebody came to look. */
const eagerLooks = 24

/**
 * Milliseconds until the next look (documented: 5 to 30 s): short at first and while something happens, long in silence.
 * `looks` counts those already made; `newestAt` and `now` are epoch milliseconds.
 */
export const pollMsAfter = (last: {
  readonly looks: number
  readonly newestAt: number | undefined
  readonly now: number
}): number => {
  const quietMs = last.newestAt === undefined ? Infinity : last.now - last.newestAt
  if (last.looks < eagerLooks || quietMs < 60_000) return limits.pollSecondsIdle.min * 1000
  return quietMs < 600_000 ? 10_000 : limits.pollSecondsIdle.max * 1000
}
