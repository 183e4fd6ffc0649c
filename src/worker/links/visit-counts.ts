import type { LinkUseStore } from './short-link-store.ts'
import { noVisits, type VisitCount, type VisitKind } from './short-link.ts'

export type VisitCounts = {
  /** Remembers a visit until the next `flush`; what is too much to remember is dropped. */
  readonly add: (linkId: string, kind: VisitKind) => void
  /** Writes what was counted since the last time, all in one go; answers how many rows that were. */
  readonly flush: () => Promise<number>
}

/**
 * Visits, written together once in a while: a flood of them is no flood of commits. A process that is killed loses what
 * it has not written.
 */
export const createVisitCounts = (parts: {
  readonly store: Pick<LinkUseStore, 'count'>
  readonly now: () => number
  /** How many links and days are remembered at once. */
  readonly maxRows?: number
}): VisitCounts => {
  const { store, now, maxRows = 10_000 } = parts
  let waiting = new Map<string, VisitCount>()

  const remember = (visits: VisitCount) => {
    const key = `${visits.linkId} ${visits.day}`
    const known = waiting.get(key)
    if (!known && waiting.size >= maxRows) return
    const { linkId, day, landed, app, browser, copied } = visits
    const before = known ?? noVisits
    waiting.set(key, {
      linkId,
      day,
      landed: before.landed + landed,
      app: before.app + app,
      browser: before.browser + browser,
      copied: before.copied + copied,
    })
  }

  return {
    add: (linkId, kind) =>
      remember({ ...noVisits, linkId, day: new Date(now()).toISOString().slice(0, 10), [kind]: 1 }),
    flush: async () => {
      const visits = [...waiting.values()]
      if (visits.length === 0) return 0
      waiting = new Map()
      try {
        await store.count(visits)
        return visits.length
      } catch (error) {
        for (const one of visits) remember(one)
        throw error
      }
    },
  }
}
