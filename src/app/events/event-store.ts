import type { PolledItem } from '../../contract/rest/event-methods.ts'

/** Whose log it is: one person of one portal. */
export type EventOwner = { readonly origin: string; readonly userId: number }

/** Where events of a log come from. */
export type EventSource =
  | { readonly kind: 'bot'; readonly botId: number }
  | { readonly kind: 'user' | 'tap' }
  | { readonly kind: 'file'; readonly file: string }

/** One source of a log. */
export type EventScope = EventOwner & { readonly source: EventSource }

/** The owner as one text, for keys, locks and channels. */
export const ownerKeyOf = ({ origin, userId }: EventOwner): string => `${origin} ${userId}`

/** The scope as one text. */
export const scopeKeyOf = ({ source, ...owner }: EventScope): string => {
  const which = source.kind === 'bot' ? ` ${source.botId}` : source.kind === 'file' ? ` ${source.file}` : ''
  return `${ownerKeyOf(owner)} ${source.kind}${which}`
}

declare const stored: unique symbol
/**
 * An offset up to which everything that was read is on disk. Only a store that has committed it makes one, so that
 * nothing can be confirmed before it is kept.
 */
export type StoredUpTo = number & { readonly [stored]: true }

/** One event of a log; `place` counts from its beginning and never changes, so that it can be pointed at. */
export type StoredEvent = { readonly place: number; readonly item: PolledItem }

/** What one source of a log holds. */
export type SourceFacts = {
  readonly source: EventSource
  readonly name: string
  readonly count: number
  /** Epoch milliseconds; 0 while it is empty. */
  readonly oldestAt: number
  readonly newestAt: number
  /** Everything below was confirmed by this console, or may have been. */
  readonly ownUpTo: number
}

/** What a log holds, in figures. */
export type LogFacts = {
  readonly sources: readonly SourceFacts[]
  readonly count: number
  /** Epoch milliseconds; 0 while it is empty, or not read yet. */
  readonly oldestAt: number
  readonly newestAt: number
  /** Events that had to go because the browser's storage was full. */
  readonly dropped: number
  /** False when the person wants nothing kept. */
  readonly keeps: boolean
  /** Records on disk that could not be read; the rest is there. */
  readonly unreadable: number
  /** Why nothing can be kept, though the person wants it. */
  readonly storeError: EventStoreError | undefined
}

export type Appended = {
  /** New ones; what the source had before is not stored again. */
  readonly added: number
  /** What may be confirmed now; undefined when nothing was read, or where nothing is durable. */
  readonly upTo: StoredUpTo | undefined
}

/** What became of a file. */
export type Imported = {
  readonly added: number
  /** Events that were there before. */
  readonly known: number
  /** Lines, or entries, that are no event. */
  readonly broken: number
  /** The numbers of the first of them. */
  readonly brokenAt: readonly number[]
}

/** Events of one look at a source. */
type Poll = { readonly items: readonly PolledItem[]; readonly name: string; readonly isOwn: boolean }

/** Where events stay. */
export type EventStore = {
  /** Stores one poll as a whole, and answers when that is durable; `isOwn` notes that it is about to be confirmed. */
  readonly append: (scope: EventScope, poll: Poll) => Promise<Appended>
  /** As soon as they are known; `isWhole` waits until all of the log has been read. */
  readonly readFacts: (owner: EventOwner, isWhole?: boolean) => Promise<LogFacts>
  /** Takes in a file of events under a name; called off, what was stored until then stays. */
  readonly importFile: (
    owner: EventOwner,
    file: Blob,
    options: {
      readonly name: string
      readonly signal?: AbortSignal
      /** Bytes that were read, of all. */
      readonly onProgress?: (done: number, of: number) => void
    },
  ) => Promise<Imported>
  /** Makes few large records of many small ones. */
  readonly fold: (scope: EventScope) => Promise<void>
  /** Removes all events of a source. */
  readonly wipe: (scope: EventScope) => Promise<void>
  /** Removes all events of a log. */
  readonly wipeLog: (owner: EventOwner) => Promise<void>
  /** Whether events are kept from now on; switched off, those that are there go. */
  readonly setKeeping: (owner: EventOwner, keeps: boolean) => Promise<void>
  /** Another tab has changed something. */
  readonly catchUp: (owner: EventOwner) => Promise<void>
}

/** Why a store could not do it: the browser gives no storage, or has no room left even after the oldest were removed. */
export class EventStoreError extends Error {
  readonly code: 'FORBIDDEN' | 'FULL'

  constructor(code: EventStoreError['code'], cause: unknown) {
    super(code === 'FULL' ? 'the browser’s storage is full' : 'the browser gives no storage', { cause })
    this.name = 'EventStoreError'
    this.code = code
  }
}
