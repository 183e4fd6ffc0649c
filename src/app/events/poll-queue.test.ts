import { expect, test } from 'vitest'
import { RestError } from '../../contract/rest/rest-error.ts'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import { createEngineHere } from '../../testing/engine-here.ts'
import { createFakeTime } from '../../testing/fake-time.ts'
import { registerBot } from '../queries/bot-queries.ts'
import type { EventScope, EventStore, StoredUpTo } from './event-store.ts'
import type { Look, QueueMode } from './poll-queue.ts'
import { backoffMsOf, pollQueue } from './poll-queue.ts'
import type { QueueSource } from './queue-source.ts'
import { createQueueSource } from './queue-source.ts'

/** The memory store with the word of a disk: what it has, may be confirmed. */
const createTrustedStore = (): EventStore => {
  const { engine: memory } = createEngineHere()
  return {
    ...memory,
    append: async (scope, poll) => {
      const last = poll.items.at(-1)?.eventId
      const { added } = await memory.append(scope, poll)
      return { added, upTo: last === undefined ? undefined : ((last + 1) as StoredUpTo) } // stands in for the disk's
    },
  }
}

const portalWithBot = async () => {
  const made = await createEmulatedPortal()
  const { bot, botToken } = await registerBot(made.portal, {
    code: 'listener',
    botToken: 'our-token',
    properties: { name: 'Listener' },
  })
  const source = createQueueSource({ client: made.portal.client, botId: bot.id, botToken })
  const say = (text: string) => made.post('say', { as: 2, dialogId: String(bot.id), text })
  await say('first')
  await say('second')
  await made.takeRequests()
  const scope: EventScope = { origin: made.portal.origin, userId: 1, source: { kind: 'bot', botId: bot.id } }
  return { ...made, source, say, scope }
}

const offsetsOf = (requests: readonly { readonly params: unknown }[]) =>
  requests.map(({ params }) => (params as { offset?: number }).offset) // the emulator's own log

/** Polls until so many looks, failed or not, were made. */
const pollFor = async (
  count: number,
  queue: {
    readonly mode: QueueMode
    readonly source: QueueSource
    readonly scope: Parameters<EventStore['append']>[0]
    readonly store?: EventStore
    readonly onLook?: (look: Look) => Promise<unknown>
  },
) => {
  const { clock, sleep, waits } = createFakeTime()
  const { mode, source, scope, store = createTrustedStore(), onLook } = queue
  const ended = new AbortController()
  const looks: Look[] = []
  const failures: unknown[] = []
  const countDown = () => {
    if (looks.length + failures.length >= count) ended.abort()
  }
  await pollQueue({
    mode,
    source,
    store,
    scope,
    name: 'Listener',
    before: undefined,
    clock,
    sleep,
    signal: ended.signal,
    onLook: async (look) => {
      looks.push(look)
      await onLook?.(look)
      countDown()
    },
    onFailed: ({ error }) => {
      failures.push(error)
      countDown()
    },
  })
  return { looks, failures, waits, store }
}

test('Peek never sends an offset, however often it looks', async () => {
  const { source, scope, takeRequests } = await portalWithBot()
  const { looks, store } = await pollFor(3, { mode: 'peek', source, scope })
  expect(offsetsOf(await takeRequests())).toEqual([undefined, undefined, undefined])
  expect(looks.map(({ added }) => added)).toEqual([looks[0]?.added, 0, 0])
  expect((await store.readFacts(scope)).count).toBeGreaterThanOrEqual(2)
})

test('Own confirms just what it has stored, and then looks without an offset again', async () => {
  const { source, scope, takeRequests } = await portalWithBot()
  const { looks, store } = await pollFor(3, { mode: 'own', source, scope })
  expect((await store.readFacts(scope)).count).toBeGreaterThan(0)
  const newest = looks[0]?.page.events.at(-1)?.eventId ?? 0
  expect(offsetsOf(await takeRequests())).toEqual([undefined, newest + 1, undefined])
  expect(looks.at(-1)?.page.events).toEqual([])
})

test('nothing is confirmed while the store fails, and the same events come again', async () => {
  const { source, scope, takeRequests } = await portalWithBot()
  const store = { ...createTrustedStore(), append: () => Promise.reject(new Error('no room')) }
  const { failures } = await pollFor(3, { mode: 'own', source, scope, store })
  expect(failures).toHaveLength(3)
  expect(offsetsOf(await takeRequests())).toEqual([undefined, undefined, undefined])
})

test('nothing is confirmed where nothing is durable', async () => {
  const { source, scope, takeRequests } = await portalWithBot()
  await pollFor(3, { mode: 'own', source, scope, store: createEngineHere().engine })
  expect(offsetsOf(await takeRequests())).toEqual([undefined, undefined, undefined])
})

test('when another program confirms, that is noticed', async () => {
  const { source, scope } = await portalWithBot()
  const taken = async ({ page }: Look) => {
    const upTo = ((page.events.at(-1)?.eventId ?? 0) + 1) as StoredUpTo // the other program's
    await source.confirm(upTo, new AbortController().signal)
  }
  const { looks } = await pollFor(2, { mode: 'peek', source, scope, onLook: taken })
  expect(looks[1]?.vanished).toBe(looks[0]?.page.events.length)
})

test('with more to come Own waits two seconds between looks', async () => {
  const page = (eventId: number) => ({
    events: [{ eventId, type: 'X', date: '2026-11-20T10:00:00Z', data: {} }],
    hasMore: true,
  })
  let next = 1
  const answer = () => Promise.resolve(page(next++))
  const scope = { origin: 'https://company.example', userId: 1, source: { kind: 'bot', botId: 5 } } as const
  const { waits } = await pollFor(3, { mode: 'own', source: { peek: answer, confirm: answer }, scope })
  expect(waits.slice(0, 2)).toEqual([2000, 2000])
})

test('an offset that no store has made does not compile', async () => {
  const { source } = await portalWithBot()
  const signal = new AbortController().signal
  // @ts-expect-error -- a bare number is no proof that anything was stored
  const confirmBare = () => source.confirm(5, signal)
  expect(confirmBare).toBeTypeOf('function')
})

test('failures wait longer and longer, and a portal that says when is believed', () => {
  const error = new Error('busy')
  expect([1, 2, 3, 7, 20].map((n) => backoffMsOf(n, error, 0))).toEqual([
    5000, 10_000, 20_000, 300_000, 300_000,
  ])
  const closed = new RestError('imbot.v2.Event.get', { error: 'OPERATION_TIME_LIMIT', retryAt: 600_000 })
  expect(backoffMsOf(1, closed, 0)).toBe(600_000)
})
