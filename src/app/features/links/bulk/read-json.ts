import { findJsonLosses } from '../../../../contract/json-losses.ts'
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

/** What would be altered by reading an entry, by name: a number on its own stays as it is written, all else is an error. */
type Losses = ReadonlyMap<string, { readonly digits: string } | RowProblem>

type Entry = {
  readonly line: number
  readonly value: unknown
  readonly text: string
  readonly losses: Losses | undefined
}

/** By the place of the entry in a list; a text that is no list is entry 0. */
const lossesOf = (text: string, isList: boolean): ReadonlyMap<number, Losses> => {
  const found = new Map<number, Map<string, { readonly digits: string } | RowProblem>>()
  for (const loss of findJsonLosses(text)) {
    const [entry, name, ...inner] = isList ? loss.path : [0, ...loss.path]
    if (typeof entry !== 'number' || typeof name !== 'string') continue
    const losses = found.get(entry) ?? new Map<string, { readonly digits: string } | RowProblem>()
    found.set(entry, losses)
    const known = losses.get(name)
    if (known && 'code' in known) continue
    const isAlone = loss.kind === 'number' && inner.length === 0
    const code = loss.kind === 'number' ? 'alteredNumber' : 'nameTwice'
    losses.set(
      name,
      isAlone ? { digits: loss.text } : { code, level: 'error', at: name, says: loss.text.slice(0, 40) },
    )
  }
  return found
}

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

const toRow = ({ line, value, text, losses }: Entry, columns: readonly string[]): TableRow => {
  if (!isEntry(value)) return { line, cells: [text], problems: [{ code: 'notAnEntry', level: 'error' }] }
  const problems = columns.flatMap((at): RowProblem[] =>
    typeof value[at] === 'object' && value[at] !== null ? [{ code: 'nested', level: 'warning', at }] : [],
  )
  for (const loss of losses?.values() ?? []) if ('code' in loss) problems.push(loss)
  return {
    line,
    cells: columns.map((name) => {
      const loss = losses?.get(name)
      if (loss && 'digits' in loss) return loss.digits
      return Object.hasOwn(value, name) ? cellOf(value[name]) : ''
    }),
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
    const [value, losses] = 'value' in parsed ? [parsed.value, lossesOf(line, false).get(0)] : []
    return [{ line: index + 1, value, text: line, losses }]
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
    const losses = lossesOf(text, Array.isArray(whole.value))
    const entries = list.map((value, index): Entry => ({
      line: index + 1,
      value,
      text: cellOf(value),
      losses: losses.get(index),
    }))
    return tableOf('json', entries, 0)
  }
  const lines = text.trimStart().startsWith('{') ? readLines(text, tell) : undefined
  if (!lines) throw new UnreadableError('badJson', whole.error)
  return lines
}
