import { findingTexts } from '../../../messages/link-texts.ts'
import type { WorkerLostError } from '../../../../lib/ask-worker.ts'
import type { MappingFault } from './bulk-mapping.ts'
import type { Encoding } from './read-bytes.ts'
import {
  mostBytes,
  mostColumns,
  type RowFaultCode,
  type RowProblem,
  type Separator,
  type UnreadableCode,
} from './table.ts'

/** Why nothing can be read, and what to do. */
export const unreadableTexts: Readonly<Record<UnreadableCode, readonly [means: string, advice: string]>> = {
  empty: ['There is nothing in it.', 'Choose a file with a row of names and rows below it.'],
  onlyNames: ['It has names of columns and no rows.', 'Add a row for each link.'],
  tooBig: [`It is larger than ${mostBytes / 1_000_000} MB.`, 'Split it, or leave out columns no link needs.'],
  tooManyColumns: [
    `It has more than ${mostColumns} columns.`,
    'Leave out columns no link needs, or choose another separator.',
  ],
  spreadsheet: [
    'It is a workbook or an archive.',
    'Save the sheet as CSV, or copy its cells and paste them here.',
  ],
  binary: ['It holds characters no text has.', 'Choose another encoding, or a text file.'],
  badJson: ['It begins like JSON, and is none.', 'Mend the place that is named below.'],
  noEntries: ['No entry of it is an object with names and values.', 'Each link needs one: {"code":"A1"}.'],
  noFile: [
    'The file can no longer be read.',
    'It was moved, changed or deleted since it was chosen: choose it again.',
  ],
}

const rowFaultTexts: Readonly<Record<RowFaultCode, string>> = {
  quoting: 'A quote is opened and not closed, or something stands behind a closed one.',
  tooManyCells: 'More cells than there are columns.',
  tooFewCells: 'Cells are missing from this column on.',
  notAnEntry: 'This is no JSON object.',
  nested: 'A list or an object: it becomes JSON text.',
  damagedText: 'Holds � where a character was lost before the file came here.',
  emptyRequired: 'The cell is empty, and the field is required.',
  notANumber: 'This is no number; a decimal point is a dot.',
  tooPrecise: 'More digits than a number can keep: make the field a text.',
  rewritten: 'As a number it would be written in another way (007 as 7, 1.50 as 1.5): make the field a text.',
  alteredNumber: 'A number in it would become another: put it in quotes.',
  nameTwice: 'A name comes twice in one object: only the last value would stay.',
  plainQuotes: 'Quotes are read as characters here, because so many rows before are quoted wrongly.',
  notYesOrNo: 'Neither yes nor no (yes, true, y, 1; no, false, n, 0).',
  notJson: 'This is no JSON, or it is nested beyond measure.',
  notAsAsked: 'Not what the purpose asks for.',
}

/** What is wrong with a row, a sentence each. */
export const problemTexts: Readonly<Record<RowProblem['code'], string>> = {
  ...findingTexts,
  ...rowFaultTexts,
}

/** The same in a few words, for counts. */
export const problemNames: Readonly<Partial<Record<RowProblem['code'], string>>> = {
  quoting: 'wrong quoting',
  tooManyCells: 'too many cells',
  tooFewCells: 'missing cells',
  notAnEntry: 'no JSON object',
  nested: 'nested values',
  damagedText: 'damaged characters',
  emptyRequired: 'required and empty',
  notANumber: 'not a number',
  tooPrecise: 'too many digits',
  rewritten: 'changed as a number',
  alteredNumber: 'altered numbers',
  nameTwice: 'a name twice',
  plainQuotes: 'quotes as characters',
  notYesOrNo: 'not yes or no',
  notJson: 'not JSON',
  notAsAsked: 'not what the purpose asks for',
  secret: 'looks like a secret',
  personal: 'looks personal',
  tooLong: 'over 2,000 characters',
  denseCode: 'too long for a code',
  neverDelivered: 'nothing to deliver',
  reshaped: 'arrives reshaped',
  halfCharacter: 'half a character',
}

export const mappingFaultTexts: Readonly<Record<MappingFault, string>> = {
  noName: 'Give it a name.',
  sameName: 'Another one has this name.',
  takenName: 'The portal reads this name itself.',
  noColumn: 'These rows have no such column.',
  badConstant: 'The value is not of this type, or would be changed by it.',
  noValue: 'It is required: choose a column, or give a value.',
}

/** What is left of the rows after a reload. */
export const keptTexts = {
  kept: 'The rows are kept until this tab is closed.',
  file: 'The file is not: after a reload choose it again.',
  tooLarge: 'So many pasted rows are not: after a reload paste them again.',
} as const

export const lostTexts: Readonly<Record<WorkerLostError['why'], string>> = {
  crashed: 'The background task crashed.',
  silent: 'The background task stopped in the middle: the browser may have run out of memory.',
  ended: 'The background task was ended.',
}

export const encodingTexts: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 little endian',
  'utf-16be': 'UTF-16 big endian',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'windows-1252': 'Windows-1252 (Western)',
}

export const separatorTexts: Readonly<Record<Separator, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}

/** `1 row`, `1,234 rows`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const sizeOf = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`
