import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'
import { openDB } from 'idb'
import type { EventColumns } from './event-columns.ts'
import { columnsOf, createSeenEvents, unseenOf } from './event-columns.ts'
import { decodeEvents, encodeEvents, regroupBytes } from './event-bytes.ts'
import type { EventScope, EventStore, LogFacts, StoredEvent, StoredUpTo } from './event-store.ts'
import { EventStoreError, scopeKeyOf } from './event-store.ts'
import { chunkSize, isWorthFolding } from './plan-fold.ts'

/** The scope and the place of a record's first event. */
type RecordKey = [scope: string, first: number]

type LogRow = {
  readonly scope: string
  readonly botId: number
  readonly owner: string
  readonly name: string
  /** The place of the next event. */
  readonly next: number
  readonly count: number
  readonly dropped: number
  readonly ownUpTo: number
  readonly keeps: boolean
  /** Grows with every change, so that another tab knows its picture is old. */
  readonly version: number
}

type EventDb = DBSchema & {
  logs: { key: string; value: LogRow; indexes: { owner: string } }
  columns: { key: RecordKey; value: EventColumns }
  bytes: { key: RecordKey; value: Uint8Array<ArrayBuffer> }
}

const stores = ['logs', 'columns', 'bytes'] as const
type Writing = IDBPTransaction<EventDb, typeof stores, 'readwrite'>

const rangeOf = (scope: string, before = Infinity) =>
  IDBKeyRange.bound([scope, 0], [scope, before], false, true)
const ownerOf = ({ origin, userId }: Omit<EventScope, 'botId'>): string => `${origin} ${userId}`

const newRow = (scope: EventScope): LogRow => ({
  scope: scopeKeyOf(scope),
  botId: scope.botId,
  owner: ownerOf(scope),
  name: '',
  next: 0,
  count: 0,
  dropped: 0,
  ownUpTo: 0,
  keeps: true,
  version: 0,
})

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index])

const isFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError'

/** Records that go at once when there is no room. */
const dropAtOnce = 10
const mostDrops = 20

/** Removes the first records of the log whose first event is the oldest of all; says whether there was one. */
const dropOldest = async (tx: Writing): Promise<boolean> => {
  let oldest: { row: LogRow; at: number } | undefined
  for (const row of await tx.objectStore('logs').getAll()) {
    const cursor = await tx.objectStore('columns').openCursor(rangeOf(row.scope))
    const at = cursor?.value.ats[0]
    if (at !== undefined && (!oldest || at < oldest.at)) oldest = { row, at }
  }
  if (!oldest) return false
  const { row } = oldest
  let dropped = 0
  for (const key of await tx.objectStore('columns').getAllKeys(rangeOf(row.scope), dropAtOnce)) {
    dropped += (await tx.objectStore('columns').get(key))?.ids.length ?? 0
    await tx.objectStore('columns').delete(key)
    await tx.objectStore('bytes').delete(key)
  }
  const { count, version } = row
  await tx
    .objectStore('logs')
    .put({ ...row, count: count - dropped, dropped: row.dropped + dropped, version: version + 1 })
  return true
}

/**
 * Events in the browser's database. A poll is one record of bytes beside the columns it is deduplicated by; every
 * write is one transaction with `durability: 'strict'`, awaited to its end.
 */
export const createDiskStore = (databaseName = 'bot-console-events'): EventStore => {
  let opening: Promise<IDBPDatabase<EventDb>> | undefined
  /** What this tab knows of each log's ids, and which version of the log that was. */
  const known = new Map<string, { version: number; seen: ReturnType<typeof createSeenEvents> }>()

  const open = (): Promise<IDBPDatabase<EventDb>> => {
    const forget = () => (opening = undefined)
    opening ??= openDB<EventDb>(databaseName, 1, {
      upgrade: (db) => {
        db.createObjectStore('logs', { keyPath: 'scope' }).createIndex('owner', 'owner')
        db.createObjectStore('columns')
        db.createObjectStore('bytes')
      },
      blocking: (_from, _to, event) => {
        // A newer build in another tab waits for this one to let go.
        if (event.target instanceof IDBDatabase) event.target.close()
        forget()
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget()
      throw new EventStoreError('FORBIDDEN', error)
    })
    return opening
  }

  /** One whole change: all of it is on disk when this answers, or none of it. */
  const writeOnce = async <T>(act: (tx: Writing) => Promise<T>): Promise<T> => {
    const tx = (await open()).transaction(stores, 'readwrite', { durability: 'strict' })
    // When a request fails, `done` fails as well: that is thrown below, once.
    tx.done.catch(() => undefined)
    try {
      const result = await act(tx)
      await tx.done
      return result
    } catch (error) {
      // What failed on the way says only that the whole was called off; the whole says why.
      if (tx.error) throw tx.error
      try {
        tx.abort()
      } catch {
        // It has ended by itself.
      }
      throw error
    }
  }

  const write = async <T>(act: (tx: Writing) => Promise<T>): Promise<T> => {
    for (let drops = 0; ; drops += 1) {
      try {
        return await writeOnce(act)
      } catch (error) {
        if (!isFull(error)) throw error
        if (drops >= mostDrops || !(await writeOnce(dropOldest))) throw new EventStoreError('FULL', error)
      }
    }
  }

  const rowOf = async (tx: Writing, scope: EventScope): Promise<LogRow> =>
    (await tx.objectStore('logs').get(scopeKeyOf(scope))) ?? newRow(scope)

  /** What the log has, read anew when another tab has changed it. */
  const seenIn = async (tx: Writing, { scope, version }: LogRow) => {
    const mine = known.get(scope)
    if (mine?.version === version) return mine.seen
    return createSeenEvents(await tx.objectStore('columns').getAll(rangeOf(scope)))
  }

  const append: EventStore['append'] = async (scope, { items, name, isOwn }) => {
    const last = items.reduce((most, { eventId }) => Math.max(most, eventId), -1)
    // Before the transaction, so that it is short and the next poll is encoded while this one is written.
    const guess = unseenOf(items, known.get(scopeKeyOf(scope))?.seen ?? createSeenEvents())
    const guessed = encodeEvents(guess)
    const written = await write(async (tx) => {
      const row = await rowOf(tx, scope)
      // Another tab has switched it off.
      if (!row.keeps) return undefined
      const seen = await seenIn(tx, row)
      const fresh = unseenOf(items, seen)
      const ownUpTo = isOwn ? Math.max(row.ownUpTo, last + 1) : row.ownUpTo
      if (fresh.length === 0 && ownUpTo === row.ownUpTo && name === row.name) return { row, seen, added: 0 }
      const changed: LogRow = {
        ...row,
        name,
        ownUpTo,
        next: row.next + fresh.length,
        count: row.count + fresh.length,
        version: row.version + 1,
      }
      const columns = columnsOf(fresh)
      const key: RecordKey = [row.scope, row.next]
      await Promise.all([
        ...(fresh.length === 0
          ? []
          : [
              tx.objectStore('columns').put(columns, key),
              tx.objectStore('bytes').put(isSame(fresh, guess) ? guessed : encodeEvents(fresh), key),
            ]),
        tx.objectStore('logs').put(changed),
      ])
      return { row: changed, seen, added: fresh.length, columns }
    })
    if (!written) return { added: 0, upTo: undefined }
    // Only now: a transaction that failed has taught nothing.
    if (written.columns) written.seen.add(written.columns)
    known.set(written.row.scope, { version: written.row.version, seen: written.seen })
    // The one place where an offset is made: what is below it was committed just now, or before.
    return { added: written.added, upTo: last < 0 ? undefined : ((last + 1) as StoredUpTo) }
  }

  const readPage: EventStore['readPage'] = async (scope, { before = Infinity, limit }) => {
    const page: StoredEvent[] = []
    const tx = (await open()).transaction('bytes')
    let cursor = await tx.store.openCursor(rangeOf(scopeKeyOf(scope), before), 'prev')
    while (cursor && page.length < limit) {
      const first = cursor.key[1]
      const items = decodeEvents(cursor.value, 0, before - first)
      const events = items.map((item, index) => ({ place: first + index, item }))
      page.push(...events.toReversed().slice(0, limit - page.length))
      cursor = await cursor.continue()
    }
    return page
  }

  const readFacts: EventStore['readFacts'] = async (scope) => {
    const tx = (await open()).transaction(['logs', 'columns'])
    const range = rangeOf(scopeKeyOf(scope))
    const [row = newRow(scope), first, last] = await Promise.all([
      tx.objectStore('logs').get(scopeKeyOf(scope)),
      tx.objectStore('columns').openCursor(range),
      tx.objectStore('columns').openCursor(range, 'prev'),
    ])
    const { count, dropped, ownUpTo, keeps } = row
    const oldestAt = first?.value.ats[0] ?? 0
    const newestAt = last?.value.ats.at(-1) ?? 0
    return { count, dropped, ownUpTo, keeps, oldestAt, newestAt } satisfies LogFacts
  }

  /** The small records behind the last full one, oldest first. */
  const smallAtEnd = async (tx: Writing, scope: string) => {
    const small: { first: number; columns: EventColumns }[] = []
    let cursor = await tx.objectStore('columns').openCursor(rangeOf(scope), 'prev')
    while (cursor && cursor.value.ids.length < chunkSize) {
      small.unshift({ first: cursor.key[1], columns: cursor.value })
      cursor = await cursor.continue()
    }
    return small
  }

  const fold: EventStore['fold'] = async (scope) => {
    const key = scopeKeyOf(scope)
    await write(async (tx) => {
      const small = await smallAtEnd(tx, key)
      const start = small[0]?.first
      if (start === undefined || !isWorthFolding(small.map(({ columns }) => columns.ids.length))) return
      const { columns, bytes } = { columns: tx.objectStore('columns'), bytes: tx.objectStore('bytes') }
      const old = IDBKeyRange.bound([key, start], [key, Infinity])
      const pieces = regroupBytes(await bytes.getAll(old), chunkSize)
      const ids = small.flatMap((part) => [...part.columns.ids])
      const ats = small.flatMap((part) => [...part.columns.ats])
      await Promise.all([bytes.delete(old), columns.delete(old)])
      for (const [index, piece] of pieces.entries()) {
        const [first, end] = [index * chunkSize, (index + 1) * chunkSize]
        const part = {
          ids: Float64Array.from(ids.slice(first, end)),
          ats: Float64Array.from(ats.slice(first, end)),
        }
        await Promise.all([bytes.put(piece, [key, start + first]), columns.put(part, [key, start + first])])
      }
    })
  }

  const removeAll = async (tx: Writing, row: LogRow): Promise<void> => {
    const range = rangeOf(row.scope)
    await Promise.all([
      tx.objectStore('bytes').delete(range),
      tx.objectStore('columns').delete(range),
      tx.objectStore('logs').put({ ...row, count: 0, dropped: 0, version: row.version + 1 }),
    ])
  }

  const wipe: EventStore['wipe'] = (scope) => write(async (tx) => removeAll(tx, await rowOf(tx, scope)))

  const setKeeping: EventStore['setKeeping'] = (scope, keeps) =>
    write(async (tx) => {
      const row = { ...(await rowOf(tx, scope)), keeps }
      // In one, so that no tab can store in between.
      if (keeps) await tx.objectStore('logs').put(row)
      else await removeAll(tx, row)
    })

  return {
    append,
    readPage,
    readFacts,
    fold,
    wipe,
    setKeeping,
    listLogs: async (owner) => {
      const rows = await (await open()).getAllFromIndex('logs', 'owner', ownerOf(owner))
      return rows.map(({ botId, name, count }) => ({ botId, name, count }))
    },
  }
}
