import type { Clock } from '../../client/timing.ts'

/** Counts attempts by key (a client's address); says whether one more is allowed. */
export type AttemptWindow = { readonly allow: (key: string) => boolean }

/** At most `limit` attempts of a key in `windowMs`, in this process's memory; `maxKeys` bounds that memory. */
export const createAttemptWindow = (options: {
  readonly clock: Clock
  readonly limit: number
  readonly windowMs: number
  readonly maxKeys: number
}): AttemptWindow => {
  const { clock, limit, windowMs, maxKeys } = options
  /** In the order of their beginning, because a map keeps the order in which keys came. */
  const windows = new Map<string, { readonly until: number; count: number }>()
  const dropOld = (now: number) => {
    for (const [key, { until }] of windows) {
      if (until > now && windows.size < maxKeys) return
      windows.delete(key)
    }
  }
  return {
    allow: (key) => {
      const now = clock.now()
      const open = windows.get(key)
      if (open && open.until > now) {
        open.count += 1
        return open.count <= limit
      }
      windows.delete(key)
      dropOld(now)
      windows.set(key, { until: now + windowMs, count: 1 })
      return true
    },
  }
}
