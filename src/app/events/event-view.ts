import type { EventFilter, EventPart, SourceKind } from './event-filter.ts'
import type { StoredEvent } from './event-store.ts'

/** One event of the timeline, in the words of its row. */
export type EventRow = {
  /** Its place in the log; never changes, so that it can be pointed at. */
  readonly place: number
  readonly eventId: number
  /** Epoch milliseconds; 0 when the portal's date cannot be read. */
  readonly at: number
  /** The platform's name: `ONIMBOTV2MESSAGEADD`. */
  readonly name: string
  readonly source: SourceKind
  /** 0 where the event names no bot, user or dialog. */
  readonly botId: number
  readonly bot: string
  readonly userId: number
  readonly who: string
  readonly dialogId: string
  readonly where: string
  /** The message it is about; 0 for none. */
  readonly messageId: number
  /** The beginning of what was said, in one line. */
  readonly text: string
  readonly parts: readonly EventPart[]
}

/** How far the answer to a filter is. */
export type ViewState = {
  /** Events in the log, whatever the filter. */
  readonly of: number
  /** Those that the filter lets through, as far as is known. */
  readonly total: number
  /** Events that were looked at; below `of` while a search inside payloads, or the reading of the log, is under way. */
  readonly lookedAt: number
  /** Grows with every change, also where the figures stay the same. */
  readonly version: number
  /** Why the search could not go on. */
  readonly error: unknown
}

/** How many events fell into each of `counts.length` equal spans of `from` up to `to`, by type. */
export type Histogram = {
  readonly from: number
  readonly to: number
  /** The types' names, most frequent first. */
  readonly names: readonly string[]
  /** `counts[span][name]`. */
  readonly counts: readonly (readonly number[])[]
}

/** What a column can be asked for. */
export type SeenColumn = 'type' | 'bot' | 'user' | 'dialog'

/** A value that events of the log have. */
export type SeenValue = {
  /** What a filter takes: the platform's name of a type, an id. */
  readonly value: string
  /** As people call it; empty where it has no other name. */
  readonly name: string
  readonly count: number
}

/**
 * The timeline through one filter: newest first by the events' own time, whatever order they came in. It is answered
 * off the main thread; what is not there yet is asked for, and `subscribe` tells when it has come. It works while
 * somebody has subscribed, and costs nothing otherwise.
 */
export type EventView = {
  /** Drops what is left of the answer before. */
  readonly setFilter: (filter: EventFilter | undefined) => void
  /** Ends a search that is under way; what was found stays. */
  readonly cancel: () => void
  readonly subscribe: (listener: () => void) => () => void
  readonly getState: () => ViewState
  /** The row at an index of the list, 0 is the newest; undefined while it is on its way. */
  readonly rowAt: (index: number) => EventRow | undefined
  /** Says which rows are on the screen, so that they and some around them are fetched. */
  readonly show: (from: number, to: number) => void
  /** Where an event stands in the list; undefined where the filter leaves it out. */
  readonly indexOf: (place: number) => Promise<number | undefined>
  /** The whole event; undefined when it has gone. */
  readonly read: (place: number) => Promise<StoredEvent | undefined>
  readonly histogram: (spans: number, range?: { from: number; to: number }) => Promise<Histogram>
  /** The values in a column that have `part` in them, most frequent first, twenty at most; whatever the filter. */
  readonly values: (column: SeenColumn, part: string) => Promise<readonly SeenValue[]>
}
