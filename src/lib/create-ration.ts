/** So many of each key within a time. */
export type Ration = {
  /** Counts one more; false when the key's share is used up until its time is over. */
  readonly take: (key: string) => boolean
  /** Whether `take` would refuse now; counts nothing. */
  readonly isUsedUp: (key: string) => boolean
  /** What was taken shall not count after all: then only the others do, and many at once are no way around it. */
  readonly giveBack: (key: string) => void
}

/**
 * At most `limit` of a key in `windowMs` from its first, in this process's memory, which `maxKeys` bounds: the oldest
 * key is forgotten first.
 */
export const createRation = (options: {
  readonly clock: { readonly now: () => number }
  readonly limit: number
  /** `Infinity`: for as long as the key is remembered. */
  readonly windowMs: number
  readonly maxKeys?: number
}): Ration => {
  const { clock, limit, windowMs, maxKeys = 10_000 } = options
  /** In the order of their beginning, because a map keeps the order in which keys came. */
  const windows = new Map<string, { readonly until: number; count: number }>()
  const dropOld = (now: number) => {
    for (const [key, { until }] of windows) {
      if (until > now && windows.size < maxKeys) return
      windows.delete(key)
    }
  }
  return {
    take: (key) => {
      const now = clock.now()
      const open = windows.get(key)
      if (open && open.until > now) {
        if (open.count >= limit) return false
        open.count += 1
        return true
      }
      windows.delete(key)
      dropOld(now)
      windows.set(key, { until: now + windowMs, count: 1 })
      return true
    },
    isUsedUp: (key) => {
      const open = windows.get(key)
      return open !== undefined && open.until > clock.now() && open.count >= limit
    },
    giveBack: (key) => {
      const open = windows.get(key)
      if (open && open.count > 0) open.count -= 1
    },
  }
}
