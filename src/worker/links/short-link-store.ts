import type { Funnel, ShortLinkState } from '../../contract/links/short-link.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { FunnelDay, LinkKey, NewShortLink, ShortLink, VisitCount } from './short-link.ts'

type Owner = { readonly id: string; readonly memberId: string }

/** Which links of a portal; `search` is looked for in name, slug and campaign, in any case. */
export type ShortLinkFilter = {
  readonly memberId: string
  readonly search?: string
  readonly campaign?: string
  readonly state?: ShortLinkState
}

/** What admins say; what becomes of a link is `LinkUseStore`'s. */
export type ShortLinkStore = {
  /** All of them or none; answers the slugs that are taken, by whichever portal. */
  readonly add: (
    links: readonly NewShortLink[],
    audit: readonly AuditEntry[],
  ) => Promise<{ readonly taken: readonly string[] }>
  readonly find: (owner: Owner) => Promise<ShortLink | undefined>
  readonly findBySlug: (slug: string) => Promise<ShortLink | undefined>
  /** Newest first; `before` is a position to go on from. */
  readonly list: (
    query: ShortLinkFilter & { readonly before?: number; readonly limit: number },
  ) => Promise<readonly ShortLink[]>
  readonly sum: (query: ShortLinkFilter) => Promise<{ readonly links: number; readonly funnel: Funnel }>
  readonly listCampaigns: (memberId: string) => Promise<readonly string[]>
  /** The last so many days on which something happened, oldest first. */
  readonly listDays: (linkId: string, limit: number) => Promise<readonly FunnelDay[]>
  /** Replaces what an admin says of a link of the same portal; false when there is none with the seal that was read. */
  readonly replace: (
    link: Omit<NewShortLink, 'slug' | 'tokenDigest' | 'createdAt' | 'createdBy'>,
    read: { readonly sealed: string },
    audit: readonly AuditEntry[],
  ) => Promise<boolean>
  /** False when there is none, or it is revoked already: then nothing is written. */
  readonly revoke: (owner: Owner, audit: readonly AuditEntry[]) => Promise<boolean>
  /** Deletes links that were revoked or expired before `before` (epoch milliseconds) and days before that; answers how many. */
  readonly purge: (before: number) => Promise<number>
  /** What is sealed, page by page, for sealing it anew. */
  readonly listSealed: (
    after: number,
    limit: number,
  ) => Promise<readonly { readonly position: number; readonly sealed: string }[]>
  /** Another seal over the same, unless it was replaced meanwhile. */
  readonly reseal: (position: number, from: string, to: string) => Promise<void>
}

type TokenUser = { readonly memberId: string; readonly tokenDigest: string; readonly userId: number }

type LinkUsed<T> =
  | { readonly kind: 'used'; readonly read: T; readonly isFirst: boolean }
  | { readonly kind: 'over'; readonly state: Exclude<ShortLinkState, 'active'> }
  | { readonly kind: 'unknown' }

export type LinkUseStore = {
  /**
   * Takes a use for a person, unless the link is over by the database's clock. Of many at once exactly as many people get
   * one as there are uses; somebody who has one gets no second, and may come again as long as the link is neither
   * revoked nor expired. `read` is what becomes of the link; where it throws, nothing is taken.
   */
  readonly use: <T>(of: TokenUser, read: (link: ShortLink) => T) => Promise<LinkUsed<T>>
  /** Notes that a person who has a use wrote to the bot; undefined when there is no such use. */
  readonly reply: (of: TokenUser) => Promise<{ readonly isFirst: boolean } | undefined>
  /** Adds visits; those of links that are gone are dropped. */
  readonly count: (visits: readonly VisitCount[]) => Promise<void>
}

export type LinkKeyStore = {
  /** The portal whose key this is. */
  readonly findMember: (digest: string) => Promise<string | undefined>
  /** Oldest first. */
  readonly list: (memberId: string) => Promise<readonly LinkKey[]>
  /** False when there are `atMost` already. */
  readonly add: (
    key: LinkKey & { readonly memberId: string; readonly digest: string; readonly atMost: number },
    audit: readonly AuditEntry[],
  ) => Promise<boolean>
  readonly remove: (key: Owner, audit: readonly AuditEntry[]) => Promise<boolean>
}
