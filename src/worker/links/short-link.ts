import type { Funnel, ShortLinkFields, ShortLinkState } from '../../contract/links/short-link.ts'

/** What may be seen of a short link without opening what is sealed. Times are epoch milliseconds. */
export type ShortLink = Omit<ShortLinkFields, 'context'> & {
  readonly id: string
  /** Grows with every link of the worker: what a list goes on from. */
  readonly position: number
  readonly memberId: string
  readonly slug: string
  /** Token and context, see `sealSecrets`. */
  readonly sealed: string
  readonly createdAt: number
  /** Id of the admin. */
  readonly createdBy: number
  readonly revokedAt: number | null
  /** By the database's clock when it was read. */
  readonly state: ShortLinkState
  readonly funnel: Funnel
}

/** As it is stored first. `tokenDigest` is what a token is found by. */
export type NewShortLink = Omit<ShortLink, 'position' | 'revokedAt' | 'state' | 'funnel'> & {
  readonly tokenDigest: string
}

/** What a visitor may have done on the landing page. */
export type VisitKind = 'landed' | 'app' | 'browser' | 'copied'
export const noVisits: Readonly<Record<VisitKind, number>> = { landed: 0, app: 0, browser: 0, copied: 0 }

/** Visits of one link on one day (`2026-11-20`, UTC). */
export type VisitCount = Readonly<Record<VisitKind, number>> & {
  readonly linkId: string
  readonly day: string
}

export type FunnelDay = Funnel & { readonly day: string }

export type LinkKey = { readonly id: string; readonly createdAt: number }
