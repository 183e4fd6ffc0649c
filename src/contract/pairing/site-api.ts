import * as z from 'zod/mini'
import { purposes, type Ending, type PairingStateName, type SitePolicy } from './pairing-words.ts'

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

/** Answer to `POST /pairings`. */
export type CreatedPairing = {
  readonly id: string
  /** For the browser; opens once. */
  readonly start_url: string
  /** ISO 8601. */
  readonly expires_at: string
  /** Seconds to wait between two questions for the state. */
  readonly interval: number
}

/** Answer to `GET /pairings/{id}`. */
export type PairingStatus = {
  readonly id: string
  readonly state: PairingStateName
  readonly ending?: Ending
  /** ISO 8601. */
  readonly expires_at: string
  readonly interval: number
}

/** Body of `POST /pairings/token`. */
export const tokenBody = z.object({
  code: z.string().check(z.maxLength(256)),
  code_verifier: z.string().check(z.minLength(43), z.maxLength(128), z.regex(/^[A-Za-z0-9._~-]+$/)),
})

/** Answer to `POST /pairings/token`. */
export type TokenAnswer = {
  /** Signed token; check it with the keys at `/.well-known/jwks.json`. */
  readonly token: string
  /** Seconds. */
  readonly expires_in: number
}

/** A refusal of the site's API; `error` is for programs. */
export type SiteError = { readonly error: string; readonly error_description: string }

/** What the hosted page shows; asked for with the cookie of the browser that started the pairing. */
export type StarterView = {
  readonly state: PairingStateName
  /** Whether the portal has taken the card; only then is there something to answer in the chat. */
  readonly isAsked: boolean
  readonly ending?: Ending
  readonly policy: SitePolicy
  /** `home` is where the person came from: the origin of the return address. */
  readonly site: { readonly name: string; readonly host: string; readonly home: string }
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly webLink: string
  readonly appLink: string
  /** Opens the bot's chat and tells it nothing. */
  readonly chatLink: string
}

/** What the page behind "Finish" shows before it asks once more. */
export type FinishView = {
  readonly siteId: string
  readonly site: { readonly name: string; readonly host: string }
  readonly userName: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
