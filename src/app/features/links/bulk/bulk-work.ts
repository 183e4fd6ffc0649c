import type { BulkMapping } from './bulk-mapping.ts'
import { guessMapping } from './bulk-mapping.ts'
import { createRowBuilder, levelOf, type BuiltRow, type LinkTarget } from './build-row.ts'
import type {
  BulkAnswer,
  BulkAsk,
  BulkFailure,
  BulkJobs,
  FromBackground,
  RowView,
  ToBackground,
} from './bulk-protocol.ts'
import { readBytes } from './read-bytes.ts'
import { readTable } from './read-table.ts'
import { mostBytes, UnreadableError, type RowProblem, type Table, type TableRow, type Tell } from './table.ts'
import { takeRows, type Breath, type DrawLogo } from './take-rows.ts'

/** The job was called off. */
class CancelledError extends Error {}

type Outside = {
  readonly post: (message: FromBackground) => void
  /** Lets waiting messages in, a cancel among them. */
  readonly pause: () => Promise<void>
  readonly now: () => number
  readonly drawLogo: DrawLogo
}

/** Longer than this nobody works without a pause. */
const sliceMs = 40
/** No eye follows more, and drawing costs the page something each time. */
const tellMs = 250
const sampleRows = 3
const longestSample = 200

type Checked = {
  readonly build: (row: TableRow) => BuiltRow
  /** Indexes of rows with a warning or an error. */
  readonly problematic: Uint32Array
}

const bytesOf = async (source: Blob): Promise<Uint8Array> => {
  if (source.size > mostBytes) throw new UnreadableError('tooBig', String(source.size))
  try {
    return new Uint8Array(await source.arrayBuffer())
  } catch (error) {
    throw new UnreadableError('noFile', error instanceof Error ? error.message : '')
  }
}

const read = async ({ source, options }: BulkJobs['read']['ask'], tell: Tell) => {
  const { text, ...bytes } =
    typeof source === 'string'
      ? { text: source, encoding: undefined }
      : readBytes(await bytesOf(source), options.encoding)
  if (text.length > mostBytes) throw new UnreadableError('tooBig', String(text.length))
  const table = readTable(text, options, tell)
  const { rows, ...about } = table
  const cells = rows.map((row) => row.cells)
  const answer: BulkJobs['read']['answer'] = {
    ...about,
    taken: rows.length,
    bytes: 'how' in bytes ? bytes : undefined,
    samples: cells.slice(0, sampleRows).map((row) => row.map((cell) => cell.slice(0, longestSample))),
    guessed: guessMapping(table.columns, cells),
  }
  return { table, answer }
}

const check = async (
  table: Table,
  { mapping, target }: { readonly mapping: BulkMapping; readonly target: LinkTarget },
  breathe: Breath,
) => {
  const build = createRowBuilder(table.columns, mapping, target)
  const counts = { good: 0, warned: 0, failed: 0, withoutLink: 0 }
  const byCode = new Map<RowProblem['code'], number>()
  const problematic: number[] = []
  for (const [index, row] of table.rows.entries()) {
    const { problems, link } = build(row)
    const level = levelOf(problems)
    counts[level] += 1
    if (level !== 'good') problematic.push(index)
    if (link === undefined) counts.withoutLink += 1
    for (const code of new Set(problems.flatMap(({ level, code }) => (level === 'note' ? [] : [code]))))
      byCode.set(code, (byCode.get(code) ?? 0) + 1)
    await breathe(index, table.rows.length)
  }
  const answer: BulkJobs['check']['answer'] = {
    ...counts,
    byCode: [...byCode].map(([code, rows]) => ({ code, rows })).sort((a, b) => b.rows - a.rows),
  }
  return { checked: { build, problematic: Uint32Array.from(problematic) }, answer }
}

const viewRows = (
  table: Table,
  { build, problematic }: Checked,
  { from, to, only }: BulkJobs['rows']['ask'],
) => {
  const indexes =
    only === 'problems'
      ? [...problematic.subarray(from, to)]
      : table.rows.slice(from, to).map((_, offset) => from + offset)
  return indexes.flatMap((index): RowView[] => {
    const row = table.rows[index]
    if (!row) return []
    const { link, label, problems } = build(row)
    return [{ number: index + 1, line: row.line, label, link, problems }]
  })
}

const failureOf = (error: unknown): BulkFailure => {
  if (error instanceof CancelledError) return { kind: 'cancelled' }
  if (error instanceof UnreadableError) return { kind: 'unreadable', code: error.code, detail: error.message }
  return { kind: 'broken', detail: error instanceof Error ? error.message : 'unknown' }
}

/** The background's side: holds the rows, answers one message after the other, never longer than a slice at a time. */
export const createBulkWork = ({ post, pause, now, drawLogo }: Outside) => {
  let table: Table | undefined
  let checked: Checked | undefined
  const cancelled = new Set<number>()

  const breathFor = (id: number): Breath => {
    let last = now()
    let told = last
    return async (done, of) => {
      const at = now()
      if (at - last < sliceMs) return
      if (at - told >= tellMs) {
        post({ id, done, of })
        told = at
      }
      await pause()
      if (cancelled.delete(id)) throw new CancelledError()
      last = now()
    }
  }

  /** For work that cannot pause: nothing comes in meanwhile, but the page hears how far it is. */
  const tellFor = (id: number): Tell => {
    let told = now()
    return (done, of) => {
      const at = now()
      if (at - told < tellMs) return
      post({ id, done, of })
      told = at
    }
  }

  const answerTo = async (ask: BulkAsk, breathe: Breath, tell: Tell): Promise<BulkAnswer> => {
    if (ask.job === 'read') {
      const found = await read(ask, tell)
      ;[table, checked] = [found.table, undefined]
      return found.answer
    }
    if (!table) throw new Error('nothing was read yet')
    if (ask.job === 'check') {
      const found = await check(table, ask, breathe)
      checked = found.checked
      return found.answer
    }
    if (!checked) throw new Error('nothing was checked yet')
    if (ask.job === 'rows') return viewRows(table, checked, ask)
    return takeRows({ table, build: checked.build, options: ask, breathe, drawLogo })
  }

  return async (message: ToBackground): Promise<void> => {
    const { id } = message
    if ('ping' in message) return post({ id, pong: true })
    if ('cancel' in message) return void cancelled.add(id)
    try {
      post({ id, answer: await answerTo(message.ask, breathFor(id), tellFor(id)) })
    } catch (error) {
      post({ id, failure: failureOf(error) })
    } finally {
      cancelled.delete(id)
    }
  }
}
