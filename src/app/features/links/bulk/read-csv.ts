import Papa from 'papaparse'
import {
  mostColumns,
  mostRows,
  separators,
  uniqueNames,
  UnreadableError,
  type RowProblem,
  type Separator,
  type Table,
  type TableRow,
  type Tell,
} from './table.ts'

export type CsvOptions = {
  /** undefined: guessed. */
  readonly separator?: Separator | undefined
  /** Quotes are characters like others. */
  readonly areQuotesPlain?: boolean | undefined
}

/** A character no text has: Papa Parse knows no other way to say "no quotes". */
const noQuote = '\0'
/** Behind each broken row the rest is read anew; a file that breaks more often was not meant to be quoted. */
const mostBroken = 200
/** So many rows take about a millisecond. */
const tellRows = 500

const guessSeparator = (text: string): Separator => {
  const { meta } = Papa.parse(text.slice(0, 65_536), { preview: 30, delimitersToGuess: [...separators] })
  return separators.find((separator) => separator === meta.delimiter) ?? ','
}

type RawRow = {
  readonly cells: readonly string[]
  readonly line: number
  readonly fault: 'quoting' | 'plainQuotes' | undefined
}

const countLines = (text: string, from: number, to: number): number => {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

/**
 * Row by row. A row that is quoted wrongly would swallow those behind it: it is taken as the one line it stands in,
 * quotes as plain characters, and reading goes on in the next line.
 */
const readRows = (text: string, separator: Separator, arePlain: boolean, tell?: Tell) => {
  const rows: RawRow[] = []
  let start = 0
  let line = 1
  let broken = 0
  let isPlain = arePlain
  const isGivenUp = () => isPlain && !arePlain
  while (start < text.length) {
    const rest = text.slice(start)
    let brokenAt: number | undefined
    let cursor = 0
    Papa.parse<string[]>(rest, {
      delimiter: separator,
      newline: '\n',
      quoteChar: isPlain ? noQuote : '"',
      step: ({ data, errors, meta }, parser) => {
        if (errors.some(({ type }) => type === 'Quotes')) {
          brokenAt = cursor
          parser.abort()
          return
        }
        const isDoubtful = isGivenUp() && data.some((cell) => cell.includes('"'))
        rows.push({ cells: data, line, fault: isDoubtful ? 'plainQuotes' : undefined })
        line += Math.max(1, countLines(rest, cursor, meta.cursor))
        cursor = meta.cursor
        if (rows.length % tellRows === 0) tell?.(start + cursor, text.length)
      },
    })
    if (brokenAt === undefined) break
    const end = rest.indexOf('\n', brokenAt)
    const only = rest.slice(brokenAt, end < 0 ? undefined : end)
    rows.push({ cells: only.split(separator), line, fault: 'quoting' })
    line += 1
    start += end < 0 ? rest.length : end + 1
    broken += 1
    if (broken >= mostBroken) isPlain = true
  }
  return { rows, isGivenUp: isGivenUp() }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

const lengthProblems = (cells: readonly string[], columns: readonly string[]): readonly RowProblem[] => {
  if (cells.length < columns.length)
    return [{ code: 'tooFewCells', level: 'warning', at: columns[cells.length] ?? '' }]
  if (!isBlank(cells.slice(columns.length))) return [{ code: 'tooManyCells', level: 'error' }]
  return []
}

const problemsOf = ({ cells, fault }: RawRow, columns: readonly string[]): readonly RowProblem[] => {
  if (fault === 'quoting') return [{ code: 'quoting', level: 'error' }]
  const problems = lengthProblems(cells, columns)
  return fault ? [{ code: fault, level: 'warning' }, ...problems] : problems
}

/** CSV or TSV text as a table; the first row names the columns. Throws `UnreadableError`. */
export const readCsv = (given: string, options: CsvOptions = {}, tell?: Tell): Table => {
  const text = given.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const separator = options.separator ?? guessSeparator(text)
  const { rows, isGivenUp } = readRows(text, separator, options.areQuotesPlain ?? false, tell)
  const filled = rows.filter(({ cells }) => !isBlank(cells))
  const [head, ...body] = filled
  if (!head) throw new UnreadableError('empty')
  if (head.cells.length > mostColumns) throw new UnreadableError('tooManyColumns', String(head.cells.length))
  if (body.length === 0) throw new UnreadableError('onlyNames')
  const columns = uniqueNames(head.cells)
  const toRow = (row: RawRow): TableRow => ({
    line: row.line,
    cells: row.cells,
    problems: problemsOf(row, columns),
  })
  return {
    format: 'csv',
    separator,
    columns,
    rows: body.slice(0, mostRows).map(toRow),
    total: body.length,
    blank: rows.length - filled.length,
    isQuotingGivenUp: isGivenUp,
  }
}
