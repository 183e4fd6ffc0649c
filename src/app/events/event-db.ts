import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'
import { openDB } from 'idb'
import type { EventColumns } from './event-columns.ts'
import type { EventSource } from './event-store.ts'
import { EventStoreError } from './event-store.ts'

/** The scope and the place of a record's first event. */
export type RecordKey = [scope: string, first: number]

/** A person's log as a whole. */
export type LogRow = {
  readonly owner: string
  /** The place of the next event; so it also tells a tab that another one has added something. */
  readonly next: number
  readonly dropped: number
  readonly keeps: boolean
  /** Grows with every removal, so that another tab knows its picture is wrong. */
  readonly epoch: number
}

export type SourceRow = {
  readonly scope: string
  readonly owner: string
  readonly source: EventSource
  readonly name: string
  readonly count: number
  readonly ownUpTo: number
}

type Placed = { readonly places: Float64Array<ArrayBuffer> }
/** What is known of some events of a source without their bytes. */
export type ColumnsRecord = Placed & { readonly columns: EventColumns }
/** The events themselves, a line of JSON each. */
export type LinesRecord = Placed & { readonly lines: Uint8Array<ArrayBuffer> }

type EventDb = DBSchema & {
  logs: { key: string; value: LogRow }
  sources: { key: string; value: SourceRow; indexes: { owner: string } }
  columns: { key: RecordKey; value: ColumnsRecord }
  lines: { key: RecordKey; value: LinesRecord }
}

const stores = ['logs', 'sources', 'columns', 'lines'] as const
type Names = ('logs' | 'sources' | 'columns' | 'lines')[]
export type Reading = IDBPTransaction<EventDb, Names, 'readonly' | 'readwrite'>
export type Writing = IDBPTransaction<EventDb, Names, 'readwrite'>

/** The records of a source, from a place on. */
export const recordsOf = (scope: string, from = 0): IDBKeyRange =>
  IDBKeyRange.bound([scope, from], [scope, Infinity])

/** The console's database of events. Every write is one transaction with `durability: 'strict'`, awaited to its end. */
export const createEventDb = (name = 'bot-console-events') => {
  let opening: Promise<IDBPDatabase<EventDb>> | undefined

  const open = (): Promise<IDBPDatabase<EventDb>> => {
    const forget = () => (opening = undefined)
    // Where there is no database at all, even asking for one throws.
    opening ??= Promise.resolve()
      .then(() =>
        openDB<EventDb>(name, 2, {
          upgrade: (db, from) => {
            // One log for each bot's queue, in a form of its own: never released, and not carried over.
            if (from === 1) for (const old of [...db.objectStoreNames]) db.deleteObjectStore(old)
            db.createObjectStore('logs', { keyPath: 'owner' })
            db.createObjectStore('sources', { keyPath: 'scope' }).createIndex('owner', 'owner')
            db.createObjectStore('columns')
            db.createObjectStore('lines')
          },
          blocking: (_from, _to, event) => {
            // A newer build in another tab waits for this one to let go.
            if (event.target instanceof IDBDatabase) event.target.close()
            forget()
          },
          terminated: forget,
        }),
      )
      .catch((error: unknown) => {
        forget()
        throw new EventStoreError('FORBIDDEN', error)
      })
    return opening
  }

  return {
    open: async (): Promise<void> => void (await open()),
    read: async <T>(act: (tx: Reading) => Promise<T>): Promise<T> =>
      act((await open()).transaction([...stores])),
    /** One whole change: all of it is on disk when this answers, or none of it. */
    write: async <T>(act: (tx: Writing) => Promise<T>): Promise<T> => {
      const tx = (await open()).transaction([...stores], 'readwrite', { durability: 'strict' })
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
    },
  }
}
export type EventDatabase = ReturnType<typeof createEventDb>
