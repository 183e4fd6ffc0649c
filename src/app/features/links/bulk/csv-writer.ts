import Papa from 'papaparse'
import type { Separator } from './table.ts'

/** Signs that make a spreadsheet take a cell for a formula, also behind blanks and what nobody sees, and in their wide forms. */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** Whether a cell gets an apostrophe before it, so that no spreadsheet runs it. */
export const isGuarded = (cell: string): boolean => formula.test(cell)

/** Lines of CSV, each with its line end, dangerous cells with an apostrophe before them. */
export const csvLines = (rows: readonly (readonly string[])[], separator: Separator): string =>
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { delimiter: separator, newline: '\r\n', escapeFormulae: formula },
  )}\r\n`
