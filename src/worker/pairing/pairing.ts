import type { Ending, Purpose, SitePolicy } from '../../contract/pairing/pairing-words.ts'

/** What the site's backend asked for; every text as it will be handed back or compared, not as it may be shown. */
type PairingRequest = {
  /** The site's own words for its browser session; handed back with the result. */
  readonly state: string
  readonly nonce: string
  /** PKCE: base64url of SHA-256 of the verifier. */
  readonly challenge: string
  /** One of the site's registered return addresses, character by character. */
  readonly returnTo: string
  readonly purpose: Purpose
  /** Name or e-mail as the site claims it; foreign, shown only through `foreignWords`. */
  readonly claimedName: string | null
}

/** The browser that opened the start address. */
export type Starter = {
  readonly codeDigest: string
  readonly cookieDigest: string
  /** null when it could not be told. */
  readonly ip: string | null
  /** One of a fixed list, see `browserNameOf`. */
  readonly browser: string
  readonly openedAt: number
}

/** Who was asked, and how the answer will be recognised. */
export type Approver = {
  readonly userId: number
  /** As the portal calls the user; for display. */
  readonly userName: string
  readonly language: string | null
  readonly confirmDigest: string
  readonly declineDigest: string
  /** Cards that are known: one, or two when the answer to the first was lost. */
  readonly cardIds: readonly number[]
  /** How many cards left without an answer; each may be there, with an id nobody told us. */
  readonly lostCards: number
  readonly claimedAt: number
}

/** What each state adds to the record. */
export type PairingState =
  | { readonly name: 'pending'; readonly starter: Starter | null }
  | { readonly name: 'awaiting_confirm'; readonly starter: Starter; readonly approver: Approver }
  | {
      readonly name: 'confirmed'
      readonly starter: Starter
      readonly approver: Approver
      /** Only with the policy `finish`. */
      readonly finishDigest: string | null
      readonly confirmedAt: number
    }
  | {
      readonly name: 'consumed'
      readonly starter: Starter
      readonly approver: Approver
      readonly resultDigest: string
      readonly consumedAt: number
      /** null until the site has exchanged the result. */
      readonly exchangedAt: number | null
    }
  | {
      readonly name: 'declined' | 'expired'
      readonly starter: Starter | null
      readonly approver: Approver | null
      readonly ending: Ending
      readonly endedAt: number
    }

/** One binding of a portal user to somebody outside. Times are epoch milliseconds. */
export type Pairing = {
  /** 32 hex; no secret. */
  readonly id: string
  /** Grows by one with each change; a change is stored only over the version it was made from. */
  readonly version: number
  readonly memberId: string
  readonly botId: number
  readonly siteId: string
  readonly policy: SitePolicy
  readonly request: PairingRequest
  /** Opens the start address, once. */
  readonly startDigest: string
  readonly createdAt: number
  /** After it the present state cannot go on; moves with the state. */
  readonly expiresAt: number
  readonly state: PairingState
}

/** How long each state may last, in milliseconds. */
export const lifetimes = {
  /** From the start to the press. */
  open: 10 * 60_000,
  /** From the press to the collecting. */
  confirmed: 2 * 60_000,
  /** From the collecting to the exchange. */
  result: 60_000,
} as const
