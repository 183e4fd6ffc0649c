import { pickLines } from './event-bytes.ts'
import type { LinesRecord } from './event-db.ts'
import { pickColumns } from './event-columns.ts'
import type { PackedPoll, SourceEvents } from './disk-log.ts'
import type { SeenEvents } from './seen-events.ts'
import { createSeenEvents, unseenOf } from './seen-events.ts'

/** More than this is not held in memory; the oldest go. */
const most = 10_000

/** Events until the tab is closed: for people who want nothing kept, and where the browser gives no storage. Never durable. */
export const createMemoryLog = () => {
  let held: (SourceEvents & LinesRecord)[] = []
  const seen = new Map<string, SeenEvents>()
  let [next, count, dropped] = [0, 0, 0]

  const seenIn = (scope: string): SeenEvents => {
    const known = seen.get(scope) ?? createSeenEvents()
    seen.set(scope, known)
    return known
  }

  return {
    append: (scope: string, { columns, lines }: PackedPoll): SourceEvents | undefined => {
      const indexes = unseenOf(columns, seenIn(scope))
      if (indexes.length === 0) return undefined
      const places = Float64Array.from(indexes, () => next++)
      const fresh = { scope, places, columns: pickColumns([{ columns, indexes }]) }
      seenIn(scope).add(fresh.columns)
      held.push({ ...fresh, lines: pickLines(lines, indexes) })
      count += indexes.length
      return fresh
    },
    /** Lets the oldest go; whether there were too many. */
    trim: (): boolean => {
      const before = dropped
      while (count > most && held.length > 1) {
        const gone = held.shift()?.places.length ?? 0
        count -= gone
        dropped += gone
      }
      return dropped > before
    },
    dropped: () => dropped,
    held: (): readonly (SourceEvents & LinesRecord)[] => held,
    wipe: (scope?: string) => {
      const [keep, sources] =
        scope === undefined ? [[], [...seen.keys()]] : [held.filter((one) => one.scope !== scope), [scope]]
      for (const one of sources) seen.delete(one)
      held = keep
      count = held.reduce((sum, { places }) => sum + places.length, 0)
      dropped = 0
    },
  }
}
export type MemoryLog = ReturnType<typeof createMemoryLog>
