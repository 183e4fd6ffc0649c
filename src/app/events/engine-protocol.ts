import type { AskOf, FromWorker, ToWorker } from '../../lib/ask-worker.ts'
import type { PackedPoll } from './disk-log.ts'
import type { EventFilter } from './event-filter.ts'
import type { Appended, EventOwner, EventScope, EventStoreError, Imported } from './event-store.ts'
import type { EventFileError } from './read-event-file.ts'
import type { KnownFacts } from './kept-log.ts'
import type { EventRow, Histogram, SeenColumn, SeenValue } from './event-view.ts'

/** What the page asks of the worker that holds the events, and what comes back. */
export type EngineJobs = {
  append: {
    readonly ask: { readonly scope: EventScope; readonly poll: PackedPoll }
    readonly answer: Appended
  }
  facts: {
    readonly ask: { readonly owner: EventOwner; readonly isWhole: boolean }
    readonly answer: KnownFacts
  }
  fold: { readonly ask: { readonly scope: EventScope }; readonly answer: void }
  /** Of one source, or of the log. */
  wipe: {
    readonly ask: { readonly owner: EventOwner; readonly scope: EventScope | undefined }
    readonly answer: void
  }
  keep: { readonly ask: { readonly owner: EventOwner; readonly keeps: boolean }; readonly answer: void }
  catchUp: { readonly ask: { readonly owner: EventOwner }; readonly answer: void }
  /** Opens a view: one filter, from its beginning to its end. */
  filter: {
    readonly ask: {
      readonly owner: EventOwner
      readonly view: number
      readonly filter: EventFilter | undefined
    }
    readonly answer: void
  }
  cancel: { readonly ask: { readonly view: number }; readonly answer: void }
  close: { readonly ask: { readonly view: number }; readonly answer: void }
  show: {
    readonly ask: { readonly view: number; readonly from: number; readonly to: number }
    readonly answer: void
  }
  indexOf: {
    readonly ask: { readonly view: number; readonly place: number }
    readonly answer: number | undefined
  }
  histogram: {
    readonly ask: {
      readonly view: number
      readonly spans: number
      readonly range: { readonly from: number; readonly to: number } | undefined
    }
    readonly answer: Histogram
  }
  values: {
    readonly ask: { readonly owner: EventOwner; readonly column: SeenColumn; readonly part: string }
    readonly answer: readonly SeenValue[]
  }
  /** Takes a file in; tells how many bytes of it were read. */
  importFile: {
    readonly ask: { readonly owner: EventOwner; readonly file: Blob; readonly name: string }
    readonly answer: Imported
  }
  /** The line of an event as it was stored. */
  read: {
    readonly ask: { readonly owner: EventOwner; readonly place: number }
    readonly answer: Uint8Array<ArrayBuffer> | undefined
  }
}

/** Why a job ended without an answer. */
export type EngineFailure =
  | { readonly kind: 'store'; readonly code: EventStoreError['code']; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'file'; readonly code: EventFileError['code']; readonly detail: string }
  | { readonly kind: 'broken'; readonly detail: string }

/** Said by itself: how far a view is, and the rows around those that are on the screen. */
export type ViewNotice = {
  readonly view: number
  readonly of: number
  readonly total: number
  readonly lookedAt: number
  readonly failure: string | undefined
  readonly from: number
  readonly rows: readonly EventRow[]
}

export type EngineAsk = AskOf<EngineJobs>
export type ToEngine = ToWorker<EngineJobs>
export type FromEngine = FromWorker<EngineJobs, EngineFailure, ViewNotice>
