import type { Knowledge, PackedPoll, SourceEvents } from './disk-log.ts'
import { createDiskLog } from './disk-log.ts'
import type { EventDatabase, LinesRecord, LogRow, RecordKey, SourceRow } from './event-db.ts'
import type { Appended, EventOwner, EventScope, LogFacts, SourceFacts } from './event-store.ts'
import { EventStoreError, scopeKeyOf } from './event-store.ts'
import type { EventTable, Stretch } from './event-table.ts'
import { createEventTable } from './event-table.ts'
import type { MemoryLog } from './memory-log.ts'
import { createMemoryLog } from './memory-log.ts'
import type { ReadRecords } from './search-payloads.ts'
import type { SeenEvents } from './seen-events.ts'
import { createSeenEvents } from './seen-events.ts'

/** Who shows the log. */
export type LogFollower = {
  /** There is another table: everything is read anew. */
  readonly onReset: () => void
  readonly onAdded: (stretches: readonly Stretch[]) => void
  /** Figures have changed. */
  readonly onFacts: () => void
}

/** Facts as they cross from thread to thread: an error's class would be lost. */
export type KnownFacts = Omit<LogFacts, 'storeError'> & {
  readonly storeError: EventStoreError['code'] | undefined
}

/** Records that are read at a time: the first are few, so that rows can be seen soon. */
const batchSizes = [2, 8, 32]
const largestBatch = 64

/** One person's log in this tab's worker: what is on disk, its columns in memory, and what is kept nowhere. */
export const createKeptLog = (parts: {
  readonly owner: EventOwner
  readonly db: EventDatabase
  readonly pause: () => Promise<void>
  readonly follower: LogFollower
}) => {
  const { owner, db, pause, follower } = parts
  const disk = createDiskLog(db, owner)
  let table: EventTable = createEventTable()
  let scopes: string[] = []
  let log: LogRow | undefined
  let rows = new Map<string, SourceRow>()
  let seen = new Map<string, SeenEvents>()
  let memory: MemoryLog | undefined
  let storeError: EventStoreError | undefined
  let broken: RecordKey[] = []
  /** Earliest and latest time of each source. */
  let spans = new Map<string, { from: number; to: number; count: number }>()

  let headRead: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (headRead = resolve))

  const rememberSource = (scope: EventScope, name: string) => {
    const key = scopeKeyOf(scope)
    const row = rows.get(key)
    rows.set(key, { scope: key, owner: '', source: scope.source, count: 0, ownUpTo: 0, ...row, name })
  }
  const sourceOf = (scope: string): number => {
    const row = rows.get(scope)
    const known = scopes.indexOf(scope)
    const at = known < 0 ? scopes.push(scope) - 1 : known
    const { source } = row ?? {}
    table.sources[at] = {
      kind: source?.kind ?? 'file',
      name: row?.name ?? '',
      botId: source?.kind === 'bot' ? source.botId : 0,
    }
    return at
  }
  const seenIn = (scope: string): SeenEvents => {
    const known = seen.get(scope) ?? createSeenEvents()
    seen.set(scope, known)
    return known
  }

  const span = ({ scope, columns: { ats } }: SourceEvents) => {
    const known = spans.get(scope) ?? { from: Infinity, to: 0, count: 0 }
    for (const at of ats) {
      if (at < known.from) known.from = at
      if (at > known.to) known.to = at
    }
    known.count += ats.length
    spans.set(scope, known)
  }

  const take = (events: readonly SourceEvents[]): void => {
    const inOrder = events
      .filter(({ places }) => places.length > 0)
      .toSorted((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0))
    for (const one of inOrder) {
      seenIn(one.scope).add(one.columns)
      span(one)
    }
    const stretches = table.add(
      inOrder.map(({ scope, places, columns }) => ({ source: sourceOf(scope), places, columns })),
    )
    if (stretches.length > 0) follower.onAdded(stretches)
  }

  const forget = () => {
    table = createEventTable()
    scopes = []
    seen = new Map()
    spans = new Map()
    broken = []
    for (const key of rows.keys()) sourceOf(key)
  }

  /** Everything anew from the disk, newest first. */
  const load = async (): Promise<void> => {
    try {
      const head = await disk.readHead()
      storeError = undefined
      log = head.log
      rows = new Map(head.sources.map((row) => [row.scope, row]))
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error
      storeError = error
      log = undefined
    }
    memory = log?.keeps ? undefined : (memory ?? createMemoryLog())
    forget()
    headRead()
    follower.onReset()
    if (memory) return take(memory.held())
    const keys = await disk.listKeys([...rows.values()])
    for (let from = 0, batch = 0; from < keys.length; batch += 1) {
      const size = batchSizes[batch] ?? largestBatch
      const wanted = keys.slice(from, from + size)
      const { records, gone, unreadable } = await disk.readColumns(wanted)
      // Another tab has folded them meanwhile.
      if (gone > 0) return load()
      broken.push(...unreadable)
      take(records)
      from += size
      await pause()
    }
    follower.onFacts()
  }

  let last: Promise<unknown> = Promise.resolve()
  /** One change after the other, each on what the one before has left. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }
  const first = inTurn(load)

  const appendInMemory = (held: MemoryLog, scope: EventScope, poll: PackedPoll): Appended => {
    rememberSource(scope, poll.name)
    const fresh = held.append(scopeKeyOf(scope), poll)
    if (held.trim()) {
      forget()
      follower.onReset()
      take(held.held())
    } else if (fresh) take([fresh])
    follower.onFacts()
    return { added: fresh?.places.length ?? 0, upTo: undefined }
  }

  const append = (scope: EventScope, poll: PackedPoll): Promise<Appended> =>
    inTurn(async () => {
      if (memory) return appendInMemory(memory, scope, poll)
      const known: Knowledge = { next: log?.next ?? 0, epoch: log?.epoch ?? 0, seenIn }
      const done = await disk.append(scope, poll, known)
      if (!done) {
        // Another tab has switched it off.
        await load()
        return memory ? appendInMemory(memory, scope, poll) : { added: 0, upTo: undefined }
      }
      const { added, upTo, missed, fresh, isStale } = done
      if (isStale) await load()
      else {
        log = done.log
        if (missed.length > 0) rows = new Map((await disk.readHead()).sources.map((row) => [row.scope, row]))
        rows.set(done.row.scope, done.row)
        sourceOf(done.row.scope)
        take(fresh ? [...missed, fresh] : missed)
      }
      follower.onFacts()
      return { added, upTo }
    })

  const change = (act: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      await act()
      await load()
    })

  const records: ReadRecords = {
    listFirsts: async (source) => {
      const scope = scopes[source] ?? ''
      if (memory) return memory.held().flatMap((one) => (one.scope === scope ? [one.places[0] ?? 0] : []))
      const row = rows.get(scope)
      return row ? (await disk.listKeys([row])).map(([, first]) => first).toReversed() : []
    },
    read: async (source, place): Promise<LinesRecord | undefined> => {
      if (memory) return memory.held().find(({ places }) => places.includes(place))
      return disk.findLines(scopes[source] ?? '', place)
    },
  }

  return {
    /** Until its figures are known, or until all of it is in memory. */
    ready: (isWhole: boolean): Promise<unknown> => (isWhole ? first : Promise.race([opened, first])),
    table: () => table,
    records,
    append,
    fold: (scope: EventScope) => inTurn(async () => (memory ? undefined : disk.fold(scope))),
    wipe: (scope?: EventScope) =>
      change(async () => {
        if (memory) memory.wipe(scope && scopeKeyOf(scope))
        else await disk.wipe(scope)
      }),
    setKeeping: (keeps: boolean) =>
      change(async () => {
        await disk.setKeeping(keeps)
        memory = undefined
      }),
    catchUp: () =>
      inTurn(async () => {
        if (storeError) return
        const { head, added } = await disk.addedSince(log?.next ?? 0)
        if (head.log.epoch !== log?.epoch || head.log.keeps !== log.keeps) return load()
        log = head.log
        rows = new Map(head.sources.map((row) => [row.scope, row]))
        take(added)
        follower.onFacts()
      }),
    /** Those on disk, whether they are in memory yet or not. */
    count: (): number =>
      memory ? table.count() : [...rows.values()].reduce((sum, { count }) => sum + count, 0),
    factsOf: (): KnownFacts => {
      const sources = [...rows.values()].map(({ scope, source, name, count, ownUpTo }): SourceFacts => {
        const { from, to, count: seen } = spans.get(scope) ?? { from: 0, to: 0, count: 0 }
        return { source, name, count: memory ? seen : count, oldestAt: from, newestAt: to, ownUpTo }
      })
      const filled = sources.filter(({ count, newestAt }) => count > 0 && newestAt > 0)
      return {
        sources,
        count: sources.reduce((sum, { count }) => sum + count, 0),
        oldestAt: filled.reduce((least, { oldestAt }) => Math.min(least, oldestAt), filled[0]?.oldestAt ?? 0),
        newestAt: filled.reduce((most, { newestAt }) => Math.max(most, newestAt), 0),
        dropped: memory ? memory.dropped() : (log?.dropped ?? 0),
        keeps: log?.keeps ?? true,
        unreadable: broken.length,
        storeError: storeError?.code,
      }
    },
  }
}
export type KeptLog = ReturnType<typeof createKeptLog>
