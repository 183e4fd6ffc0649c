/** Where a pairing stands. The first three go on; the last three are the end. */
export const pairingStates = [
  'pending',
  'awaiting_confirm',
  'confirmed',
  'consumed',
  'declined',
  'expired',
] as const
export type PairingStateName = (typeof pairingStates)[number]

/**
 * How a site's result is collected. `finish`: only by the browser that started it, and only with the secret the
 * approver's own chat shows. `plain`: by the browser that started it alone; for low stakes.
 */
export const sitePolicies = ['finish', 'plain'] as const
export type SitePolicy = (typeof sitePolicies)[number]

/** What a site may ask for; the card says each in words. */
export const purposes = ['sign_in', 'link_account', 'approve_device'] as const
export type Purpose = (typeof purposes)[number]

/** Why a step changed nothing. Told to nobody outside: only the audit log and the portal's admins see it. */
export const refusals = [
  'unknownCode',
  'otherPortal',
  'otherBot',
  'otherSite',
  'notOpened',
  'alreadyOpened',
  'groupDialog',
  'notEmployee',
  'alreadyClaimed',
  'tooManyCards',
  'coolingDown',
  'switchedOff',
  'notKeyboard',
  'otherAuthor',
  'otherUser',
  'otherCard',
  'wrongNonce',
  'notAwaiting',
  'alreadyDecided',
  'noCookie',
  'wrongCookie',
  'wrongSecret',
  'notConfirmed',
  'alreadyCollected',
  'wrongCode',
  'wrongVerifier',
  'alreadyExchanged',
  'inactiveUser',
  'expired',
] as const
export type Refusal = (typeof refusals)[number]

/** Why a pairing ended without a result. */
export const endings = [
  'user',
  'startedElsewhere',
  'cancelled',
  'replaced',
  'time',
  /** Confirmed in the chat, and never fetched by the browser that had started it. */
  'notFinished',
  'switchedOff',
  /** The site was switched off or deleted. */
  'siteClosed',
  'notAsked',
] as const
export type Ending = (typeof endings)[number]
