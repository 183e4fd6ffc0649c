import type { Ending, Refusal } from '../../contract/pairing/pairing-words.ts'
import type { OutboxWish } from '../ports/outbox.ts'
import { lifetimes, type Approver, type Pairing, type PairingState, type Starter } from './pairing.ts'
import type { PairingEvent, Source } from './pairing-event.ts'

/** What became of a step: a new record with what is to be said in the chat, or a reason why nothing changed. */
type Outcome =
  | {
      readonly kind: 'moved'
      readonly to: Pairing
      readonly wishes: readonly OutboxWish[]
      /** One word for the audit log. */
      readonly what: string
      /** Only when the event itself was refused and the record learned something all the same. */
      readonly reason?: Refusal
    }
  /** All is well, and there is nothing to write down. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Refusal }

type Of<N extends PairingState['name']> = Extract<PairingState, { readonly name: N }>
type EventOf<T extends PairingEvent['type']> = Extract<PairingEvent, { readonly type: T }>

const refused = (reason: Refusal): Outcome => ({ kind: 'refused', reason })

const wishOf = (
  { memberId, id }: Pairing,
  kind: OutboxWish['kind'],
  messageId: number | null = null,
): OutboxWish => ({ memberId, pairingId: id, kind, messageId })

const editsOf = (pairing: Pairing, approver: Approver | null): readonly OutboxWish[] =>
  (approver?.cardIds ?? []).map((messageId) => wishOf(pairing, 'edit', messageId))

const moved = (
  pairing: Pairing,
  what: string,
  state: PairingState,
  { expiresAt = pairing.expiresAt, wishes = [] as readonly OutboxWish[] } = {},
): Extract<Outcome, { kind: 'moved' }> => ({
  kind: 'moved',
  to: { ...pairing, version: pairing.version + 1, expiresAt, state },
  wishes,
  what,
})

/** Whether a state can still lead somewhere. `consumed` is an end too: only its result may still be fetched. */
export const isOpen = (
  state: PairingState,
): state is Of<'pending'> | Of<'awaiting_confirm'> | Of<'confirmed'> =>
  state.name === 'pending' || state.name === 'awaiting_confirm' || state.name === 'confirmed'

const approverOf = (state: PairingState): Approver | null =>
  state.name === 'pending' ? null : state.approver

/** Ends an open pairing without a result; its cards are closed. */
const ended = (pairing: Pairing, name: 'declined' | 'expired', ending: Ending, now: number): Outcome => {
  const { state } = pairing
  const approver = approverOf(state)
  return moved(
    pairing,
    name,
    { name, starter: state.starter, approver, ending, endedAt: now },
    { wishes: editsOf(pairing, approver) },
  )
}

const isFrom = (pairing: Pairing, { memberId, botId }: Source): Refusal | undefined => {
  if (pairing.memberId !== memberId) return 'otherPortal'
  if (pairing.botId !== botId) return 'otherBot'
  return undefined
}

const opened = (pairing: Pairing, event: EventOf<'opened'>, now: number): Outcome => {
  const { state } = pairing
  if (state.name !== 'pending' || state.starter) return refused('alreadyOpened')
  const { codeDigest, cookieDigest, ip, browser } = event
  const starter: Starter = { codeDigest, cookieDigest, ip, browser, openedAt: now }
  return moved(pairing, 'opened', { name: 'pending', starter })
}

const claimed = (pairing: Pairing, event: EventOf<'context'>, now: number): Outcome => {
  const { signal, confirmDigest, declineDigest } = event
  const { state } = pairing
  const foreign = isFrom(pairing, event.from)
  if (foreign) return refused(foreign)
  if (state.name !== 'pending') return refused('alreadyClaimed')
  if (!state.starter) return refused('notOpened')
  if (signal.dialog !== 'private') return refused('groupDialog')
  if (!event.isOn) return refused('switchedOff')
  if (!event.mayPair) return refused('notEmployee')
  const approver: Approver = {
    userId: signal.userId,
    userName: signal.userName,
    language: signal.language,
    confirmDigest,
    declineDigest,
    cardIds: [],
    lostCards: 0,
    claimedAt: now,
  }
  const next: PairingState = { name: 'awaiting_confirm', starter: state.starter, approver }
  return moved(pairing, 'claimed', next, { wishes: [wishOf(pairing, 'card')] })
}

const withCard = (approver: Approver, messageId: number, lost = approver.lostCards): Approver => ({
  ...approver,
  lostCards: lost,
  cardIds: approver.cardIds.includes(messageId) ? approver.cardIds : [...approver.cardIds, messageId],
})

const cardSent = (pairing: Pairing, event: EventOf<'cardSent'>): Outcome => {
  const { state } = pairing
  if (state.name === 'pending' || !state.approver) return refused('notAwaiting')
  const approver = withCard(state.approver, event.messageId, event.lost)
  // A card whose pairing was decided before the portal told its id still shows its buttons.
  const wishes = state.name === 'awaiting_confirm' ? [] : [wishOf(pairing, 'edit', event.messageId)]
  return moved(pairing, 'cardSent', { ...state, approver }, { wishes })
}

/** Every card is known by its id once all answers are there; until then the nonce alone speaks for an unknown one. */
const isOwnCard = ({ cardIds, lostCards }: Approver, messageId: number): boolean =>
  cardIds.includes(messageId) || cardIds.length === 0 || cardIds.length < 1 + lostCards

/** Why a press cannot be from the person who was asked, on the card that asked. */
const doubtAbout = (
  pairing: Pairing,
  approver: Approver,
  { from, signal }: EventOf<'pressed'>,
): Refusal | undefined => {
  const foreign = isFrom(pairing, from)
  if (foreign) return foreign
  if (signal.via !== 'keyboard') return 'notKeyboard'
  if (signal.authorId !== pairing.botId) return 'otherAuthor'
  if (signal.userId !== approver.userId) return 'otherUser'
  if (signal.nonceDigest !== approver.confirmDigest && signal.nonceDigest !== approver.declineDigest)
    return 'wrongNonce'
  if (!isOwnCard(approver, signal.messageId)) return 'otherCard'
  return undefined
}

const pressed = (pairing: Pairing, event: EventOf<'pressed'>, now: number): Outcome => {
  const { state } = pairing
  if (state.name === 'pending' || !state.approver) return refused('notAwaiting')
  const doubt = doubtAbout(pairing, state.approver, event)
  if (doubt) return refused(doubt)
  const { messageId, nonceDigest } = event.signal
  if (state.name !== 'awaiting_confirm') {
    const reason = state.name === 'expired' ? 'expired' : 'alreadyDecided'
    if (state.approver.cardIds.includes(messageId)) return refused(reason)
    // The second of two cards, whose id only this press has told: its buttons go too.
    const known = { ...state, approver: withCard(state.approver, messageId) }
    const wishes = [wishOf(pairing, 'edit', messageId)]
    return { ...moved(pairing, 'refused', known, { wishes }), reason }
  }
  const approver = withCard(state.approver, messageId)
  if (nonceDigest === approver.declineDigest)
    return ended({ ...pairing, state: { ...state, approver } }, 'declined', 'user', now)
  const finishDigest = pairing.policy === 'finish' ? event.finishDigest : null
  return moved(
    pairing,
    'confirmed',
    {
      name: 'confirmed',
      starter: state.starter,
      approver,
      finishDigest,
      confirmedAt: now,
      isLookedAt: false,
    },
    { expiresAt: now + lifetimes.confirmed, wishes: editsOf(pairing, approver) },
  )
}

const finishLooked = (pairing: Pairing, event: EventOf<'finishLooked'>, now: number): Outcome => {
  const { state } = pairing
  if (state.name !== 'confirmed') return refused('notConfirmed')
  if (event.cookieDigest !== state.starter.cookieDigest)
    return ended(pairing, 'declined', 'startedElsewhere', now)
  // Looking is no step: only the first look is written down, however many come.
  return state.isLookedAt
    ? { kind: 'unchanged' }
    : moved(pairing, 'finishLooked', { ...state, isLookedAt: true })
}

const collected = (pairing: Pairing, event: EventOf<'collected'>, now: number): Outcome => {
  const { state } = pairing
  if (state.name === 'consumed') return refused('alreadyCollected')
  if (state.name !== 'confirmed') return refused('notConfirmed')
  if (state.finishDigest !== null && event.finishDigest !== state.finishDigest) return refused('wrongSecret')
  if (event.cookieDigest !== state.starter.cookieDigest) {
    // Whoever holds the approver's secret without the cookie is not who started it: a look would have ended it too.
    if (state.finishDigest !== null) return ended(pairing, 'declined', 'startedElsewhere', now)
    return refused(event.cookieDigest === null ? 'noCookie' : 'wrongCookie')
  }
  const { starter, approver } = state
  return moved(
    pairing,
    'consumed',
    {
      name: 'consumed',
      starter,
      approver,
      resultDigest: event.resultDigest,
      consumedAt: now,
      exchangedAt: null,
    },
    { expiresAt: now + lifetimes.result, wishes: editsOf(pairing, approver) },
  )
}

const exchanged = (pairing: Pairing, event: EventOf<'exchanged'>, now: number): Outcome => {
  const { state } = pairing
  if (state.name !== 'consumed') return refused('notConfirmed')
  if (event.siteId !== pairing.siteId || event.memberId !== pairing.memberId) return refused('otherSite')
  if (state.exchangedAt !== null) return refused('alreadyExchanged')
  if (event.challenge !== pairing.request.challenge) return refused('wrongVerifier')
  if (event.standing !== 'active') return refused(event.standing)
  return moved(pairing, 'exchanged', { ...state, exchangedAt: now })
}

const cancelled = (pairing: Pairing, event: EventOf<'cancelled'>, now: number): Outcome => {
  const { state } = pairing
  if (!isOpen(state)) return refused('alreadyDecided')
  if (!state.starter) return refused('notOpened')
  if (event.cookieDigest === null) return refused('noCookie')
  if (event.cookieDigest !== state.starter.cookieDigest) return refused('wrongCookie')
  return ended(pairing, 'declined', event.ending, now)
}

export type Step = (pairing: Pairing, event: PairingEvent, now: number) => Outcome

/**
 * Decides what an event does to a pairing at `now` (epoch milliseconds). Pure: it writes nothing, and whoever stores
 * the outcome must store it over the version it was made from.
 */
export const step: Step = (pairing, event, now) => {
  if (event.type === 'cardSent') return cardSent(pairing, event)
  const isOver = now >= pairing.expiresAt
  if (event.type === 'timePassed')
    return isOver && isOpen(pairing.state)
      ? ended(pairing, 'expired', pairing.state.name === 'confirmed' ? 'notFinished' : 'time', now)
      : refused('notAwaiting')
  if (event.type === 'cardRefused')
    return pairing.state.name === 'awaiting_confirm' && pairing.state.approver.cardIds.length === 0
      ? ended(pairing, 'expired', 'notAsked', now)
      : refused('notAwaiting')
  if (event.type === 'switchedOff')
    return isOpen(pairing.state) ? ended(pairing, 'expired', event.ending, now) : refused('alreadyDecided')
  if (event.type === 'pressed' && !isOpen(pairing.state)) return pressed(pairing, event, now)
  if (isOver) return refused('expired')
  switch (event.type) {
    case 'opened':
      return opened(pairing, event, now)
    case 'context':
      return claimed(pairing, event, now)
    case 'pressed':
      return pressed(pairing, event, now)
    case 'finishLooked':
      return finishLooked(pairing, event, now)
    case 'collected':
      return collected(pairing, event, now)
    case 'exchanged':
      return exchanged(pairing, event, now)
    case 'cancelled':
      return cancelled(pairing, event, now)
  }
}
