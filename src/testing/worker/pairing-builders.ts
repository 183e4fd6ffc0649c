import type { SitePolicy } from '../../contract/pairing/pairing-words.ts'
import type { Approver, Pairing, PairingState, Starter } from '../../worker/pairing/pairing.ts'
import type { PairingEvent, PairingEventType } from '../../worker/pairing/pairing-event.ts'
import type { ContextSignal, PressSignal } from '../../worker/ports/signal.ts'

export const startedAt = Date.UTC(2026, 10, 20, 12)
const memberId = 'a0e1b2c3d4f5061728394a5b6c7d8e9f'
export const botId = 26
export const approverId = 2
export const cardId = 501

const starter: Starter = {
  codeDigest: 'code',
  cookieDigest: 'cookie',
  ip: '203.0.113.7',
  browser: 'Firefox, Linux',
  openedAt: startedAt,
}

export const approver: Approver = {
  userId: approverId,
  userName: 'Anna Orlova',
  language: 'en',
  confirmDigest: 'confirm',
  declineDigest: 'decline',
  cardIds: [cardId],
  lostCards: 0,
  claimedAt: startedAt + 1000,
}

/** One state of each kind, as a pairing without mishaps has them. */
export const states = {
  unopened: { name: 'pending', starter: null },
  pending: { name: 'pending', starter },
  awaiting_confirm: { name: 'awaiting_confirm', starter, approver },
  confirmed: {
    name: 'confirmed',
    starter,
    approver,
    finishDigest: 'finish',
    confirmedAt: startedAt + 2000,
    isLookedAt: false,
  },
  consumed: {
    name: 'consumed',
    starter,
    approver,
    resultDigest: 'result',
    consumedAt: startedAt + 3000,
    exchangedAt: null,
  },
  declined: { name: 'declined', starter, approver, ending: 'user', endedAt: startedAt + 2000 },
  expired: { name: 'expired', starter, approver, ending: 'time', endedAt: startedAt + 600_000 },
} as const satisfies Record<string, PairingState>

export const pairingIn = (state: PairingState, policy: SitePolicy = 'finish'): Pairing => ({
  id: '0123456789abcdef0123456789abcdef',
  version: 3,
  memberId,
  botId,
  siteId: 'shop',
  policy,
  request: {
    state: 'site-state',
    nonce: 'site-nonce',
    challenge: 'challenge',
    returnTo: 'https://shop.example/back',
    purpose: 'sign_in',
    claimedName: 'anna@shop.example',
  },
  startDigest: 'start',
  createdAt: startedAt,
  expiresAt: startedAt + 600_000,
  state,
})

const contextSignal: ContextSignal = {
  kind: 'context',
  codeDigest: 'code',
  dialog: 'private',
  userId: approverId,
  userName: 'Anna Orlova',
  userKind: 'employee',
  language: 'en',
}

export const pressSignal: PressSignal = {
  kind: 'press',
  pairingId: '0123456789abcdef0123456789abcdef',
  nonceDigest: 'confirm',
  via: 'keyboard',
  userId: approverId,
  messageId: cardId,
  authorId: botId,
}

const from = { memberId, botId }

/** One event of each kind, right in everything. */
export const events = {
  opened: {
    type: 'opened',
    codeDigest: 'code',
    cookieDigest: 'cookie',
    ip: '203.0.113.7',
    browser: 'Firefox, Linux',
  },
  context: {
    type: 'context',
    from,
    signal: contextSignal,
    mayPair: true,
    isOn: true,
    confirmDigest: 'confirm',
    declineDigest: 'decline',
  },
  cardSent: { type: 'cardSent', messageId: cardId, lost: 0 },
  cardRefused: { type: 'cardRefused' },
  pressed: { type: 'pressed', from, signal: pressSignal, finishDigest: 'finish' },
  finishLooked: { type: 'finishLooked', cookieDigest: 'cookie' },
  collected: { type: 'collected', cookieDigest: 'cookie', finishDigest: 'finish', resultDigest: 'result' },
  exchanged: { type: 'exchanged', siteId: 'shop', memberId, challenge: 'challenge', standing: 'active' },
  cancelled: { type: 'cancelled', cookieDigest: 'cookie', ending: 'cancelled' },
  switchedOff: { type: 'switchedOff', ending: 'switchedOff' },
  timePassed: { type: 'timePassed' },
} as const satisfies Record<PairingEventType, PairingEvent>
