import { expect, test } from 'vitest'
import { createTestLog } from '../../testing/worker/test-log.ts'
import { createLiveFeed } from './live-feed.ts'

const soon = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits as long as it takes to let everybody else go on. */
const quick = async () => soon(1)

test('a change of this worker is told at once, to whoever listens to that pairing', () => {
  const feed = createLiveFeed({ versionsOf: undefined, sleep: quick, log: createTestLog() })
  const told: string[] = []
  const stop = feed.listen('a', () => told.push('a'))
  feed.listen('b', () => told.push('b'))
  feed.changed('a')
  stop()
  feed.changed('a')
  expect(told).toEqual(['a'])
})

test('a change of another worker is told, also one between the listening and the first look', async () => {
  let version = 1
  const feed = createLiveFeed({
    versionsOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, version]))),
    sleep: quick,
    log: createTestLog(),
  })
  let told = 0
  feed.listen('a', () => (told += 1))
  version = 2
  feed.start()
  await soon(20)
  expect(told).toBe(1)
  version = 3
  await soon(20)
  expect(told).toBe(2)
  await soon(20)
  expect(told).toBe(2)
  await feed.stop()
})

test('a look that fails is tried again', async () => {
  let looks = 0
  const feed = createLiveFeed({
    versionsOf: (ids) => {
      looks += 1
      return looks === 1
        ? Promise.reject(new Error('gone'))
        : Promise.resolve(new Map(ids.map((id) => [id, 1])))
    },
    sleep: quick,
    log: createTestLog(),
  })
  let told = 0
  feed.listen('a', () => (told += 1))
  feed.start()
  await soon(30)
  await feed.stop()
  expect(told).toBe(1)
})
