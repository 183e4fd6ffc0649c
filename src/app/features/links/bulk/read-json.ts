import {
  mostColumns,
  mostRows,
  uniqueNames,
  UnreadableError,
  type RowProblem,
  type Table,
  type TableRow,
  type Tell,
} from './table.ts'

type Entry = { readonly line: number; readonly value: unknown; readonly text: string }

const isEntry = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const tryParse = (text: string): { readonly value: unknown } | { readonly error: string } => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return { error: error instanceof Error ? error.message : '' }
  }
}

const cellOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const toRow = ({ line, value, text }: Entry, columns: readonly string[]): TableRow => {
  if (!isEntry(value)) return { line, cells: [text], problems: [{ code: 'notAnEntry', level: 'error' }] }
  const problems = columns.flatMap((at): RowProblem[] =>
    typeof value[at] === 'object' && value[at] !== null ? [{ code: 'nested', level: 'warning', at }] : [],
  )
  return {
    line,
    cells: columns.map((name) => (Object.hasOwn(value, name) ? cellOf(value[name]) : '')),
    problems,
  }
}

const tableOf = (format: 'json' | 'jsonLines', entries: readonly Entry[], blank: number): Table => {
  const names = new Set(entries.flatMap(({ value }) => (isEntry(value) ? Object.keys(value) : [])))
  if (names.size === 0) throw new UnreadableError('noEntries')
  if (names.size > mostColumns) throw new UnreadableError('tooManyColumns', String(names.size))
  const keys = [...names]
  return {
    format,
    separator: undefined,
    columns: uniqueNames(keys),
    rows: entries.slice(0, mostRows).map((entry) => toRow(entry, keys)),
    total: entries.length,
    blank,
    isQuotingGivenUp: false,
  }
}

/** So many lines take about a millisecond. */
const tellLines = 500

const readLines = (text: string, tell?: Tell): Table | undefined => {
  const lines = text.split(/\r\n?|\n/)
  let read = 0
  const entries = lines.flatMap((line, index): Entry[] => {
    read += line.length + 1
    if (index % tellLines === 0) tell?.(Math.min(read, text.length), text.length)
    if (line.trim() === '') return []
    const parsed = tryParse(line)
    return [{ line: index + 1, value: 'value' in parsed ? parsed.value : undefined, text: line }]
  })
  // Something spread over lines is one broken value rather than many broken lines.
  if (!entries.some(({ value }) => isEntry(value))) return undefined
  return tableOf('jsonLines', entries, lines.length - entries.length)
}

/** A JSON list of objects, one object, or an object a line, as a table. Throws `UnreadableError`. A list is read in one go, and nobody knows how far. */
export const readJson = (text: string, tell?: Tell): Table => {
  const whole = tryParse(text)
  if ('value' in whole) {
    const list: readonly unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value]
    if (list.length === 0) throw new UnreadableError('empty')
    return tableOf(
      'json',
      list.map((value, index) => ({ line: index + 1, value, text: cellOf(value) })),
      0,
    )
  }
  const lines = text.trimStart().startsWith('{') ? readLines(text, tell) : undefined
  if (!lines) throw new UnreadableError('badJson', whole.error)
  return lines
}
