import { expect, test } from 'vitest'
import { createRestBudget } from '../../client/rest-budget.ts'
import { createFakeTime } from '../../testing/fake-time.ts'
import { openPortal, testHost } from '../../testing/emulator/open-portal.ts'
import { connectEndpoint } from '../portal/connect-endpoint.ts'
import { findBotByCode, registerBot, type KnownBot } from './bot-queries.ts'
import { proveContext } from './link-queries.ts'

const context = { promo: '100% off', n: 456, ok: true, none: {}, list: { 0: 'a' } }
const arrived = { promo: '100% off', n: 456, ok: true, none: [], list: ['a'] }
const anna = { hook: '2/annahook' }
const origin = `http://${testHost}`
const taken = () => Response.json({ result: { result: true }, time: {} })

/** A bot of ours; `onSend` stands between the console and the portal and may answer in the portal's place. */
const proving = async (onSend: () => Promise<Response | undefined> | undefined = () => undefined) => {
  const emulated = openPortal()
  const { clock, sleep: pause, waits } = createFakeTime()
  let sent = 0
  const portal = await connectEndpoint({
    mode: 'webhook',
    address: { base: `${origin}/rest/1/sandbox/`, origin },
    language: 'en',
    budget: createRestBudget({ clock, sleep: pause }),
    fetch: async (request) => {
      if (!request.url.includes('sendContext')) return emulated.emulator.fetch(request)
      sent += 1
      return (await onSend()) ?? emulated.emulator.fetch(request)
    },
  })
  const fields = { code: 'ours', botToken: 'our-token', properties: { name: 'Ours' } }
  const ours = await registerBot(portal, fields)
  const signal = new AbortController().signal
  const dialogId = String(ours.bot.id)
  const send = (other: Record<string, unknown>, as = {}) =>
    emulated.get('im.v2.Chat.Bot.sendContext', { dialogId, context: other }, as)
  const queue = { botId: ours.bot.id, botToken: 'our-token', limit: 1000 }
  const waiting = async () => (await emulated.get('imbot.v2.Event.get', queue)).events.length
  return {
    portal,
    ours,
    waits,
    send,
    waiting,
    sent: () => sent,
    /** Somebody else's events, until so many wait. */
    fill: async (count: number) => {
      await send({ a: 1 }, anna) // the first opens the dialog, which is an event of its own
      for (let more = count - (await waiting()); more > 0; more -= 1) await send({ a: 1 }, anna)
      expect(await waiting()).toBe(count)
    },
    prove: (known: KnownBot = ours, called = signal) =>
      proveContext(portal, { known, context, signal: called, pause }),
  }
}

test('the context that arrives as it was sent is a proof, and stays in the queue', async () => {
  const { prove, waiting } = await proving()
  const before = await waiting()
  expect(await prove()).toMatchObject({ kind: 'heard', received: arrived })
  expect(await waiting()).toBeGreaterThan(before)
})

test('another context of the same person is shown and is no proof, and the wait goes on', async () => {
  const world = await proving(() => world.send({ a: 'click' }).then(taken))
  expect(await world.prove()).toEqual({ kind: 'unheard', other: { a: 'click' }, isFull: false })
  expect(world.waits).toEqual(Array(7).fill(2000))
})

test('it is found behind another one', async () => {
  const world = await proving(() => world.send({ a: 'click' }).then(() => undefined))
  expect(await world.prove()).toMatchObject({ kind: 'heard', received: arrived })
})

test('the same context of somebody else proves nothing', async () => {
  const world = await proving(() => world.send(context, anna).then(taken))
  expect(await world.prove()).toEqual({ kind: 'unheard', other: undefined, isFull: false })
})

test('the same context of an earlier time proves nothing', async () => {
  const { send, prove } = await proving(() => Promise.resolve(taken()))
  await send(context)
  expect(await prove()).toEqual({ kind: 'unheard', other: undefined, isFull: false })
})

test('at exactly 1,000 waiting events the newest cannot be seen: nothing is sent', async () => {
  const { fill, prove, sent } = await proving()
  await fill(1000)
  expect(await prove()).toEqual({ kind: 'unprovable', why: 'fullQueue' })
  expect(sent()).toBe(0)
})

test('a queue that fills up meanwhile is told', async () => {
  const world = await proving(() => world.send({ a: 2 }, anna).then(taken))
  await world.fill(999)
  expect(await world.prove()).toEqual({ kind: 'unheard', other: undefined, isFull: true })
})

test('another app’s bot, and one by webhook, are not tried', async () => {
  const { portal, prove, sent } = await proving()
  const theirs = await findBotByCode(portal, { code: 'helpdesk_bot', botTokens: ['our-token'] })
  const posted = await registerBot(portal, {
    code: 'posted',
    botToken: 'our-token',
    eventMode: 'webhook',
    webhookUrl: 'https://bot.example/hook',
    properties: { name: 'Posted' },
  })
  expect(theirs && (await prove(theirs))).toEqual({ kind: 'unprovable', why: 'notOurs' })
  expect(await prove(posted)).toEqual({ kind: 'unprovable', why: 'webhook' })
  expect(sent()).toBe(0)
})

test('whoever stops waiting is not kept waiting', async () => {
  const stop = new AbortController()
  const { prove, ours, waits } = await proving(() => Promise.resolve(taken()))
  const proof = prove(ours, stop.signal)
  setTimeout(() => stop.abort(), 5)
  await expect(proof).rejects.toThrow()
  expect(waits.length).toBeLessThan(7)
})
