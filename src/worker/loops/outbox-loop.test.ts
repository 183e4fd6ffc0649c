import { describe, expect, onTestFinished, test } from 'vitest'
import type { BatchCommand } from '../../client/call-batch.ts'
import {
  createPortalWorld,
  memberId,
  wantedBot,
  type PortalWorld,
} from '../../testing/worker/portal-world.ts'
import { claimOf, samplePairing } from '../../testing/worker/sample-pairing.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import { createOutboxLoop } from './outbox-loop.ts'

type Options = Partial<Parameters<typeof createOutboxLoop>[0]>

/** A portal with a bot and a running outbox that says the pairing's id to user 2. */
const setUp = async (options: Options = {}, worldOptions = {}) => {
  const world = await createPortalWorld(worldOptions)
  await world.connectWebhook()
  const bot = await world.ensureBot(memberId, wantedBot)
  const botId = bot?.botId ?? 0
  const sent: { item: OutboxItem; messageId: number; at: number }[] = []
  const dead: { item: OutboxItem; code: string }[] = []
  const wordsOf = (item: OutboxItem): Promise<BatchCommand | undefined> =>
    Promise.resolve(
      item.kind === 'edit' && item.messageId !== null
        ? {
            method: 'imbot.v2.Chat.Message.update',
            params: { botId, messageId: item.messageId, fields: { message: 'decided', keyboard: 'N' } },
          }
        : {
            method: 'imbot.v2.Chat.Message.send',
            params: { botId, dialogId: '2', fields: { message: item.pairingId } },
          },
    )
  const loop = createOutboxLoop({
    outbox: world.stores.outbox,
    lines: world.lines,
    wordsOf,
    cardSent: (item, messageId) => {
      sent.push({ item, messageId, at: world.clock.now() })
      return Promise.resolve()
    },
    onDead: (item, code) => {
      dead.push({ item, code })
      return Promise.resolve()
    },
    clock: world.clock,
    sleep: world.sleep,
    log: world.log,
    ...options,
  })
  onTestFinished(() => loop.stop())
  world.requests.length = 0
  return { world, botId, loop, sent, dead, wordsOf }
}

let lastUser = 1000

/** Puts a card into the outbox as pairing does; each for another person, for cards are rationed. */
const putCard = async ({ stores, clock }: PortalWorld) => {
  const at = clock.now()
  const pairing = samplePairing({ memberId, createdAt: at, expiresAt: at + 600_000 })
  await stores.pairings.insert(pairing, [])
  const outbox = [{ memberId, pairingId: pairing.id, kind: 'card' as const, messageId: null }]
  lastUser += 1
  expect(await stores.pairings.apply(claimOf(pairing, { userId: lastUser }, { outbox, audit: [] }))).toBe(
    'applied',
  )
  return pairing.id
}

const putCards = (world: PortalWorld, count: number) =>
  Promise.all(Array.from({ length: count }, () => putCard(world)))

const methodsOf = ({ requests }: PortalWorld) =>
  requests.map(({ url }) => new URL(url).pathname.split('/').at(-1)?.replace('.json', ''))

const messagesTo = async (world: PortalWorld, botId: number) => {
  const answer = await world.control(`messages?dialogId=${botId}&as=2`)
  return (answer as { messages: { id: number; text: string }[] }).messages // the emulator's own answer
}

const isEmpty = (world: PortalWorld) => async () => (await world.stores.outbox.count()) === 0

describe('what waits', () => {
  test('alone goes as a call of its own, and its message is told before it is settled', async () => {
    const { world, loop, sent } = await setUp()
    const pairingId = await putCard(world)
    loop.start()
    await world.until(isEmpty(world))
    expect(methodsOf(world)).toEqual(['imbot.v2.Chat.Message.send'])
    expect(sent).toMatchObject([{ item: { pairingId }, messageId: expect.any(Number) as unknown }])
  })

  test('together goes as one batch; a wake spares the wait', async () => {
    const { world, loop, sent } = await setUp()
    loop.start()
    await putCards(world, 20)
    loop.wake()
    await world.until(isEmpty(world))
    expect(methodsOf(world).filter((method) => method === 'batch').length).toBeGreaterThanOrEqual(1)
    expect(world.requests.length).toBeLessThanOrEqual(3)
    expect(new Set(sent.map(({ item }) => item.pairingId)).size).toBe(20)
  })

  test('200 cards leave within seconds under the real limits, each once', async () => {
    const { world, botId, loop, sent } = await setUp({}, { limits: true })
    const ids = await putCards(world, 200)
    const startedAt = world.clock.now()
    loop.start()
    await world.until(isEmpty(world), 20_000)
    expect(Math.max(...sent.map(({ at }) => at)) - startedAt).toBeLessThan(10_000)
    expect(world.requests.length).toBeLessThanOrEqual(6)
    const texts = (await messagesTo(world, botId)).map(({ text }) => text)
    expect(texts.filter((text) => ids.includes(text)).toSorted()).toEqual(ids.toSorted())
  })

  test('has nothing to say any more: it is settled unsent', async () => {
    const { world, loop } = await setUp({ wordsOf: () => Promise.resolve(undefined) })
    await putCard(world)
    loop.start()
    await world.until(isEmpty(world))
    expect(world.requests).toEqual([])
  })

  test('finds no words once: it waits, and the others leave', async () => {
    let failures = 1
    const first = await setUp()
    await first.loop.stop()
    const { world, wordsOf, sent } = first
    const loop = createOutboxLoop({
      outbox: world.stores.outbox,
      lines: world.lines,
      wordsOf: (item) => {
        failures -= 1
        return failures === 0 ? Promise.reject(new Error('no words')) : wordsOf(item)
      },
      cardSent: (item, messageId) => {
        sent.push({ item, messageId, at: 0 })
        return Promise.resolve()
      },
      onDead: () => Promise.resolve(),
      clock: world.clock,
      sleep: world.sleep,
      log: world.log,
    })
    onTestFinished(() => loop.stop())
    await putCards(world, 3)
    loop.start()
    await world.until(isEmpty(world))
    expect(sent).toHaveLength(3)
    expect(sent.every(({ item }) => item.unanswered === 0)).toBe(true)
  })
})

describe('a portal', () => {
  test('that is busy gets it later, as often as it takes', async () => {
    const { world, loop, sent, dead } = await setUp()
    await world.control('faults', { kind: 'limit503', times: 2 })
    await world.control('faults', { kind: 'limit429', method: 'imbot.v2.Chat.Message.send', times: 1 })
    await putCard(world)
    loop.start()
    await world.until(isEmpty(world), 8000)
    expect({ sent: sent.length, dead: dead.length }).toEqual({ sent: 1, dead: 0 })
    expect(sent[0]?.item.unanswered).toBe(0)
  })

  test('that is not there, or does not open, gets it when it is back', async () => {
    const { world, loop, sent, dead } = await setUp()
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    let failures = 3
    world.setIntercept(() => {
      failures -= 1
      if (failures === 2) throw new TypeError('fetch failed', { cause: refused })
      if (failures >= 0) return Response.json({ error: 'INVALID_CREDENTIALS' }, { status: 401 })
      return undefined
    })
    await putCard(world)
    loop.start()
    await world.until(isEmpty(world), 8000)
    expect({ sent: sent.length, dead: dead.length }).toEqual({ sent: 1, dead: 0 })
    expect(sent[0]?.item.unanswered).toBe(0)
  })

  test('that refuses for good: the one refused is given up and told, the others leave', async () => {
    const { world, loop, sent, dead, wordsOf } = await setUp()
    await loop.stop()
    const [bad] = await putCards(world, 4)
    const another = createOutboxLoop({
      outbox: world.stores.outbox,
      lines: world.lines,
      wordsOf: async (item) => {
        const words = await wordsOf(item)
        if (item.pairingId !== bad || words?.method !== 'imbot.v2.Chat.Message.send') return words
        return { ...words, params: { ...words.params, dialogId: '999999' } }
      },
      cardSent: (item, messageId) => {
        sent.push({ item, messageId, at: 0 })
        return Promise.resolve()
      },
      onDead: (item, code) => {
        dead.push({ item, code })
        return Promise.resolve()
      },
      clock: world.clock,
      sleep: world.sleep,
      log: world.log,
    })
    onTestFinished(() => another.stop())
    another.start()
    await world.until(isEmpty(world))
    expect(sent).toHaveLength(3)
    expect(dead).toMatchObject([{ item: { pairingId: bad }, code: 'CHAT_NOT_FOUND' }])
  })
})

describe('a lost answer', () => {
  test('of a card: it is sent once more, and the second message is the one that is told', async () => {
    const { world, botId, loop, sent } = await setUp()
    await world.control('faults', { kind: 'drop', method: 'imbot.v2.Chat.Message.send', times: 1 })
    const pairingId = await putCard(world)
    loop.start()
    await world.until(isEmpty(world), 8000)
    const cards = (await messagesTo(world, botId)).filter(({ text }) => text === pairingId)
    expect(cards).toHaveLength(2)
    expect(sent).toMatchObject([{ item: { unanswered: 1 }, messageId: cards[1]?.id }])
  })

  test('twice: the card is given up, never sent a third time', async () => {
    const { world, botId, loop, dead } = await setUp()
    await world.control('faults', { kind: 'drop', method: 'imbot.v2.Chat.Message.send' })
    const pairingId = await putCard(world)
    loop.start()
    await world.until(isEmpty(world), 8000)
    expect((await messagesTo(world, botId)).filter(({ text }) => text === pairingId)).toHaveLength(2)
    expect(dead).toMatchObject([{ code: 'UNANSWERED' }])
  })

  test('of two workers that died over it: the card is given up, never sent a third time', async () => {
    const { world, botId, loop, dead } = await setUp()
    const pairingId = await putCard(world)
    for (let death = 0; death < 2; death += 1) {
      const taken = await world.stores.outbox.take({ memberId, limit: 1, holdMs: 1 })
      expect(taken).toMatchObject([{ pairingId, unanswered: death }])
      await world.until(async () => (await world.stores.outbox.listDue()).length === 1)
    }
    loop.start()
    await world.until(isEmpty(world))
    expect(methodsOf(world)).toEqual([])
    expect((await messagesTo(world, botId)).filter(({ text }) => text === pairingId)).toEqual([])
    expect(dead).toMatchObject([{ item: { pairingId, unanswered: 2 }, code: 'UNANSWERED' }])
  })

  test('of a batch is lost for all in it, and each leaves once more', async () => {
    const { world, botId, loop, sent } = await setUp()
    await world.control('faults', { kind: 'drop', method: 'batch', times: 1 })
    const ids = await putCards(world, 5)
    loop.start()
    await world.until(isEmpty(world), 8000)
    const texts = (await messagesTo(world, botId)).map(({ text }) => text)
    expect(texts.filter((text) => ids.includes(text))).toHaveLength(10)
    expect(sent).toHaveLength(5)
  })

  test('of an edit: it is said again until it is answered', async () => {
    const { world, botId, loop } = await setUp()
    const { id } = await world
      .clientFor(memberId)
      .call('imbot.v2.Chat.Message.send', { botId, dialogId: '2', fields: { message: 'card' } })
    await world.control('faults', { kind: 'drop', method: 'imbot.v2.Chat.Message.update', times: 3 })
    const pairing = samplePairing({
      memberId,
      createdAt: world.clock.now(),
      expiresAt: world.clock.now() + 600_000,
    })
    await world.stores.pairings.insert(pairing, [])
    const outbox = [{ memberId, pairingId: pairing.id, kind: 'edit' as const, messageId: id }]
    lastUser += 1
    await world.stores.pairings.apply(claimOf(pairing, { userId: lastUser }, { outbox, audit: [] }))
    loop.start()
    await world.until(isEmpty(world), 8000)
    expect((await messagesTo(world, botId)).at(-1)?.text).toBe('decided')
    expect(methodsOf(world).filter((method) => method?.endsWith('update'))).toHaveLength(4)
  })
})

test('stopping finishes what is under way and begins nothing new', async () => {
  const { world, loop, sent } = await setUp()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  world.setIntercept(async () => {
    await held
    return undefined
  })
  await putCard(world)
  loop.start()
  await world.until(() => world.requests.length === 1)
  const stopped = loop.stop()
  await putCard(world)
  release()
  await stopped
  expect(sent).toHaveLength(1)
  expect(await world.stores.outbox.count()).toBe(1)
})
