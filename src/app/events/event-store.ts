import type { PolledItem } from '../../contract/rest/event-methods.ts'

/** Whose log it is: one bot's queue, as one person of one portal reads it. */
export type EventScope = { readonly origin: string; readonly userId: number; readonly botId: number }

/** The scope as one text, for keys, locks and channels. */
export const scopeKeyOf = ({ origin, userId, botId }: EventScope): string => `${origin} ${userId} ${botId}`

declare const stored: unique symbol
/**
 * An offset up to which everything that was read is on disk. Only a store that has committed it makes one, so that
 * nothing can be confirmed before it is kept.
 */
export type StoredUpTo = number & { readonly [stored]: true }

/** One event of a log; `place` counts from its beginning and never changes, so that it can be pointed at. */
export type StoredEvent = { readonly place: number; readonly item: PolledItem }

/** What a log holds, in figures. */
export type LogFacts = {
  readonly count: number
  /** Epoch milliseconds; 0 while it is empty. */
  readonly oldestAt: number
  readonly newestAt: number
  /** Events that had to go because the browser's storage was full. */
  readonly dropped: number
  /** Everything below was confirmed by this console, or may have been. */
  readonly ownUpTo: number
  /** False when the person wants nothing kept. */
  readonly keeps: boolean
}

type Appended = {
  /** New ones; what the log had before is not stored again. */
  readonly added: number
  /** What may be confirmed now; undefined when nothing was read, or where nothing is durable. */
  readonly upTo: StoredUpTo | undefined
}

/** A log that is known in this browser. */
type KnownLog = { readonly botId: number; readonly name: string; readonly count: number }

/** Where events stay. */
export type EventStore = {
  /** Stores one poll as a whole, and answers when that is durable; `isOwn` notes that it is about to be confirmed. */
  readonly append: (
    scope: EventScope,
    poll: { readonly items: readonly PolledItem[]; readonly name: string; readonly isOwn: boolean },
  ) => Promise<Appended>
  /** Newest first, only those before `before` (a place) if that is given. */
  readonly readPage: (
    scope: EventScope,
    page: { readonly before?: number; readonly limit: number },
  ) => Promise<readonly StoredEvent[]>
  readonly readFacts: (scope: EventScope) => Promise<LogFacts>
  /** Makes few large records of many small ones. */
  readonly fold: (scope: EventScope) => Promise<void>
  /** Removes all events of a log. */
  readonly wipe: (scope: EventScope) => Promise<void>
  /** Whether events are kept from now on; switched off, those that are there go. */
  readonly setKeeping: (scope: EventScope, keeps: boolean) => Promise<void>
  /** The logs of one person in one portal. */
  readonly listLogs: (owner: Omit<EventScope, 'botId'>) => Promise<readonly KnownLog[]>
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
