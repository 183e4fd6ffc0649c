import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  approverId,
  cardId,
  events,
  pairingIn,
  pressSignal,
  startedAt,
  states,
} from '../../testing/worker/pairing-builders.ts'
import type { Pairing } from './pairing.ts'
import type { PairingEvent, PairingEventType, Standing } from './pairing-event.ts'
import { step } from './pairing-machine.ts'

const soon = startedAt + 5000
const late = startedAt + 600_000

const told = (pairing: Pairing, event: PairingEvent, now = soon): string => {
  const outcome = step(pairing, event, now)
  if (outcome.kind === 'refused') return `- ${outcome.reason}`
  if (outcome.kind === 'unchanged') return 'unchanged'
  const { to, wishes, reason } = outcome
  const says = wishes.map(({ kind, messageId }) => `${kind}${messageId ?? ''}`)
  return [to.state.name, ...says, ...(reason ? [`(${reason})`] : [])].join(' ')
}

const eventNames = Object.keys(events) as PairingEventType[]

/** What each event does in each state, at a time within the state's life; `-` and a reason is a refusal. */
const table: Record<keyof typeof states, Record<PairingEventType, string>> = {
  unopened: {
    opened: 'pending',
    context: '- notOpened',
    cardSent: '- notAwaiting',
    cardRefused: '- notAwaiting',
    pressed: '- notAwaiting',
    finishLooked: '- notConfirmed',
    collected: '- notConfirmed',
    exchanged: '- notConfirmed',
    cancelled: '- notOpened',
    switchedOff: 'expired',
    timePassed: '- notAwaiting',
  },
  pending: {
    opened: '- alreadyOpened',
    context: 'awaiting_confirm card',
    cardSent: '- notAwaiting',
    cardRefused: '- notAwaiting',
    pressed: '- notAwaiting',
    finishLooked: '- notConfirmed',
    collected: '- notConfirmed',
    exchanged: '- notConfirmed',
    cancelled: 'declined',
    switchedOff: 'expired',
    timePassed: '- notAwaiting',
  },
  awaiting_confirm: {
    opened: '- alreadyOpened',
    context: '- alreadyClaimed',
    cardSent: 'awaiting_confirm',
    cardRefused: '- notAwaiting',
    pressed: 'confirmed edit501',
    finishLooked: '- notConfirmed',
    collected: '- notConfirmed',
    exchanged: '- notConfirmed',
    cancelled: 'declined edit501',
    switchedOff: 'expired edit501',
    timePassed: '- notAwaiting',
  },
  confirmed: {
    opened: '- alreadyOpened',
    context: '- alreadyClaimed',
    cardSent: 'confirmed edit501',
    cardRefused: '- notAwaiting',
    pressed: '- alreadyDecided',
    finishLooked: 'confirmed',
    collected: 'consumed edit501',
    exchanged: '- notConfirmed',
    cancelled: 'declined edit501',
    switchedOff: 'expired edit501',
    timePassed: '- notAwaiting',
  },
  consumed: {
    opened: '- alreadyOpened',
    context: '- alreadyClaimed',
    cardSent: 'consumed edit501',
    cardRefused: '- notAwaiting',
    pressed: '- alreadyDecided',
    finishLooked: '- notConfirmed',
    collected: '- alreadyCollected',
    exchanged: 'consumed',
    cancelled: '- alreadyDecided',
    switchedOff: '- alreadyDecided',
    timePassed: '- notAwaiting',
  },
  declined: {
    opened: '- alreadyOpened',
    context: '- alreadyClaimed',
    cardSent: 'declined edit501',
    cardRefused: '- notAwaiting',
    pressed: '- alreadyDecided',
    finishLooked: '- notConfirmed',
    collected: '- notConfirmed',
    exchanged: '- notConfirmed',
    cancelled: '- alreadyDecided',
    switchedOff: '- alreadyDecided',
    timePassed: '- notAwaiting',
  },
  expired: {
    opened: '- alreadyOpened',
    context: '- alreadyClaimed',
    cardSent: 'expired edit501',
    cardRefused: '- notAwaiting',
    pressed: '- expired',
    finishLooked: '- notConfirmed',
    collected: '- notConfirmed',
    exchanged: '- notConfirmed',
    cancelled: '- alreadyDecided',
    switchedOff: '- alreadyDecided',
    timePassed: '- notAwaiting',
  },
}

describe('every event in every state', () => {
  const pairs = (Object.keys(table) as (keyof typeof states)[]).flatMap((state) =>
    eventNames.map((event) => [state, event, table[state][event]] as const),
  )
  test.each(pairs)('%s, %s: %s', (state, event, expected) => {
    expect(told(pairingIn(states[state]), events[event])).toBe(expected)
  })

  const open = ['unopened', 'pending', 'awaiting_confirm', 'confirmed', 'consumed'] as const
  const bound = eventNames.filter(
    (name) => !['cardSent', 'cardRefused', 'switchedOff', 'timePassed', 'pressed'].includes(name),
  )
  test.each(open.flatMap((state) => bound.map((event) => [state, event] as const)))(
    '%s, %s after its time: refused as expired',
    (state, event) => {
      expect(told(pairingIn(states[state]), events[event], late)).toBe('- expired')
    },
  )
  test.each(['unopened', 'pending', 'awaiting_confirm', 'confirmed'] as const)(
    '%s ends with its time',
    (state) => {
      expect(told(pairingIn(states[state]), events.timePassed, late)).toMatch(/^expired/)
    },
  )
  test('a press after its time changes nothing, even before anybody has swept', () => {
    expect(told(pairingIn(states.awaiting_confirm), events.pressed, late)).toBe('- expired')
  })
})

describe('who may press', () => {
  const awaiting = pairingIn(states.awaiting_confirm)
  const pressedWith = (signal: Partial<typeof pressSignal>): PairingEvent => ({
    ...events.pressed,
    signal: { ...pressSignal, ...signal },
  })
  test.each([
    [{ via: 'textarea' }, 'notKeyboard'],
    [{ via: 'menu' }, 'notKeyboard'],
    [{ authorId: 2 }, 'otherAuthor'],
    [{ userId: 3 }, 'otherUser'],
    [{ nonceDigest: 'guessed' }, 'wrongNonce'],
    [{ messageId: 777 }, 'otherCard'],
  ])('a press with %j is refused: %s', (signal, reason) => {
    expect(told(awaiting, pressedWith(signal))).toBe(`- ${reason}`)
  })
  test('to another portal or bot the code is a foreign one', () => {
    const elsewhere = { ...events.pressed, from: { memberId: 'other', botId: 26 } }
    const other = { ...events.pressed, from: { ...events.pressed.from, botId: 27 } }
    expect([told(awaiting, elsewhere), told(awaiting, other)]).toEqual(['- otherPortal', '- otherBot'])
  })
  test('the button Decline ends it, and the card is edited', () => {
    expect(told(awaiting, pressedWith({ nonceDigest: 'decline' }))).toBe('declined edit501')
  })
  test('a press that overtakes the answer of the portal brings the id of the card', () => {
    const { approver } = states.awaiting_confirm
    const early = pairingIn({ ...states.awaiting_confirm, approver: { ...approver, cardIds: [] } })
    expect(told(early, pressedWith({ messageId: 502 }))).toBe('confirmed edit502')
  })
  test('of two cards, of which one is unknown because its answer was lost, either works; the other one says that it is decided', () => {
    const { approver } = states.awaiting_confirm
    const twice = pairingIn({ ...states.awaiting_confirm, approver: { ...approver, lostCards: 1 } })
    const first = step(twice, pressedWith({ messageId: 500 }), soon)
    if (first.kind !== 'moved') throw new Error('refused')
    expect(first.to.state.name).toBe('confirmed')
    expect(first.wishes.map(({ messageId }) => messageId)).toEqual([501, 500])
    expect(told(first.to, pressedWith({ messageId: 499 }))).toBe('- otherCard')
    expect(told(first.to, pressedWith({ messageId: 501 }))).toBe('- alreadyDecided')
  })
  test('the second card is edited when it is pressed after the decision, if nobody knew it before', () => {
    const { approver } = states.declined
    const declined = pairingIn({ ...states.declined, approver: { ...approver, lostCards: 1 } })
    expect(told(declined, pressedWith({ messageId: 500 }))).toBe('declined edit500 (alreadyDecided)')
  })
})

describe('who gets a card', () => {
  const pending = pairingIn(states.pending)
  test.each([
    [{ ...events.context, signal: { ...events.context.signal, dialog: 'group' as const } }, 'groupDialog'],
    [{ ...events.context, isOn: false }, 'switchedOff'],
    [{ ...events.context, mayPair: false }, 'notEmployee'],
    [{ ...events.context, from: { ...events.context.from, memberId: 'other' } }, 'otherPortal'],
    [{ ...events.context, from: { ...events.context.from, botId: 1 } }, 'otherBot'],
  ])('not with %j', (event, reason) => {
    expect(told(pending, event)).toBe(`- ${reason}`)
  })
})

test('a card that the portal refuses ends a pairing nobody has been asked for', () => {
  const { approver } = states.awaiting_confirm
  const unasked = pairingIn({ ...states.awaiting_confirm, approver: { ...approver, cardIds: [] } })
  const outcome = step(unasked, events.cardRefused, soon)
  expect(outcome.kind === 'moved' && outcome.to.state).toMatchObject({ name: 'expired', ending: 'notAsked' })
})

describe('a browser that starts another at the same site', () => {
  test.each(['pending', 'awaiting_confirm', 'confirmed'] as const)('%s ends as replaced', (state) => {
    const outcome = step(pairingIn(states[state]), { ...events.cancelled, ending: 'replaced' }, soon)
    expect(outcome.kind === 'moved' && outcome.to.state).toMatchObject({
      name: 'declined',
      ending: 'replaced',
    })
  })
  test.each([
    ['other', 'wrongCookie'],
    [null, 'noCookie'],
  ])('with the cookie %s it ends nothing: %s', (cookieDigest, reason) => {
    const event: PairingEvent = { type: 'cancelled', cookieDigest, ending: 'replaced' }
    expect(told(pairingIn(states.pending), event)).toBe(`- ${reason}`)
  })
})

describe('who gets the result', () => {
  const confirmed = pairingIn(states.confirmed)
  test('looking is written down once, and changes nothing', () => {
    const looked = step(confirmed, events.finishLooked, soon)
    expect(looked.kind === 'moved' && looked.to.state).toEqual({ ...states.confirmed, isLookedAt: true })
    expect(looked.kind === 'moved' && told(looked.to, events.finishLooked)).toBe('unchanged')
    expect(looked.kind === 'moved' && told(looked.to, events.collected)).toBe('consumed edit501')
  })
  test.each([
    ['pending', 'time'],
    ['awaiting_confirm', 'time'],
    ['confirmed', 'notFinished'],
  ] as const)('what is %s when its time is over ends as %s', (state, ending) => {
    const over = step(pairingIn(states[state]), events.timePassed, late)
    expect(over.kind === 'moved' && over.to.state).toMatchObject({ name: 'expired', ending })
  })
  test('with the policy finish, not without the secret of the chat', () => {
    expect(told(confirmed, { ...events.collected, finishDigest: null })).toBe('- wrongSecret')
    expect(told(confirmed, { ...events.collected, finishDigest: 'guessed' })).toBe('- wrongSecret')
  })
  test.each([null, 'other'])(
    'with the secret, but with the cookie %s: it was started elsewhere, and ends',
    (cookieDigest) => {
      const looked = pairingIn({ ...states.confirmed, isLookedAt: true })
      for (const pairing of [confirmed, looked])
        for (const event of [events.collected, events.finishLooked]) {
          const outcome = step(pairing, { ...event, cookieDigest }, soon)
          expect(outcome.kind === 'moved' && outcome.to.state).toMatchObject({
            name: 'declined',
            ending: 'startedElsewhere',
          })
        }
    },
  )
  test('with the policy plain, the cookie alone collects; no other cookie does, and none ends it', () => {
    const plain = pairingIn({ ...states.confirmed, finishDigest: null }, 'plain')
    const without = { ...events.collected, finishDigest: null }
    expect(told(plain, without)).toBe('consumed edit501')
    expect(told(plain, { ...without, cookieDigest: null })).toBe('- noCookie')
    expect(told(plain, { ...without, cookieDigest: 'other' })).toBe('- wrongCookie')
  })
  test('a confirmation lives two minutes, a result one', () => {
    const press = step(pairingIn(states.awaiting_confirm), events.pressed, soon)
    const collect = step(confirmed, events.collected, soon)
    expect(press.kind === 'moved' && press.to.expiresAt).toBe(soon + 120_000)
    expect(collect.kind === 'moved' && collect.to.expiresAt).toBe(soon + 60_000)
  })
  test.each([
    [{ siteId: 'other' }, 'otherSite'],
    [{ memberId: 'other' }, 'otherSite'],
    [{ challenge: 'other' }, 'wrongVerifier'],
    [{ standing: 'inactiveUser' as const }, 'inactiveUser'],
    [{ standing: 'switchedOff' as const }, 'switchedOff'],
  ])('the exchange with %j is refused: %s', (wrong, reason) => {
    expect(told(pairingIn(states.consumed), { ...events.exchanged, ...wrong })).toBe(`- ${reason}`)
  })
  test('the exchange works once', () => {
    const once = step(pairingIn(states.consumed), events.exchanged, soon)
    if (once.kind !== 'moved') throw new Error('refused')
    expect(told(once.to, events.exchanged)).toBe('- alreadyExchanged')
  })
})

describe('whatever happens, in whatever order', () => {
  const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values)
  const anyFrom = fc.record({ memberId: oneOf(events.context.from.memberId, 'other'), botId: oneOf(26, 27) })
  const anyEvent: fc.Arbitrary<PairingEvent> = fc.oneof(
    fc.constant(events.opened),
    fc.record({
      type: fc.constant('context' as const),
      from: anyFrom,
      signal: fc.record({
        kind: fc.constant('context' as const),
        codeDigest: fc.constant('code'),
        dialog: oneOf('private' as const, 'private' as const, 'group' as const),
        userId: oneOf(approverId, approverId, 3),
        userName: fc.constant('Somebody'),
        userKind: fc.constant('employee' as const),
        language: fc.constant(null),
      }),
      mayPair: oneOf(true, true, true, false),
      isOn: oneOf(true, true, true, false),
      confirmDigest: fc.constant('confirm'),
      declineDigest: fc.constant('decline'),
    }),
    fc.record({ type: fc.constant('cardSent' as const), messageId: oneOf(501, 502), lost: oneOf(0, 1) }),
    fc.record({
      type: fc.constant('pressed' as const),
      from: anyFrom,
      signal: fc.record({
        kind: fc.constant('press' as const),
        pairingId: fc.constant(pressSignal.pairingId),
        nonceDigest: oneOf('confirm', 'confirm', 'decline', 'guessed'),
        via: oneOf('keyboard', 'keyboard', 'textarea'),
        userId: oneOf(approverId, approverId, 3),
        messageId: oneOf(cardId, 502, 777),
        authorId: oneOf(26, 26, 2),
      }),
      finishDigest: fc.constant('finish'),
    }),
    fc.record({
      type: fc.constant('finishLooked' as const),
      cookieDigest: oneOf('cookie', 'cookie', null, 'other'),
    }),
    fc.record({
      type: fc.constant('collected' as const),
      cookieDigest: oneOf('cookie', 'cookie', null, 'other'),
      finishDigest: oneOf('finish', 'finish', null, 'guessed'),
      resultDigest: oneOf('result', 'result2'),
    }),
    fc.record({
      type: fc.constant('exchanged' as const),
      siteId: oneOf('shop', 'shop', 'other'),
      memberId: fc.constant(events.exchanged.memberId),
      challenge: oneOf('challenge', 'challenge', 'other'),
      standing: oneOf<Standing>('active', 'active', 'inactiveUser'),
    }),
    fc.record({
      type: fc.constant('cancelled' as const),
      cookieDigest: oneOf('cookie', null),
      ending: oneOf('cancelled' as const, 'replaced' as const),
    }),
    fc.constant({ type: 'timePassed' as const }),
  )
  const anyRun = fc.array(fc.tuple(anyEvent, oneOf(0, 0, 100, 5000, 130_000, 600_000)), { maxLength: 40 })
  const anyPolicy = oneOf('finish' as const, 'plain' as const)

  /** Runs a pairing through the events and tells each move that was made, with the record before it. */
  const runThrough = (run: readonly (readonly [PairingEvent, number])[], policy: 'finish' | 'plain') => {
    let pairing: Pairing = { ...pairingIn(states.unopened, policy), version: 1 }
    let now = startedAt
    const moves: { event: PairingEvent; before: Pairing; after: Pairing; now: number }[] = []
    for (const [event, wait] of run) {
      now += wait
      const outcome = step(pairing, event, now)
      if (outcome.kind !== 'moved') continue
      moves.push({ event, before: pairing, after: outcome.to, now })
      pairing = outcome.to
    }
    return moves
  }
  /** Reached for sure: a run that begins well and then goes any way. */
  const wellBegun: readonly (readonly [PairingEvent, number])[] = [
    [events.opened, 100],
    [events.context, 100],
    [events.cardSent, 100],
    [events.pressed, 100],
    [events.collected, 100],
  ]
  const runs = fc
    .tuple(anyRun, oneOf(0, 1, 2, 3, 4, 5))
    .map(([run, count]) => [...wellBegun.slice(0, count), ...run])

  test('it is confirmed at most once, only by the user of the context event, on its own card, in time', () => {
    let confirmations = 0
    fc.assert(
      fc.property(runs, anyPolicy, (run, policy) => {
        const moves = runThrough(run, policy)
        const confirmed = moves.filter(
          ({ before, after }) => before.state.name !== 'confirmed' && after.state.name === 'confirmed',
        )
        expect(confirmed.length).toBeLessThanOrEqual(1)
        for (const { event, before, now } of confirmed) {
          confirmations += 1
          const claim = moves.find(({ event: one }) => one.type === 'context')
          if (event.type !== 'pressed' || claim?.event.type !== 'context') throw new Error('not by a press')
          expect(before.state.name).toBe('awaiting_confirm')
          expect(event.signal.userId).toBe(claim.event.signal.userId)
          expect(event.signal).toMatchObject({ via: 'keyboard', authorId: 26, nonceDigest: 'confirm' })
          expect(event.from).toEqual(events.pressed.from)
          expect(now).toBeLessThan(before.expiresAt)
        }
      }),
      { numRuns: 3000 },
    )
    expect(confirmations).toBeGreaterThan(500)
  })

  test('it is collected at most once, in time, only after a confirmation, and with all that the policy demands', () => {
    let collections = 0
    fc.assert(
      fc.property(runs, anyPolicy, (run, policy) => {
        const moves = runThrough(run, policy)
        const consumed = moves.filter(
          ({ before, after }) => before.state.name !== 'consumed' && after.state.name === 'consumed',
        )
        expect(consumed.length).toBeLessThanOrEqual(1)
        for (const { event, before, now } of consumed) {
          collections += 1
          if (event.type !== 'collected') throw new Error('not by collecting')
          expect(before.state.name).toBe('confirmed')
          expect(event.cookieDigest).toBe('cookie')
          if (policy === 'finish') expect(event.finishDigest).toBe('finish')
          expect(now).toBeLessThan(before.expiresAt)
        }
      }),
      { numRuns: 3000 },
    )
    expect(collections).toBeGreaterThan(300)
  })

  test('after an end nothing begins again, and no result comes out of a declined or expired one', () => {
    fc.assert(
      fc.property(runs, anyPolicy, (run, policy) => {
        const moves = runThrough(run, policy)
        const end = moves.findIndex(({ after }) =>
          ['declined', 'expired', 'consumed'].includes(after.state.name),
        )
        if (end < 0) return
        const name = moves[end]?.after.state.name
        for (const { after } of moves.slice(end)) expect(after.state.name).toBe(name)
      }),
      { numRuns: 3000 },
    )
  })

  test('each move is one version on, and at most one exchange is made', () => {
    fc.assert(
      fc.property(runs, anyPolicy, (run, policy) => {
        const moves = runThrough(run, policy)
        moves.forEach(({ before, after }) => expect(after.version).toBe(before.version + 1))
        expect(moves.filter(({ event }) => event.type === 'exchanged').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })
})
