import { expect, test } from 'vitest'
import { createFakeTime } from '../../testing/fake-time.ts'
import { createFastTime } from '../../testing/worker/fast-time.ts'
import { createTestLog } from '../../testing/worker/test-log.ts'
import { createPurgeLoop } from './purge-loop.ts'

test('each chore is done at start and in its own rhythm; one that fails holds up no other', async () => {
  const { clock, sleep } = createFakeTime()
  const begin = clock.now()
  const log = createTestLog()
  const done: string[] = []
  const chore = (name: string, everyMs: number, result: () => Promise<number>) => ({
    name,
    everyMs,
    run: (now: number) => {
      done.push(`${name} ${now - begin}`)
      return result()
    },
  })
  const loop = createPurgeLoop({
    chores: [
      chore('expire', 1_000, () => Promise.reject(new Error('no'))),
      chore('purge', 2_500, () => Promise.resolve(3)),
    ],
    clock,
    sleep,
    log,
  })
  loop.start()
  while (done.length < 7) await new Promise((resolve) => setTimeout(resolve, 1))
  await loop.stop()
  expect(done.slice(0, 7)).toEqual([
    'expire 0',
    'purge 0',
    'expire 1000',
    'expire 2000',
    'purge 2500',
    'expire 3000',
    'expire 4000',
  ])
  expect(log.lines.map(({ message }) => message)).toContain('a chore failed')
  expect(log.lines).toContainEqual({
    level: 'info',
    message: 'tidied up',
    fields: { chore: 'purge', count: 3 },
  })
})

test('a chore that takes long holds up no other', async () => {
  const { clock, sleep } = createFastTime()
  let done = 0
  let release: () => void = () => undefined
  const loop = createPurgeLoop({
    chores: [
      {
        name: 'slow',
        everyMs: 10,
        run: () => new Promise<number>((resolve) => (release = () => resolve(0))),
      },
      { name: 'quick', everyMs: 10, run: () => Promise.resolve((done += 1)) },
    ],
    clock,
    sleep,
    log: createTestLog(),
  })
  loop.start()
  await expect.poll(() => done).toBeGreaterThan(3)
  release()
  await loop.stop()
})
