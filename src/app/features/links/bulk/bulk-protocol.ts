import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import type { AnswerOf, AskOf, FromWorker, ToWorker } from '../../../../lib/ask-worker.ts'
import type { BulkMapping } from './bulk-mapping.ts'
import type { LinkTarget } from './build-row.ts'
import type { LabelSizeId } from './label-sheet.ts'
import type { Encoding, ReadText } from './read-bytes.ts'
import type { CsvOptions } from './read-csv.ts'
import type { RowProblem, Table, UnreadableCode } from './table.ts'

export type ReadOptions = CsvOptions & { readonly encoding?: Encoding | undefined }

export type TakeOptions = {
  readonly as: 'csv' | 'svgs' | 'pngs' | 'labels'
  /** Leaves out every row that has a problem; otherwise all that have a link are taken. */
  readonly onlyGood: boolean
  readonly code: CodeSettings
  readonly labelSize: LabelSizeId
  /** Which part of the labels, from 0: a sheet holds no more than `labelsPerPart`. */
  readonly part: number
}

/** What the page asks of the background, and what comes back. */
export type BulkJobs = {
  /** Takes a file or a pasted text in. */
  read: {
    readonly ask: { readonly source: Blob | string; readonly options: ReadOptions }
    readonly answer: Omit<Table, 'rows'> & {
      /** Rows that were taken in; `total` counts those beyond the limit, too. */
      readonly taken: number
      /** How the bytes were read; undefined for a pasted text. */
      readonly bytes: Omit<ReadText, 'text'> | undefined
      readonly samples: readonly (readonly string[])[]
      readonly guessed: BulkMapping
    }
  }
  /** Makes and lints the link of every row. */
  check: {
    readonly ask: { readonly mapping: BulkMapping; readonly target: LinkTarget }
    readonly answer: {
      readonly good: number
      readonly warned: number
      readonly failed: number
      /** Of the failed ones; the others have a link that will not work. */
      readonly withoutLink: number
      /** What is wrong, and in how many rows; the most frequent first. */
      readonly byCode: readonly { readonly code: RowProblem['code']; readonly rows: number }[]
    }
  }
  /** Rows to be shown, of all or of those with problems. */
  rows: {
    readonly ask: { readonly from: number; readonly to: number; readonly only: 'all' | 'problems' }
    readonly answer: readonly RowView[]
  }
  take: {
    readonly ask: TakeOptions
    readonly answer: Taken
  }
}

export type RowView = {
  /** From 1, as counted behind the names. */
  readonly number: number
  readonly line: number
  readonly label: string
  readonly link: string | undefined
  readonly problems: readonly RowProblem[]
}

export type Taken = {
  readonly file: Blob
  readonly extension: 'csv' | 'zip' | 'html'
  /** Rows that are in the file with their link or code. */
  readonly written: number
  /** Rows with problems that were not wanted. */
  readonly unwanted: number
  /** Rows without a link: in a CSV they stand without one, elsewhere they are left out. */
  readonly withoutLink: number
  /** Links too long for a code of this level. */
  readonly uncodable: number
  /** Cells that got an apostrophe, so that no spreadsheet runs them. */
  readonly guarded: number
  /** Labels whose code is too fine to be scanned surely. */
  readonly tooFine: number
  /** Rows of the other parts of the labels. */
  readonly elsewhere: number
}

export type BulkAsk = AskOf<BulkJobs>
export type BulkAnswer = AnswerOf<BulkJobs>

/** Why a job ended without an answer. */
export type BulkFailure =
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'broken'; readonly detail: string }

/** Page to background. */
export type ToBackground = ToWorker<BulkJobs>

/** Background to page. */
export type FromBackground = FromWorker<BulkJobs, BulkFailure>
