import { createHash, randomBytes } from 'node:crypto'
import type { Approver, Pairing, Starter } from '../../worker/pairing/pairing.ts'
import type { PairingChange } from '../../worker/pairing/pairing-store.ts'

export const randomHex = (bytes = 16): string => randomBytes(bytes).toString('hex')

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** A pending pairing of portal `m1`; what is given replaces what is made up. */
export const samplePairing = (given: Partial<Pairing> = {}): Pairing => ({
  id: randomHex(),
  version: 1,
  memberId: 'm1',
  botId: 7,
  siteId: 'shop',
  policy: 'finish',
  request: {
    state: 'state of the shop',
    nonce: 'n',
    challenge: 'c',
    returnTo: 'https://shop.example/back',
    purpose: 'sign_in',
    claimedName: null,
  },
  startDigest: randomHex(32),
  createdAt: 1_000_000_000_000,
  expiresAt: 1_000_000_600_000,
  state: { name: 'pending', starter: null },
  ...given,
})

export const sampleStarter = (given: Partial<Starter> = {}): Starter => ({
  codeDigest: randomHex(32),
  cookieDigest: randomHex(32),
  ip: '192.0.2.7',
  browser: 'Firefox',
  openedAt: 1_000_000_000_000,
  ...given,
})

export const sampleApprover = (given: Partial<Approver> = {}): Approver => ({
  userId: 2,
  userName: 'Ada Lovelace',
  language: 'en',
  confirmDigest: randomHex(32),
  declineDigest: randomHex(32),
  cardIds: [],
  lostCards: 0,
  claimedAt: 1_000_000_000_000,
  ...given,
})

/** `from`, one version on, in another state; with one audit entry and, for a claim, one card. */
export const changeOf = (
  from: Pairing,
  state: Pairing['state'],
  more: Partial<PairingChange> = {},
): PairingChange => ({
  from,
  to: { ...from, version: from.version + 1, state },
  beforeExpiry: true,
  audit: [
    {
      at: 1_000_000_000_000,
      memberId: from.memberId,
      pairingId: from.id,
      actor: 'user:2',
      kind: state.name,
      detail: {},
    },
  ],
  outbox: [{ memberId: from.memberId, pairingId: from.id, kind: 'card', messageId: null }],
  ...more,
})

/** The claim of a pending pairing by user 2, or whom `approver` names. */
export const claimOf = (from: Pairing, approver: Partial<Approver> = {}, more: Partial<PairingChange> = {}) =>
  changeOf(
    from,
    { name: 'awaiting_confirm', starter: sampleStarter(), approver: sampleApprover(approver) },
    more,
  )
