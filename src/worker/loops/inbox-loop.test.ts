import { expect, onTestFinished, test } from 'vitest'
import { createFastTime } from '../../testing/worker/fast-time.ts'
import { createTestLog } from '../../testing/worker/test-log.ts'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import type { Arrival, StoredArrival } from '../ports/inbox.ts'
import type { PressSignal } from '../ports/signal.ts'
import { createInboxLoop } from './inbox-loop.ts'

const signal: PressSignal = {
  kind: 'press',
  pairingId: 'p',
  nonceDigest: 'n',
  via: 'keyboard',
  userId: 2,
  messageId: 5,
  authorId: 7,
}

const arrivals = (...keys: string[]): Arrival[] =>
  keys.map((key) => ({ memberId: 'm', botId: 7, key, signal }))

const until = async (isTrue: () => boolean) => {
  for (const end = performance.now() + 5000; !isTrue();) {
    if (performance.now() > end) throw new Error('it did not become true')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const setUp = async (handle: (arrival: StoredArrival) => Promise<void>) => {
  const { stores, clock, setNow } = await openTestSqlite()
  const log = createTestLog()
  const givenUp: string[] = []
  const { sleep } = createFastTime(100)
  const loop = createInboxLoop({
    inbox: stores.inbox,
    handle,
    onGivenUp: ({ key }) => {
      givenUp.push(key)
      return Promise.resolve()
    },
    clock,
    sleep,
    log,
  })
  onTestFinished(() => loop.stop())
  const open = () => stores.inbox.listOpen({ before: clock.now() + 1e9, limit: 100 })
  return { inbox: stores.inbox, setNow, loop, log, givenUp, open }
}

test('what is accepted is worked off and finished', async () => {
  const seen: string[] = []
  const { inbox, loop, open } = await setUp(({ key }) => {
    seen.push(key)
    return Promise.resolve()
  })
  loop.start()
  loop.accept(await inbox.put(arrivals('a', 'b')))
  await until(() => seen.length === 2)
  await loop.stop()
  expect(await open()).toEqual([])
})

test('what a crash left is picked up at start, and later too; what is in hand is not', async () => {
  const seen: string[] = []
  const { inbox, setNow, loop } = await setUp(({ key }) => {
    seen.push(key)
    return Promise.resolve()
  })
  await inbox.put(arrivals('left'))
  await setNow(1_000_000_000_001)
  loop.start()
  await until(() => seen.length === 1)
  await inbox.put(arrivals('left by another worker'))
  await setNow(1_000_000_060_000)
  await until(() => seen.length === 2)
  expect(seen).toEqual(['left', 'left by another worker'])
})

test('what is in hand is not taken twice', async () => {
  const seen: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const { inbox, setNow, loop } = await setUp(({ key }) => {
    seen.push(key)
    return held
  })
  const stored = await inbox.put(arrivals('a'))
  loop.accept(stored)
  loop.accept(stored)
  await setNow(1_000_000_060_000)
  loop.start()
  await new Promise((resolve) => setTimeout(resolve, 300))
  release()
  await loop.stop()
  expect(seen).toEqual(['a'])
})

test('one that throws is tried again and holds up no other', async () => {
  const seen: string[] = []
  const { inbox, loop, open, givenUp } = await setUp(({ key }) => {
    seen.push(key)
    const isBad = key === 'bad' && seen.filter((other) => other === 'bad').length < 3
    return isBad ? Promise.reject(new Error('not yet')) : Promise.resolve()
  })
  loop.accept(await inbox.put(arrivals('bad', 'good')))
  await until(() => seen.filter((key) => key === 'bad').length === 3)
  await loop.stop()
  expect(seen.slice(0, 2)).toEqual(['bad', 'good'])
  expect(givenUp).toEqual([])
  expect(await open()).toEqual([])
})

test('one that always throws is given up, told, and finished', async () => {
  const { inbox, loop, open, givenUp, log } = await setUp(() => Promise.reject(new Error('never')))
  loop.accept(await inbox.put(arrivals('bad')))
  await until(() => givenUp.length === 1)
  await loop.stop()
  expect(givenUp).toEqual(['bad'])
  expect(await open()).toEqual([])
  expect(log.lines.filter(({ level }) => level === 'error').length).toBeGreaterThan(3)
})

test('stopping waits for what is under way; what failed stays open for the next start', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const { inbox, loop, open } = await setUp(({ key }) =>
    key === 'slow' ? held : Promise.reject(new Error('no')),
  )
  loop.start()
  loop.accept(await inbox.put(arrivals('slow', 'failing')))
  const stopped = loop.stop()
  let isStopped = false
  void stopped.then(() => (isStopped = true))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isStopped).toBe(false)
  release()
  await stopped
  expect((await open()).map(({ key }) => key)).toEqual(['failing'])
})
