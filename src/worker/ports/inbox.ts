import type { Signal } from './signal.ts'

/** An event on its way in. `key` tells it from every other: the event id of a queue, the digest of a webhook's body. */
export type Arrival = {
  readonly memberId: string
  readonly botId: number
  readonly key: string
  readonly signal: Signal
}

export type StoredArrival = Arrival & { readonly id: number }

export type InboxStore = {
  /** Stores durably; what was there already is not stored again and not answered. */
  readonly put: (arrivals: readonly Arrival[]) => Promise<readonly StoredArrival[]>
  /**
   * The same for a page of a bot's queue, together with the offset that confirms it: one transaction, so that nothing
   * is confirmed that is not stored.
   */
  readonly putPage: (page: {
    readonly memberId: string
    readonly botId: number
    readonly nextOffset: number
    readonly arrivals: readonly Arrival[]
  }) => Promise<readonly StoredArrival[]>
  /**
   * What was stored before `before` (epoch milliseconds) and never worked off: a crash left it. What cannot be read any
   * more is finished and written down in the audit log instead.
   */
  readonly listOpen: (query: {
    readonly before: number
    readonly limit: number
  }) => Promise<readonly StoredArrival[]>
  readonly finish: (ids: readonly number[]) => Promise<void>
  /** Forgets the keys of what was worked off and stored before `before` (epoch milliseconds); answers how many. */
  readonly purge: (before: number) => Promise<number>
}
