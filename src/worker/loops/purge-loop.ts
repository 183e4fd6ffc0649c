import type { Clock, Sleep } from '../../client/timing.ts'
import type { Log } from '../ports/log.ts'
import { createAlarm } from './alarm.ts'
import type { Loop } from './loop.ts'

/** Something to be tidied up every so often; `now` is epoch milliseconds, the answer how much it was. */
export type Chore = {
  readonly name: string
  readonly everyMs: number
  readonly run: (now: number) => Promise<number>
}

/** Does each chore at start and then every so often, one after the other; one that fails holds up no other. */
export const createPurgeLoop = (parts: {
  readonly chores: readonly Chore[]
  readonly clock: Clock
  readonly sleep: Sleep
  readonly log: Log
}): Loop => {
  const { chores, clock, sleep, log } = parts
  const alarm = createAlarm(sleep)
  const dueAt = new Map<Chore, number>()
  let running: Promise<void> | undefined

  const runChore = async (chore: Chore) => {
    dueAt.set(chore, clock.now() + chore.everyMs)
    try {
      const count = await chore.run(clock.now())
      if (count > 0) log.info('tidied up', { chore: chore.name, count })
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      log.error('a chore failed', { chore: chore.name, reason })
    }
  }

  const run = async () => {
    while (!alarm.isStopped() && chores.length > 0) {
      for (const chore of chores)
        if (!alarm.isStopped() && (dueAt.get(chore) ?? 0) <= clock.now()) await runChore(chore)
      await alarm.wait(Math.min(...dueAt.values()) - clock.now())
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      alarm.stop()
      await running
    },
  }
}
