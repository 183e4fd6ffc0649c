import * as z from 'zod/mini'
import { endings, pairingStates, purposes, sitePolicies } from './pairing-words.ts'

const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/))

/** Body of `POST /pairings`, from a site's backend with its key. */
export const createPairingBody = z.object({
  /** The site's own words for its browser session, handed back with the result. */
  state: z.string().check(z.minLength(8), z.maxLength(512)),
  /** Comes back inside the token. */
  nonce: z.string().check(z.minLength(8), z.maxLength(256)),
  code_challenge: base64url.check(z.length(43)),
  code_challenge_method: z.literal('S256'),
  /** One of the registered return addresses, character by character. */
  return_to: z.string().check(z.maxLength(2048)),
  purpose: z._default(z.enum(purposes), 'sign_in'),
  /** Name or e-mail of who asks, as the site knows it; the card says that nobody checked it. */
  initiator: z.optional(z.string().check(z.maxLength(256))),
})
export type CreatePairingBody = z.output<typeof createPairingBody>

const createdPairing = z.object({
  id: z.string(),
  /** For the browser; opens once. */
  start_url: z.string(),
  expires_at: z.string(),
  /** Seconds to wait between two questions for the state. */
  interval: z.int(),
})
export type CreatedPairing = z.infer<typeof createdPairing>

const pairingStatus = z.object({
  id: z.string(),
  state: z.enum(pairingStates),
  ending: z.optional(z.enum(endings)),
  expires_at: z.string(),
  interval: z.int(),
})
export type PairingStatus = z.infer<typeof pairingStatus>

/** Body of `POST /pairings/token`. */
export const tokenBody = z.object({
  code: z.string().check(z.maxLength(256)),
  code_verifier: z.string().check(z.minLength(43), z.maxLength(128), z.regex(/^[A-Za-z0-9._~-]+$/)),
})

const tokenAnswer = z.object({
  /** Signed token; check it with the keys at `/.well-known/jwks.json`. */
  token: z.string(),
  expires_in: z.int(),
})
export type TokenAnswer = z.infer<typeof tokenAnswer>

/** A refusal of the site's API; `error` is for programs. */
const siteError = z.object({ error: z.string(), error_description: z.string() })
export type SiteError = z.infer<typeof siteError>

/** What the hosted page shows; asked for with the cookie of the browser that started the pairing. */
const pairingView = z.object({
  state: z.enum(pairingStates),
  /** Whether the portal has taken the card; only then is there something to answer in the chat. */
  isAsked: z.boolean(),
  ending: z.optional(z.enum(endings)),
  policy: z.enum(sitePolicies),
  /** `home` is where the person came from: the origin of the return address. */
  site: z.object({ name: z.string(), host: z.string(), home: z.string() }),
  /** Epoch milliseconds. */
  expiresAt: z.number(),
  webLink: z.string(),
  appLink: z.string(),
  /** Opens the bot's chat and tells it nothing. */
  chatLink: z.string(),
})
export type PairingView = z.infer<typeof pairingView>

/** What the page behind "Finish" shows before it asks once more. */
const finishView = z.object({
  siteId: z.string(),
  site: z.object({ name: z.string(), host: z.string() }),
  userName: z.string(),
  expiresAt: z.number(),
})
export type FinishView = z.infer<typeof finishView>
