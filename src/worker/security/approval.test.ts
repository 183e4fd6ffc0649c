import { expect, test } from 'vitest'
import { secondApp } from '../../emulator/seed-credentials.ts'
import { laundered, proveInWorld, rewrittenDeliveries } from '../../testing/worker/prove-guard.ts'
import { begin, refusalsOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import { createSignInWorld, type SignInWorld, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import { step } from '../pairing/pairing-machine.ts'
import type { Stores } from '../store/create-stores.ts'

const press = 'ONIMBOTV2COMMANDADD'
const victim = 2
const stranger = 3

/** What came of it: the state, and why a press was refused. */
const cameTo = async (world: SignInWorld, minted: { readonly id: string }) => {
  const refusals = await refusalsOf(world, minted)
  return [await stateOf(world, minted), ...refusals].join(', ')
}

/** The card's own button is pressed, and the portal says something else of it. */
const pressAsSaid = async (world: SignInWorld) => {
  const { minted } = await begin(world)
  await world.press(victim, 'confirm')
  return cameTo(world, minted)
}

proveInWorld({
  guard: 'S14: only a button of the keyboard counts',
  attack: 'the command comes from a message’s menu',
  run: pressAsSaid,
  options: rewrittenDeliveries(press, ({ command }) => {
    if (command) command.context = 'menu'
  }),
  without: laundered('pressed', (event) => ({ ...event, signal: { ...event.signal, via: 'keyboard' } })),
  held: 'awaiting_confirm, notKeyboard',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: only the user who was asked counts',
  attack: 'another user presses the card with its own nonce',
  run: pressAsSaid,
  options: rewrittenDeliveries(press, ({ user }) => {
    if (user) user.id = String(stranger)
  }),
  without: laundered('pressed', (event) => ({ ...event, signal: { ...event.signal, userId: victim } })),
  held: 'awaiting_confirm, otherUser',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: only a message of our bot counts',
  attack: 'the button stands under another author’s message',
  run: pressAsSaid,
  options: rewrittenDeliveries(press, ({ message }) => {
    if (message) message.authorId = String(stranger)
  }),
  without: laundered('pressed', (event, { botId }) => ({
    ...event,
    signal: { ...event.signal, authorId: botId },
  })),
  held: 'awaiting_confirm, otherAuthor',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: only the card that was sent counts',
  attack: 'the nonce comes from another message of the bot',
  run: pressAsSaid,
  options: rewrittenDeliveries(press, ({ message }) => {
    if (message) message.id = '999999'
  }),
  without: laundered('pressed', (event, { state }) => {
    const known = 'approver' in state ? state.approver?.cardIds[0] : undefined
    return { ...event, signal: { ...event.signal, messageId: known ?? 0 } }
  }),
  held: 'awaiting_confirm, otherCard',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: only the nonce of the button counts',
  attack: 'the command is pressed with the pairing’s id and a guess',
  run: async (world) => {
    const { minted } = await begin(world)
    const { id } = await world.card(victim)
    const params = `${minted.id}.${'ab'.repeat(20)}`
    const button = {
      as: victim,
      messageId: id,
      botId: await world.botId(),
      command: 'pairing_answer',
      params,
    }
    await world.control('press', button)
    await world.settle()
    return cameTo(world, minted)
  },
  without: laundered('pressed', (event, { state }) => {
    const right = 'approver' in state ? state.approver?.confirmDigest : undefined
    return { ...event, signal: { ...event.signal, nonceDigest: right ?? '' } }
  }),
  held: 'awaiting_confirm, wrongNonce',
  broken: 'confirmed',
})

/** Everything that tells a typed or forwarded command from the button, at once. */
const asIfOnTheCard = laundered('pressed', (event, { state, botId }) => {
  const messageId = ('approver' in state ? state.approver?.cardIds[0] : undefined) ?? 0
  return { ...event, signal: { ...event.signal, via: 'keyboard', authorId: botId, messageId } }
})

proveInWorld({
  guard: 'S14: what is typed does not count',
  attack: 'the victim is talked into typing the command',
  run: async (world) => {
    const { minted } = await begin(world)
    const text = `/pairing_answer ${await world.buttonParams(victim, 'confirm')}`
    await world.control('say', { as: victim, dialogId: String(await world.botId()), text })
    await world.settle()
    return cameTo(world, minted)
  },
  without: asIfOnTheCard,
  held: 'awaiting_confirm, notKeyboard',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: what is forwarded does not count',
  attack: 'the victim’s card is forwarded and pressed there',
  run: async (world) => {
    const { minted } = await begin(world)
    const params = await world.buttonParams(victim, 'confirm')
    const { id } = await world.card(victim)
    const botId = await world.botId()
    await world.control('forward', { as: victim, messageId: id, dialogId: String(botId) })
    const copy = (await world.messages(victim)).at(-1)
    expect(copy?.id).not.toBe(id)
    const button = { as: victim, messageId: copy?.id, botId, command: 'pairing_answer', params }
    await world.control('press', button)
    await world.settle()
    return cameTo(world, minted)
  },
  without: asIfOnTheCard,
  held: 'awaiting_confirm, otherAuthor',
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S14: a program of somebody else presses for nobody',
  attack: 'another app calls im.message.command as another user',
  run: async (world) => {
    const mine = await begin(world, 'other', stranger)
    const { minted } = await begin(world)
    const params = await world.buttonParams(victim, 'confirm')
    expect(await stateOf(world, mine.minted)).toBe('awaiting_confirm')
    const own = await world.card(stranger)
    const [COMMAND_ID, BOT_ID] = ['pairing_answer', await world.botId()]
    const asked = { MESSAGE_ID: own.id, BOT_ID, COMMAND: COMMAND_ID, COMMAND_PARAMS: params }
    const answer = await world.call(stranger, 'im.message.command', asked, secondApp.clientId)
    expect(answer.error).toBeUndefined()
    await world.settle()
    return cameTo(world, minted)
  },
  without: laundered('pressed', (event, { state }) => {
    const messageId = ('approver' in state ? state.approver?.cardIds[0] : undefined) ?? 0
    return { ...event, signal: { ...event.signal, userId: victim, messageId } }
  }),
  held: 'awaiting_confirm, otherUser',
  broken: 'confirmed',
})

test('S14: the accepted risk, as it is: an app with the victim’s own im scope presses the card', async () => {
  const world = await createSignInWorld()
  const { minted } = await begin(world)
  const { id } = await world.card(victim)
  const params = await world.buttonParams(victim, 'confirm')
  const asked = {
    MESSAGE_ID: id,
    BOT_ID: await world.botId(),
    COMMAND: 'pairing_answer',
    COMMAND_PARAMS: params,
  }
  await world.call(victim, 'im.message.command', asked, secondApp.clientId)
  await world.settle()
  expect(await stateOf(world, minted)).toBe('confirmed')
})

const inGroup = async (world: SignInWorld) => {
  const minted = await world.site('shop').mint()
  const view = await world.browser().start(minted)
  await world.control('add-users', { as: 1, dialogId: 'chat11', userIds: [await world.botId()] })
  await world.settle()
  const context = JSON.parse(new URL(view.webLink).searchParams.get('BOT_CONTEXT') ?? '{}') as object // our own link
  await world.sendContext(victim, context, 'chat11')
  return cameTo(world, minted)
}

proveInWorld({
  guard: 'S14: only a private dialog counts',
  attack: 'the link names a group with the bot in it',
  run: inGroup,
  without: laundered('context', (event) => ({
    ...event,
    signal: { ...event.signal, dialog: 'private' },
  })),
  held: 'pending, groupDialog',
  broken: 'awaiting_confirm',
})

proveInWorld({
  guard: 'S11: a context event does nothing but ask',
  attack: 'the victim only follows the link of a plain site',
  run: async (world) => {
    const { minted, browser } = await begin(world, 'kiosk')
    const cards = (await world.cards(victim)).length
    const collected = (await browser.collect('kiosk')).status === 200 ? 'the result' : 'nothing'
    return `${cards} card, ${await stateOf(world, minted)}, the attacker gets ${collected}`
  },
  without: {
    step: (pairing, event, now) => {
      const asked = step(pairing, event, now)
      if (event.type !== 'context' || asked.kind !== 'moved' || asked.to.state.name !== 'awaiting_confirm')
        return asked
      const { starter, approver } = asked.to.state
      const state = {
        name: 'confirmed',
        starter,
        approver,
        finishDigest: null,
        confirmedAt: now,
        isLookedAt: false,
      } as const
      return { ...asked, to: { ...asked.to, state } }
    },
  },
  held: '1 card, awaiting_confirm, the attacker gets nothing',
  broken: /confirmed|consumed, the attacker gets the result/,
})

const withApply = (apply: (real: Stores['pairings']) => Stores['pairings']['apply']): WorldOptions => ({
  stores: (stores) => ({ ...stores, pairings: { ...stores.pairings, apply: apply(stores.pairings) } }),
})
const withoutCardLimits = withApply((real) => (change) => {
  const { cardLimits: _dropped, ...rest } = change
  return real.apply(rest)
})

proveInWorld({
  guard: 'S10: six cards a person and hour',
  attack: 'one victim is sent fifty links',
  run: async (world) => {
    for (let count = 0; count < 50; count += 1) await begin(world)
    return `${(await world.cards(victim)).length} cards`
  },
  without: withoutCardLimits,
  held: '6 cards',
  broken: '50 cards',
})

proveInWorld({
  guard: 'S10: no card soon after a decline',
  attack: 'the next link comes right after “Decline”',
  run: async (world) => {
    await begin(world)
    await world.press(victim, 'decline')
    const { minted } = await begin(world, 'other')
    return cameTo(world, minted)
  },
  without: withoutCardLimits,
  held: 'pending, coolingDown',
  broken: 'awaiting_confirm',
})

proveInWorld({
  guard: 'S6: ten minutes and no more',
  attack: 'the card is pressed after eleven minutes',
  run: async (world) => {
    const { minted } = await begin(world)
    expect(await stateOf(world, minted)).toBe('awaiting_confirm')
    const params = await world.buttonParams(victim, 'confirm')
    const { id } = await world.card(victim)
    world.pass(11 * 60_000)
    const botId = await world.botId()
    await world.control('press', { as: victim, messageId: id, botId, command: 'pairing_answer', params })
    await world.settle()
    return stateOf(world, minted)
  },
  without: {
    ...withApply((real) => (change) => real.apply({ ...change, beforeExpiry: false })),
    // Time stands still for everything but the sweeper, which is told that there is nothing to sweep.
    step: (pairing, event, now) =>
      event.type === 'timePassed'
        ? { kind: 'refused', reason: 'notAwaiting' }
        : step(pairing, event, Math.min(now, pairing.createdAt)),
  },
  held: /^(expired|awaiting_confirm)$/,
  broken: 'confirmed',
})

proveInWorld({
  guard: 'S7: of many presses one counts',
  attack: 'a hundred presses of one card at once',
  run: async (world) => {
    const { minted } = await begin(world)
    await world.press(victim, 'confirm')
    const { path = '', body = '' } =
      world.posted.findLast((post) => post.body.startsWith(`event=${press}`)) ?? {}
    const deliver = (count: number) =>
      world.fetch(
        new Request(`${world.publicUrl}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `${body}&n=${count}`,
        }),
      )
    await Promise.all(Array.from({ length: 100 }, (_, count) => deliver(count)))
    await world.settle()
    const lines = await world.audit({ pairingId: minted.id })
    const confirmed = lines.filter(({ kind }) => kind === 'confirmed').length
    const { text } = await world.metrics.print()
    const refused = [...text.matchAll(/^\w*pairing_refused_total\{.*\} (\d+)$/gm)]
    return `${confirmed} confirmed, ${refused.reduce((sum, [, count]) => sum + Number(count), 0)} refused`
  },
  // The portal's own delivery is kept back, and then comes a hundred times, told apart by one word.
  options: {
    launder: async (request) => {
      const text = await request.clone().text()
      const isOwn = text.startsWith(`event=${press}`) && !text.includes('&n=')
      return isOwn ? new Request(request.url, { method: 'POST', body: '' }) : request
    },
  },
  without: withApply((real) => async (change) => {
    for (;;) {
      const newest = await real.find({ id: change.from.id })
      if (!newest) return 'stale'
      const { version } = newest
      const applied = await real.apply({
        ...change,
        from: newest,
        to: { ...change.to, version: version + 1 },
      })
      if (applied !== 'stale') return applied
    }
  }),
  held: '1 confirmed, 99 refused',
  broken: /^([2-9]|\d\d+) confirmed/,
})
