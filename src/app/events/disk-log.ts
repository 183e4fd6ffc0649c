import { pickLines } from './event-bytes.ts'
import type {
  ColumnsRecord,
  EventDatabase,
  LogRow,
  Reading,
  RecordKey,
  SourceRow,
  Writing,
} from './event-db.ts'
import { recordsOf } from './event-db.ts'
import type { EventColumns } from './event-columns.ts'
import { pickColumns } from './event-columns.ts'
import type { EventOwner, EventScope, StoredUpTo } from './event-store.ts'
import { ownerKeyOf, scopeKeyOf } from './event-store.ts'
import { foldRecords } from './fold-records.ts'
import { writeWithRoom } from './make-room.ts'
import type { SeenEvents } from './seen-events.ts'
import { createSeenEvents, unseenOf } from './seen-events.ts'

/** Events of one source in this tab's hands. */
export type SourceEvents = ColumnsRecord & { readonly scope: string }

/** What a tab knows of a log: its next place and how often something was removed. */
export type Knowledge = {
  readonly next: number
  readonly epoch: number
  readonly seenIn: (scope: string) => SeenEvents
}

type LogHead = { readonly log: LogRow; readonly sources: readonly SourceRow[] }

/** Bytes and columns of one look, made where its objects were. */
export type PackedPoll = {
  readonly name: string
  readonly isOwn: boolean
  readonly columns: EventColumns
  readonly lines: Uint8Array<ArrayBuffer>
}

const newLog = (owner: string): LogRow => ({ owner, next: 0, dropped: 0, keeps: true, epoch: 0 })

const newSource = (scope: EventScope): SourceRow => ({
  scope: scopeKeyOf(scope),
  owner: ownerKeyOf(scope),
  source: scope.source,
  name: '',
  count: 0,
  ownUpTo: 0,
})

/** What another program, or a broken disk, has left may be anything. */
const isWhole = ({ places, columns }: Partial<ColumnsRecord>): boolean =>
  places instanceof Float64Array &&
  columns?.text instanceof Uint8Array &&
  [
    columns.ids,
    columns.ats,
    columns.messages,
    columns.types,
    columns.users,
    columns.dialogs,
    columns.ends,
  ].every((column) => column?.length === places.length)

/** One person's log in the browser's database. */
export const createDiskLog = (db: EventDatabase, whose: EventOwner) => {
  const owner = ownerKeyOf(whose)

  const headIn = async (tx: Reading): Promise<LogHead> => {
    const [log = newLog(owner), sources] = await Promise.all([
      tx.objectStore('logs').get(owner),
      tx.objectStore('sources').index('owner').getAll(owner),
    ])
    return { log, sources }
  }

  /** What other tabs have added since; records they folded hold old events, too. */
  const addedSince = async (tx: Reading, { sources }: LogHead, next: number): Promise<SourceEvents[]> => {
    const added: SourceEvents[] = []
    for (const { scope } of sources) {
      let cursor = await tx.objectStore('columns').openCursor(recordsOf(scope), 'prev')
      while (cursor && (cursor.value.places.at(-1) ?? -1) >= next) {
        const { places, columns } = cursor.value
        const first = places.findIndex((place) => place >= next)
        const indexes = Array.from({ length: places.length - first }, (_, n) => first + n)
        const part = first === 0 ? columns : pickColumns([{ columns, indexes }])
        added.unshift({ scope, places: places.slice(first), columns: part })
        cursor = await cursor.continue()
      }
    }
    return added
  }

  const removeAll = async (
    tx: Writing,
    { log, sources }: LogHead,
    only: (row: SourceRow) => boolean,
    keeps: boolean,
  ) => {
    for (const row of sources.filter(only)) {
      const range = recordsOf(row.scope)
      await Promise.all([
        tx.objectStore('lines').delete(range),
        tx.objectStore('columns').delete(range),
        // A file's source is nothing without its events; a queue keeps what was confirmed.
        row.source.kind === 'file'
          ? tx.objectStore('sources').delete(row.scope)
          : tx.objectStore('sources').put({ ...row, count: 0 }),
      ])
    }
    await tx.objectStore('logs').put({ ...log, keeps, epoch: log.epoch + 1, dropped: 0 })
  }

  return {
    readHead: () => db.read(headIn),
    /** The keys of all records, newest first. */
    listKeys: (sources: readonly SourceRow[]): Promise<readonly RecordKey[]> =>
      db.read(async (tx) => {
        const keys = await Promise.all(
          sources.map(({ scope }) => tx.objectStore('columns').getAllKeys(recordsOf(scope))),
        )
        return keys.flat().sort(([, a], [, b]) => b - a)
      }),
    /** Those that are not there any more are counted; a broken one spoils no other. */
    readColumns: async (keys: readonly RecordKey[]) => {
      const records: SourceEvents[] = []
      const unreadable: RecordKey[] = []
      let gone = 0
      const sort = (key: RecordKey, record: ColumnsRecord | undefined) => {
        if (record === undefined) gone += 1
        else if (isWhole(record)) records.push({ scope: key[0], ...record })
        else unreadable.push(key)
      }
      const getAll = (some: readonly RecordKey[]) =>
        db.read((tx) => Promise.all(some.map((key) => tx.objectStore('columns').get(key))))
      try {
        const got = await getAll(keys)
        keys.forEach((key, index) => sort(key, got[index]))
      } catch {
        // One of them cannot be read, and took the others along.
        for (const key of keys)
          await getAll([key]).then(
            ([record]) => sort(key, record),
            () => unreadable.push(key),
          )
      }
      return { records, gone, unreadable }
    },
    /** The record that holds a place. */
    findLines: (scope: string, place: number) =>
      db.read(async (tx) => {
        const upTo = IDBKeyRange.bound([scope, 0], [scope, place])
        return (await tx.objectStore('lines').openCursor(upTo, 'prev'))?.value
      }),
    addedSince: (next: number) =>
      db.read(async (tx) => {
        const head = await headIn(tx)
        return { head, added: await addedSince(tx, head, next) }
      }),
    /** Undefined when nothing is kept. */
    append: (scope: EventScope, { name, isOwn, columns, lines }: PackedPoll, known: Knowledge) =>
      writeWithRoom(db, lines.length, async (tx) => {
        const head = await headIn(tx)
        const { log, sources } = head
        if (!log.keeps) return undefined
        const isStale = log.epoch !== known.epoch
        const key = scopeKeyOf(scope)
        const row = sources.find((one) => one.scope === key) ?? newSource(scope)
        const missed = isStale || log.next === known.next ? [] : await addedSince(tx, head, known.next)
        const seen = isStale
          ? createSeenEvents(
              (await tx.objectStore('columns').getAll(recordsOf(key))).map(({ columns }) => columns),
            )
          : known.seenIn(key)
        const others = createSeenEvents(
          missed.filter((one) => one.scope === key).map(({ columns }) => columns),
        )
        const has = (id: number, at: number) => seen.has(id, at) || others.has(id, at)
        const indexes = unseenOf(columns, { has })
        const last = columns.ids.reduce((most, id) => Math.max(most, id), -1)
        const ownUpTo = isOwn ? Math.max(row.ownUpTo, last + 1) : row.ownUpTo
        // The one place where an offset is made: what is below it is committed with this, or was before.
        const upTo = last < 0 ? undefined : ((last + 1) as StoredUpTo)
        const added = indexes.length
        if (added === 0 && ownUpTo === row.ownUpTo && name === row.name)
          return { added, upTo, log, row, missed, isStale, fresh: undefined }
        const changed: SourceRow = { ...row, name, ownUpTo, count: row.count + added }
        const grown: LogRow = { ...log, next: log.next + added }
        const isWhole = added === columns.ids.length
        const fresh: SourceEvents = {
          scope: key,
          places: Float64Array.from({ length: added }, (_, n) => log.next + n),
          columns: isWhole ? columns : pickColumns([{ columns, indexes }]),
        }
        const { places } = fresh
        // Not awaited one after the other: the transaction is, as a whole.
        const puts: Promise<unknown>[] = [
          tx.objectStore('sources').put(changed),
          tx.objectStore('logs').put(grown),
        ]
        if (added > 0) {
          const at: RecordKey = [key, log.next]
          puts.push(
            tx.objectStore('lines').put({ places, lines: isWhole ? lines : pickLines(lines, indexes) }, at),
            tx.objectStore('columns').put({ places, columns: fresh.columns }, at),
          )
        }
        await Promise.all(puts)
        return {
          added,
          upTo,
          log: grown,
          row: changed,
          missed,
          isStale,
          fresh: added > 0 ? fresh : undefined,
        }
      }),
    fold: (scope: EventScope) => db.write((tx) => foldRecords(tx, scopeKeyOf(scope))),
    /** Of all sources, or of one; answers what is left. */
    wipe: (scope?: EventScope) =>
      db.write(async (tx) => {
        const head = await headIn(tx)
        await removeAll(tx, head, (row) => !scope || row.scope === scopeKeyOf(scope), head.log.keeps)
      }),
    setKeeping: (keeps: boolean) =>
      db.write(async (tx) => {
        const head = await headIn(tx)
        // In one, so that no tab can store in between.
        if (keeps) await tx.objectStore('logs').put({ ...head.log, keeps })
        else await removeAll(tx, head, () => true, keeps)
      }),
  }
}
