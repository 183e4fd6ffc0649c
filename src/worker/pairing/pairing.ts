import * as z from 'zod/mini'
import { endings, purposes, sitePolicies } from '../../contract/pairing/pairing-words.ts'

const text = z.string()
const textOrNull = z.nullable(z.string())

/** The browser that opened the start address. */
const starterSchema = z.object({
  codeDigest: text,
  cookieDigest: text,
  /** null when it could not be told. */
  ip: textOrNull,
  /** One of a fixed list, see `browserNameOf`. */
  browser: text,
  openedAt: z.number(),
})
export type Starter = z.infer<typeof starterSchema>

/** Who was asked, and how the answer will be recognised. */
const approverSchema = z.object({
  userId: z.number(),
  /** As the portal calls the user; for display. */
  userName: text,
  language: textOrNull,
  confirmDigest: text,
  declineDigest: text,
  /** Cards that are known: one, or two when the answer to the first was lost. */
  cardIds: z.array(z.number()),
  /** How many cards left without an answer; each may be there, with an id nobody told us. */
  lostCards: z.number(),
  claimedAt: z.number(),
})
export type Approver = z.infer<typeof approverSchema>

const both = { starter: starterSchema, approver: approverSchema }

/** What each state adds to the record. */
const stateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('pending'), starter: z.nullable(starterSchema) }),
  z.object({ name: z.literal('awaiting_confirm'), ...both }),
  z.object({
    name: z.literal('confirmed'),
    ...both,
    /** Only with the policy `finish`. */
    finishDigest: textOrNull,
    confirmedAt: z.number(),
    /** Whether the page behind "Finish" has been opened where it was started. */
    isLookedAt: z._default(z.boolean(), false),
  }),
  z.object({
    name: z.literal('consumed'),
    ...both,
    resultDigest: text,
    consumedAt: z.number(),
    /** null until the site has exchanged the result. */
    exchangedAt: z.nullable(z.number()),
  }),
  z.object({
    name: z.enum(['declined', 'expired']),
    starter: z.nullable(starterSchema),
    approver: z.nullable(approverSchema),
    ending: z.enum(endings),
    endedAt: z.number(),
  }),
])
export type PairingState = z.infer<typeof stateSchema>

/** The part of a pairing that is stored as one text, because no query looks for it. */
export const pairingDetailsSchema = z.object({
  policy: z.enum(sitePolicies),
  /** What the site's backend asked for; every text as it will be handed back or compared, not as it may be shown. */
  request: z.object({
    /** The site's own words for its browser session; handed back with the result. */
    state: text,
    nonce: text,
    /** PKCE: base64url of SHA-256 of the verifier. */
    challenge: text,
    /** One of the site's registered return addresses, character by character. */
    returnTo: text,
    purpose: z.enum(purposes),
    /** Name or e-mail as the site claims it; foreign, shown only through `foreignWords`. */
    claimedName: textOrNull,
  }),
  state: stateSchema,
})

/** One binding of a portal user to somebody outside. Times are epoch milliseconds. */
export type Pairing = Readonly<z.infer<typeof pairingDetailsSchema>> & {
  /** 32 hex; no secret. */
  readonly id: string
  /** Grows by one with each change; a change is stored only over the version it was made from. */
  readonly version: number
  readonly memberId: string
  readonly botId: number
  readonly siteId: string
  /** Opens the start address, once. */
  readonly startDigest: string
  readonly createdAt: number
  /** After it the present state cannot go on; moves with the state. */
  readonly expiresAt: number
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
