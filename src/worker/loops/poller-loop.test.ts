import { expect, onTestFinished, test } from 'vitest'
import { createPortalWorld, memberId, wantedBot } from '../../testing/worker/portal-world.ts'
import type { StoredArrival } from '../ports/inbox.ts'
import { signalOf } from '../portals/signal-of.ts'
import { createPollerLoop } from './poller-loop.ts'

type Options = Partial<Parameters<typeof createPollerLoop>[0]>

const codeOf = (index: number) => index.toString(16).padStart(64, '0')

const setUp = async () => {
  const world = await createPortalWorld()
  await world.connectWebhook()
  const botId = (await world.ensureBot(memberId, wantedBot))?.botId ?? 0
  const stored: StoredArrival[] = []
  const create = (options: Options = {}) => {
    const loop = createPollerLoop({
      portals: world.stores.portals,
      inbox: world.stores.inbox,
      leases: world.stores.leases,
      lines: world.lines,
      signalOf: (event) => signalOf(event, world.secrets),
      onStored: (arrivals) => stored.push(...arrivals),
      hasOpen: () => Promise.resolve(true),
      holder: 'one',
      clock: world.clock,
      sleep: world.sleep,
      log: world.log,
      ...options,
    })
    onTestFinished(() => loop.stop())
    return loop
  }
  const send = async (...indexes: number[]) => {
    for (const index of indexes) await world.sendContext({ pairCode: codeOf(index) }, String(botId))
  }
  world.requests.length = 0
  /** The parameters of each poll. */
  const polls = async () =>
    Promise.all(
      world.requests
        .filter(({ url }) => url.includes('Event.get'))
        .map(
          async (request) => JSON.parse(await request.clone().text()) as { offset?: number; limit: number },
        ), // sent by us
    )
  const digests = () => stored.map(({ signal }) => (signal?.kind === 'context' ? signal.codeDigest : ''))
  const expected = (...indexes: number[]) => indexes.map((index) => world.secrets.digest(codeOf(index)))
  return { world, botId, stored, create, send, polls, digests, expected }
}

test('events are stored, each once and in their order, then confirmed', async () => {
  const { world, create, send, polls, digests, expected } = await setUp()
  await send(1, 2, 3)
  const loop = create()
  loop.start()
  await world.until(async () => (await polls()).length >= 3)
  await send(4)
  await world.until(() => digests().length === 4)
  expect(digests()).toEqual(expected(1, 2, 3, 4))
  const [first, second] = await polls()
  expect(first).toMatchObject({ limit: 1000 })
  expect(first).not.toHaveProperty('offset')
  const offset = (await world.stores.portals.find(memberId))?.bot?.nextOffset ?? 0
  expect(second?.offset).toBeGreaterThan(0)
  expect(offset).toBeGreaterThan(second?.offset ?? 0)
})

test('an offset is never sent before its page is stored', async () => {
  const { world, create, send, polls, stored } = await setUp()
  await send(1)
  let isBroken = true
  const loop = create({
    inbox: {
      putPage: (page) =>
        isBroken ? Promise.reject(new Error('the disk is full')) : world.stores.inbox.putPage(page),
    },
  })
  loop.start()
  await world.until(async () => (await polls()).length >= 2)
  expect((await polls()).every((poll) => poll.offset === undefined)).toBe(true)
  isBroken = false
  await world.until(() => stored.length === 1, 8000)
})

test('no answer sets the offset back, empty or not', async () => {
  const pages = [[], [{ eventId: 9, type: 'X', date: '2026-11-20T12:00:00+00:00', data: {} }]]
  const { world, botId, create, polls } = await setUp()
  await world.stores.inbox.putPage({ memberId, botId, nextOffset: 5000, arrivals: [] })
  world.setIntercept((request) =>
    request.url.includes('Event.get')
      ? Response.json({ result: { events: pages.shift() ?? [], nextOffset: 0, hasMore: false }, time: {} })
      : undefined,
  )
  create().start()
  await world.until(async () => (await polls()).length >= 3)
  expect((await polls()).map(({ offset }) => offset)).toEqual(Array((await polls()).length).fill(5000))
  expect((await world.stores.portals.find(memberId))?.bot?.nextOffset).toBe(5000)
})

test('after a restart it goes on where it was', async () => {
  const { world, create, send, polls, digests, expected } = await setUp()
  await send(1)
  const first = create()
  first.start()
  await world.until(() => digests().length === 1)
  await first.stop()
  await send(2)
  world.requests.length = 0
  create({ holder: 'two' }).start()
  await world.until(() => digests().length === 2)
  expect(digests()).toEqual(expected(1, 2))
  expect((await polls())[0]?.offset).toBeGreaterThan(0)
})

test('of two workers one polls; the other takes over when it is gone', async () => {
  const { world, create, send, stored } = await setUp()
  const seen: string[] = []
  const first = create({ holder: 'one', onStored: (arrivals) => seen.push(...arrivals.map(() => 'one')) })
  const second = create({ holder: 'two', onStored: (arrivals) => seen.push(...arrivals.map(() => 'two')) })
  first.start()
  await world.until(() => world.requests.some(({ url }) => url.includes('Event.get')))
  second.start()
  await send(1, 2)
  await world.until(() => seen.length === 2)
  expect(seen).toEqual(['one', 'one'])
  await first.stop()
  await send(3)
  await world.until(() => seen.length === 3, 8000)
  expect(seen[2]).toBe('two')
  expect(stored).toEqual([])
})

test('a full page is followed after two seconds, an idle one after five, or thirty while nobody waits', async () => {
  const { world, create } = await setUp()
  const gaps = async (hasMore: boolean, hasOpen: boolean) => {
    const at: number[] = []
    world.setIntercept((request) => {
      if (!request.url.includes('Event.get')) return undefined
      at.push(world.clock.now())
      return Response.json({ result: { events: [], nextOffset: 0, hasMore }, time: {} })
    })
    const loop = create({ hasOpen: () => Promise.resolve(hasOpen) })
    loop.start()
    await world.until(() => at.length >= 2, 8000)
    await loop.stop()
    return (at[1] ?? 0) - (at[0] ?? 0)
  }
  expect(await gaps(true, true)).toBeGreaterThanOrEqual(1_950)
  expect(await gaps(false, true)).toBeGreaterThanOrEqual(4_950)
  expect(await gaps(false, false)).toBeGreaterThanOrEqual(29_900)
})

test('a busy or broken portal is asked more and more seldom, then as before', async () => {
  const { world, create, send, digests } = await setUp()
  await send(1)
  const at: number[] = []
  let failures = 3
  world.setIntercept((request) => {
    if (!request.url.includes('Event.get')) return undefined
    at.push(world.clock.now())
    failures -= 1
    if (failures < 0) return undefined
    return Response.json({ error: 'QUERY_LIMIT_EXCEEDED' }, { status: 503 })
  })
  create().start()
  await world.until(() => digests().length === 1, 8000)
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0))
  expect(gaps[0]).toBeGreaterThanOrEqual(4_950)
  expect(gaps[1]).toBeGreaterThanOrEqual(9_950)
  expect(gaps[2]).toBeGreaterThanOrEqual(19_950)
})

test('an event that is not as documented holds up no other', async () => {
  const { world, botId, create, digests, expected, send } = await setUp()
  await send(1, 2)
  world.setIntercept(async (request) => {
    if (!request.url.includes('Event.get')) return undefined
    const answer = (await (await world.emulator.fetch(request)).json()) as {
      result: { events: { type: string; data: unknown }[] } // the emulator's own answer
    }
    const first = answer.result.events.find(({ type }) => type === 'ONIMBOTV2CONTEXTGET')
    if (first) first.data = { bot: { id: botId }, context: 'broken' }
    return Response.json(answer)
  })
  create().start()
  await world.until(() => digests().length >= 1)
  expect(digests()).toEqual(expected(2))
  expect(world.log.lines.some(({ message }) => message.includes('not as documented'))).toBe(true)
})

test('a bot that is switched to webhooks is polled no more', async () => {
  const { world, create, polls } = await setUp()
  const loop = create()
  loop.start()
  await world.until(async () => (await polls()).length >= 1)
  await world.ensureBot(memberId, { ...wantedBot, mode: 'webhook' })
  await new Promise((resolve) => setTimeout(resolve, 600))
  const count = (await polls()).length
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect((await polls()).length).toBe(count)
})
