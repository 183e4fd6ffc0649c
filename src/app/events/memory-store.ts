import { columnsOf, createSeenEvents, unseenOf } from './event-columns.ts'
import type { EventStore, LogFacts, StoredEvent } from './event-store.ts'
import { scopeKeyOf } from './event-store.ts'

type MemoryLog = {
  readonly events: StoredEvent[]
  seen: ReturnType<typeof createSeenEvents>
  next: number
  dropped: number
}

/** More than this is not held in memory; the oldest go. */
const most = 10_000

/** Events until the tab is closed: for people who want nothing kept, and where the browser gives no storage. Never durable. */
export const createMemoryStore = (): EventStore => {
  const logs = new Map<string, MemoryLog>()
  const logOf = (key: string): MemoryLog => {
    const log = logs.get(key) ?? { events: [], seen: createSeenEvents(), next: 0, dropped: 0 }
    logs.set(key, log)
    return log
  }
  return {
    append: (scope, { items }) => {
      const log = logOf(scopeKeyOf(scope))
      const fresh = unseenOf(items, log.seen)
      log.seen.add(columnsOf(fresh))
      log.events.push(...fresh.map((item) => ({ place: log.next++, item })))
      log.dropped += log.events.splice(0, Math.max(0, log.events.length - most)).length
      return Promise.resolve({ added: fresh.length, upTo: undefined })
    },
    readPage: (scope, { before = Infinity, limit }) => {
      const { events } = logOf(scopeKeyOf(scope))
      const end = events.findLastIndex(({ place }) => place < before) + 1
      return Promise.resolve(events.slice(Math.max(0, end - limit), end).toReversed())
    },
    readFacts: (scope) => {
      const { events, dropped } = logOf(scopeKeyOf(scope))
      const at = (event: StoredEvent | undefined) => (event && Date.parse(event.item.date)) || 0
      const facts: LogFacts = {
        count: events.length,
        oldestAt: at(events[0]),
        newestAt: at(events.at(-1)),
        dropped,
        ownUpTo: 0,
        keeps: false,
      }
      return Promise.resolve(facts)
    },
    fold: () => Promise.resolve(),
    wipe: (scope) => {
      const log = logOf(scopeKeyOf(scope))
      log.events.length = 0
      log.seen = createSeenEvents()
      log.dropped = 0
      return Promise.resolve()
    },
    setKeeping: () => Promise.resolve(),
    listLogs: () => Promise.resolve([]),
  }
}
