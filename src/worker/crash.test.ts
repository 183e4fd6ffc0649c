import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { crashPoints, type CrashPoint } from '../testing/worker/crash-points.ts'
import { findBroken, runThroughCrash } from '../testing/worker/crash-run.ts'
import {
  bundleCrashChild,
  createCrashWorld,
  pause,
  type CrashOptions,
} from '../testing/worker/crash-world.ts'

/** Processes take their time to start where the processor is shared. */
const timeout = 90_000
const times = [1, 2, 3] as const

let childFile = ''
beforeAll(async () => {
  childFile = await bundleCrashChild()
})
afterAll(() => rmSync(childFile, { force: true }))

/** A worker that will die at the point, once. */
const openWorld = async (point: CrashPoint, options: Omit<CrashOptions, 'childFile'>) => {
  const world = await createCrashWorld({ childFile, ...options })
  onTestFinished(world.close)
  world.start(point)
  while (!(await world.isReady())) await pause(20)
  return world
}

const modeOf = (point: CrashPoint) => (point === 'stored/not confirmed' ? 'fetch' : 'webhook')

describe.each(crashPoints.filter((point) => point !== 'card/no id'))('kill -9 at %s', (point) => {
  test.for(times)(
    'nothing is lost, nobody is bound twice or wrongly, one card (%i)',
    { timeout },
    async (time) => {
      // Not posted again: then only what was stored can go on.
      const world = await openWorld(point, { mode: modeOf(point), postsAgain: time > 1 })
      const run = await runThroughCrash(world, { as: 2 })
      expect(world.crashes()).toBe(1)
      expect(await findBroken(world, run, 2)).toEqual([])
      expect(run.cards).toHaveLength(1)
      expect(run.outcome).toBe(point === 'collected/no answer' ? 'answerLost' : 'signedIn')
      // Whoever lost the answer signs in anew; the worker works as ever.
      const next = await runThroughCrash(world, { as: 2 })
      expect(next).toMatchObject({ outcome: 'signedIn', subject: `${world.memberId}:2` })
      expect(await findBroken(world, next, 2)).toEqual([])
    },
  )
})

describe('kill -9 at card/no id', () => {
  test.for(times)(
    'the card is sent once more with the same buttons, either works and both are closed (%i)',
    { timeout },
    async (time) => {
      const world = await openWorld('card/no id', { mode: 'webhook', postsAgain: time === 3 })
      const which = time === 2 ? 'first' : 'last'
      const cardsBefore = time === 3 ? 1 : 2
      const run = await runThroughCrash(world, { as: 2, cardsBefore, which })
      expect(world.crashes()).toBe(1)
      expect(run).toMatchObject({ outcome: 'signedIn', subject: `${world.memberId}:2` })
      // Pressed before it could be sent again, it is known by the press and stays the only one.
      expect(run.cards).toHaveLength(cardsBefore)
      expect(await findBroken(world, run, 2)).toEqual([])
    },
  )
})
