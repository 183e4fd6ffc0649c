import type { ContextSignal, PressSignal } from '../ports/signal.ts'

/** Where a signal came from: a pairing is an unknown code to every other portal and bot. */
export type Source = { readonly memberId: string; readonly botId: number }

/** What the portal says of a user who gets in, and its admin of all pairing there. */
export type Standing = 'active' | 'inactiveUser' | 'switchedOff'

/** Everything that can happen to a pairing. Secrets come as digests. */
export type PairingEvent =
  /** A browser opened the start address. */
  | {
      readonly type: 'opened'
      readonly codeDigest: string
      readonly cookieDigest: string
      readonly ip: string | null
      readonly browser: string
    }
  /** The bot was told of the code. `mayPair` is the portal's word on this kind of user, `isOn` its switch. */
  | {
      readonly type: 'context'
      readonly from: Source
      readonly signal: ContextSignal
      readonly mayPair: boolean
      readonly isOn: boolean
      readonly confirmDigest: string
      readonly declineDigest: string
    }
  /** The portal said which message the card is; `lost` cards left before it without an answer. */
  | { readonly type: 'cardSent'; readonly messageId: number; readonly lost: number }
  /** The portal refused the card for good: nobody can be asked. */
  | { readonly type: 'cardRefused' }
  /** A card's button, or somebody who pretends; `finishDigest` is of the secret that a confirmation mints. */
  | {
      readonly type: 'pressed'
      readonly from: Source
      readonly signal: PressSignal
      readonly finishDigest: string
    }
  /** The page behind "Finish" was opened, with the right secret in its fragment. */
  | { readonly type: 'finishLooked'; readonly cookieDigest: string | null }
  /** A browser asks for the result. */
  | {
      readonly type: 'collected'
      readonly cookieDigest: string | null
      readonly finishDigest: string | null
      readonly resultDigest: string
    }
  /** The site's backend exchanges the result. `standing` is the portal's word at this moment. */
  | {
      readonly type: 'exchanged'
      readonly siteId: string
      /** The portal whose users this site may ask. */
      readonly memberId: string
      readonly challenge: string
      readonly standing: Standing
    }
  /** The browser that started it gave it up, or started another at the same site. */
  | {
      readonly type: 'cancelled'
      readonly cookieDigest: string | null
      readonly ending: 'cancelled' | 'replaced'
    }
  /** An admin switched pairing off for the portal. */
  | { readonly type: 'switchedOff'; readonly ending: 'switchedOff' | 'siteClosed' }
  /** The clock was looked at. */
  | { readonly type: 'timePassed' }

export type PairingEventType = PairingEvent['type']
