import type { EventDatabase, LogRow, SourceRow, Writing } from './event-db.ts'
import { recordsOf } from './event-db.ts'
import { EventStoreError } from './event-store.ts'

const isFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError'

/** Records that go at once when there is no room. */
const dropAtOnce = 10
/** What is thrown away for one write at most, as a multiple of its size: one that is too large alone costs no more. */
const mostForOne = 4
const leastDropped = 16_000_000

/** Removes the first records of the source whose first event is the oldest of all; says how many bytes went. */
const dropOldest = async (tx: Writing): Promise<number> => {
  let oldest: { row: SourceRow; at: number } | undefined
  for (const row of await tx.objectStore('sources').getAll()) {
    const cursor = await tx.objectStore('columns').openCursor(recordsOf(row.scope))
    const at = cursor?.value.columns.ats[0]
    if (at !== undefined && (!oldest || at < oldest.at)) oldest = { row, at }
  }
  if (!oldest) return 0
  const { row } = oldest
  let [dropped, bytes] = [0, 0]
  for (const key of await tx.objectStore('columns').getAllKeys(recordsOf(row.scope), dropAtOnce)) {
    const record = await tx.objectStore('lines').get(key)
    dropped += record?.places.length ?? 0
    bytes += record?.lines.length ?? 0
    await Promise.all([tx.objectStore('columns').delete(key), tx.objectStore('lines').delete(key)])
  }
  await tx.objectStore('sources').put({ ...row, count: Math.max(0, row.count - dropped) })
  const log = await tx.objectStore('logs').get(row.owner)
  if (log) {
    const changed: LogRow = { ...log, dropped: log.dropped + dropped, epoch: log.epoch + 1 }
    await tx.objectStore('logs').put(changed)
  }
  return Math.max(1, bytes)
}

/** Writes; where there is no room for `bytes` more, the oldest events of this browser go first. */
export const writeWithRoom = async <T>(
  db: EventDatabase,
  bytes: number,
  act: (tx: Writing) => Promise<T>,
): Promise<T> => {
  const most = Math.max(leastDropped, bytes * mostForOne)
  for (let dropped = 0; ;) {
    try {
      return await db.write(act)
    } catch (error) {
      if (!isFull(error)) throw error
      const went = dropped >= most ? 0 : await db.write(dropOldest)
      if (went === 0) throw new EventStoreError('FULL', error)
      dropped += went
    }
  }
}
