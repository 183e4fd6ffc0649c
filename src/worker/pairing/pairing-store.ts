import type { PairingStateName } from '../../contract/pairing/pairing-words.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { OutboxWish } from '../ports/outbox.ts'
import type { Pairing } from './pairing.ts'

/** How many cards a person may get; times in milliseconds. */
export type CardLimits = {
  readonly cardsPerHour: number
  /** No new card this long after a decline. */
  readonly coolDownMs: number
}

/** A decided step, stored whole or not at all. */
export type PairingChange = {
  /** The record it was made from. */
  readonly from: Pairing
  readonly to: Pairing
  /** Refuse when `from.expiresAt` has passed by the database's clock; false only for what ends an expired one. */
  readonly beforeExpiry: boolean
  readonly audit: readonly AuditEntry[]
  readonly outbox: readonly OutboxWish[]
  /** Only for a step that sends a card to a new approver: checked and counted in the same transaction. */
  readonly cardLimits?: CardLimits
}

export type Applied = 'applied' | 'stale' | 'tooManyCards' | 'coolingDown'

/** By which of its secrets' digests a pairing is looked for. */
export type PairingKey =
  | { readonly id: string }
  | { readonly startDigest: string }
  | { readonly codeDigest: string }
  | { readonly finishDigest: string }
  | { readonly resultDigest: string }

export type PairingStore = {
  /** Stores a new pairing with its audit entries. */
  readonly insert: (pairing: Pairing, audit: readonly AuditEntry[]) => Promise<void>
  readonly find: (key: PairingKey) => Promise<Pairing | undefined>
  /**
   * Writes `to` over exactly the version of `from`, with its audit and outbox rows, in one transaction; `stale` when
   * the version is another or the time is over, and then nothing is written.
   */
  readonly apply: (change: PairingChange) => Promise<Applied>
  /** What has outlived its time and is in none of the last states. */
  readonly listOverdue: (limit: number) => Promise<readonly Pairing[]>
  /** Newest first, for one portal's admins; `before` is a `createdAt` and id to go on from. */
  readonly list: (query: {
    readonly memberId: string
    readonly states?: readonly PairingStateName[]
    readonly siteId?: string
    readonly before?: { readonly createdAt: number; readonly id: string }
    readonly limit: number
  }) => Promise<readonly Pairing[]>
  /** How many stand in each state now, for one portal. */
  readonly countStates: (memberId: string) => Promise<Readonly<Record<PairingStateName, number>>>
  /** The sites that anything is open for. */
  readonly listSitesOfOpen: () => Promise<readonly { readonly memberId: string; readonly siteId: string }[]>
  /** Whether anything of a portal is open; asked often, so it looks at one row at most. */
  readonly hasOpen: (memberId: string) => Promise<boolean>
  /** The present versions of those that are there; nothing else is read. */
  readonly versionsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /**
   * Deletes pairings that ended before `before`, and those that ended before `beforeUnclaimed` without ever reaching a
   * person (epoch milliseconds), some thousands at a time; answers how many.
   */
  readonly purge: (before: number, beforeUnclaimed: number) => Promise<number>
}
