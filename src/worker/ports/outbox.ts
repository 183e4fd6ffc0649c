/** What is to be said in a chat. Names a pairing only: the words and the secrets are made when it is sent. */
export type OutboxWish = {
  readonly memberId: string
  readonly pairingId: string
  /** `card` asks, `edit` closes a card. */
  readonly kind: 'card' | 'edit'
  /** The card to edit; null for a new card. */
  readonly messageId: number | null
}

export type OutboxItem = OutboxWish & {
  readonly id: number
  /** How often it left without an answer; a card leaves at most twice. */
  readonly unanswered: number
  /** How often it was refused by a busy portal. */
  readonly attempts: number
  /** How long ago it was wished for, in milliseconds, when it was taken. */
  readonly ageMs: number
}

/** What became of a sent item; `afterMs` counts by the database's clock, from when it is settled. */
export type OutboxOutcome =
  | { readonly kind: 'done' }
  /** It was never sent, or certainly not done: again after `afterMs`. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** It was sent and nobody answered: again after `afterMs`. */
  | { readonly kind: 'unanswered'; readonly afterMs: number }
  /** Refused for good, `code` is the portal's. */
  | { readonly kind: 'dead'; readonly code: string }

export type OutboxStore = {
  /**
   * Takes what is due for one portal, cards first, then edits, oldest first; nobody else gets it for `holdMs`. An edit
   * waits until whatever else there is of its pairing is settled, so that an older one never comes last. An item whose
   * taker died counts as unanswered when it is taken again.
   */
  readonly take: (query: {
    readonly memberId: string
    readonly limit: number
    readonly holdMs: number
  }) => Promise<readonly OutboxItem[]>
  readonly settle: (outcomes: ReadonlyMap<number, OutboxOutcome>) => Promise<void>
  /** Portals with something due now. */
  readonly listDue: () => Promise<readonly string[]>
  /** Waiting items, for metrics. */
  readonly count: () => Promise<number>
  /** Deletes what was refused for good and is older than `before` (epoch milliseconds); answers how many. */
  readonly purge: (before: number) => Promise<number>
}
