import { readCsv, type CsvOptions } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { UnreadableError, type RowProblem, type Table, type Tell } from './table.ts'

const withDamage = (table: Table): Table => ({
  ...table,
  rows: table.rows.map((row) => {
    const column = row.cells.findIndex((cell) => cell.includes('\ufffd'))
    if (column < 0) return row
    const problem: RowProblem = { code: 'damagedText', level: 'warning', at: table.columns[column] ?? '' }
    return { ...row, problems: [...row.problems, problem] }
  }),
})

/** A table of whatever was pasted or read: JSON if it begins like it, CSV or TSV otherwise. Throws `UnreadableError`. */
export const readTable = (given: string, options: CsvOptions = {}, tell?: Tell): Table => {
  const text = given.replace(/^\ufeff/, '')
  if (text.trim() === '') throw new UnreadableError('empty')
  if (text.includes('\0')) throw new UnreadableError('binary')
  const table = /^\s*[[{]/.test(text) ? readJson(text, tell) : readCsv(text, options, tell)
  return text.includes('\ufffd') ? withDamage(table) : table
}
