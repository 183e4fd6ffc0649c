import type { LinkFindingCode } from '../../../../contract/deep-link/link-finding.ts'

/** What may be wrong with a row, besides what may be wrong with its link. */
export type RowFaultCode =
  /** A quote is opened and not closed, or something stands behind a closed one. */
  | 'quoting'
  | 'tooManyCells'
  | 'tooFewCells'
  /** A line or an entry that is no JSON object. */
  | 'notAnEntry'
  /** A list or an object inside an entry: it arrives as JSON text. */
  | 'nested'
  /** A character was lost before the file came here. */
  | 'damagedText'
  | 'emptyRequired'
  | 'notANumber'
  /** More digits than a number can keep. */
  | 'tooPrecise'
  /** A number that would be written in another way: 007 as 7, 1.50 as 1.5. */
  | 'rewritten'
  /** A number inside a list or an object that would become another; `says` which. */
  | 'alteredNumber'
  /** A name that comes twice in one JSON object, of which only the last would stay. */
  | 'nameTwice'
  /** Holds a quote, which is read as a character because so many rows before were quoted wrongly. */
  | 'plainQuotes'
  | 'notYesOrNo'
  | 'notJson'
  /** The purpose asks for something else; `says` what. */
  | 'notAsAsked'

/** Something to be said of a row; `error`: its link cannot be trusted, `warning`: look at it, `note`: good to know. */
export type RowProblem = {
  readonly code: RowFaultCode | LinkFindingCode
  readonly level: 'error' | 'warning' | 'note'
  /** The column or the field it is about. */
  readonly at?: string
  /** More than the code can say. */
  readonly says?: string
}

export type TableRow = {
  /** Line of the file it begins in, or the number of the entry in a JSON list; from 1. */
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly RowProblem[]
}

/** Rows of cells under named columns, however they were written. */
export type Table = {
  readonly format: 'csv' | 'json' | 'jsonLines'
  /** What stands between two cells; undefined in JSON. */
  readonly separator: Separator | undefined
  /** Each name once: a second `name` is `name (2)`. */
  readonly columns: readonly string[]
  /** No more than `mostRows`. */
  readonly rows: readonly TableRow[]
  /** Rows in the source, with those that were left out. */
  readonly total: number
  /** Lines with nothing in them, which are no rows. */
  readonly blank: number
  /** So many rows were quoted wrongly that quotes have been read as plain characters from there on. */
  readonly isQuotingGivenUp: boolean
}

/** Told again and again how far reading is, in characters. */
export type Tell = (done: number, of: number) => void

export const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

export const mostRows = 50_000
export const mostColumns = 200
export const mostBytes = 100_000_000

/** Why nothing at all can be read. */
export type UnreadableCode =
  | 'empty'
  | 'onlyNames'
  | 'tooBig'
  | 'tooManyColumns'
  | 'spreadsheet'
  | 'binary'
  | 'badJson'
  | 'noEntries'
  | 'noFile'

/** The source cannot be read as a table; `detail` says where, in the parser's words. */
export class UnreadableError extends Error {
  readonly code: UnreadableCode

  constructor(code: UnreadableCode, detail = '') {
    super(detail)
    this.name = 'UnreadableError'
    this.code = code
  }
}

/** Names for the columns: each once, none empty. */
export const uniqueNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set<string>()
  return names.map((given, index) => {
    const name = given.trim() || `column ${index + 1}`
    let unique = name
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`
    taken.add(unique)
    return unique
  })
}
