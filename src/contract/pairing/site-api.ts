import * as z from 'zod/mini'
import { purposes, type Ending, type PairingStateName, type SitePolicy } from './pairing-words.ts'

// What is wrong is told by what would be right, after the field's name: `state: 8 to 512 visible ASCII characters`.
const visible = (least: number, most: number) => {
  const right = `${least} to ${most} visible ASCII characters, no spaces`
  return z
    .string(right)
    .check(z.regex(/^[\x21-\x7e]*$/, right), z.minLength(least, right), z.maxLength(most, right))
}
const textUpTo = (most: number) => {
  const right = `a text of at most ${most} characters`
  return z.string(right).check(z.maxLength(most, right))
}
const challenge = '43 characters of base64url, the SHA-256 of code_verifier'
const verifier = '43 to 128 of letters, digits and . _ ~ -'
const jsonObject = 'a JSON object with the documented fields'

/** Body of `POST /pairings`, from a site's backend with its key. */
export const createPairingBody = z.object(
  {
    /** The site's own words for its browser session, handed back with the result. */
    state: visible(8, 512),
    /** Comes back inside the token. */
    nonce: visible(8, 256),
    code_challenge: z.string(challenge).check(z.regex(/^[A-Za-z0-9_-]{43}$/, challenge)),
    code_challenge_method: z.literal('S256', 'S256, no other method'),
    /** One of the registered return addresses, character by character. */
    return_to: textUpTo(2048),
    purpose: z._default(z.enum(purposes, `one of: ${purposes.join(', ')}`), 'sign_in'),
    /** Name or e-mail of who asks, as the site knows it; the card says that nobody checked it. */
    initiator: z.optional(textUpTo(256)),
  },
  jsonObject,
)
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
export const tokenBody = z.object(
  {
    code: textUpTo(256),
    code_verifier: z.string(verifier).check(z.regex(/^[A-Za-z0-9._~-]{43,128}$/, verifier)),
  },
  jsonObject,
)

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
  /** Of the pairing; whoever cancels names it, for the cookie may be a newer one's by then. */
  readonly id: string
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
  readonly pairingId: string
  /** `home` is the origin of the return address. */
  readonly site: { readonly name: string; readonly host: string; readonly home: string }
  readonly userName: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
