import { regroupBytes } from './event-bytes.ts'
import type { ColumnsRecord, Writing } from './event-db.ts'
import { recordsOf } from './event-db.ts'
import { pickColumns } from './event-columns.ts'
import { chunkSize, isWorthFolding } from './plan-fold.ts'

/** The small records behind the last full one, oldest first. */
const smallAtEnd = async (tx: Writing, scope: string) => {
  const small: ColumnsRecord[] = []
  let cursor = await tx.objectStore('columns').openCursor(recordsOf(scope), 'prev')
  while (cursor && cursor.value.places.length < chunkSize) {
    small.unshift(cursor.value)
    cursor = await cursor.continue()
  }
  return small
}

/** Makes few large records of the many small ones at the end of a source. */
export const foldRecords = async (tx: Writing, scope: string): Promise<void> => {
  const small = await smallAtEnd(tx, scope)
  const start = small[0]?.places[0]
  if (start === undefined || !isWorthFolding(small.map(({ places }) => places.length))) return
  const { columns, lines } = { columns: tx.objectStore('columns'), lines: tx.objectStore('lines') }
  const old = recordsOf(scope, start)
  const pieces = regroupBytes(
    (await lines.getAll(old)).map((record) => record.lines),
    chunkSize,
  )
  const all = pickColumns(
    small.map((record) => ({ columns: record.columns, indexes: [...record.places.keys()] })),
  )
  const places = small.flatMap((record) => [...record.places])
  await Promise.all([lines.delete(old), columns.delete(old)])
  for (const [index, piece] of pieces.entries()) {
    const [from, to] = [index * chunkSize, Math.min(places.length, (index + 1) * chunkSize)]
    const own = Float64Array.from(places.slice(from, to))
    const indexes = Array.from({ length: to - from }, (_, n) => from + n)
    const first = own[0] ?? 0
    await Promise.all([
      lines.put({ places: own, lines: piece }, [scope, first]),
      columns.put({ places: own, columns: pickColumns([{ columns: all, indexes }]) }, [scope, first]),
    ])
  }
}
