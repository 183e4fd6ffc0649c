import type { Clock, Sleep } from '../../client/timing.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import type { Log } from '../ports/log.ts'
import { createAlarm, type Alarm } from './alarm.ts'
import type { Loop } from './loop.ts'

/** Something to be tidied up every so often; `now` is epoch milliseconds, the answer how much it was. */
export type Chore = {
  readonly name: string
  readonly everyMs: number
  readonly run: (now: number) => Promise<number>
}

/** Does each chore at start and then every so often, each by itself: one that fails or takes long holds up no other. */
export const createPurgeLoop = (parts: {
  readonly chores: readonly Chore[]
  readonly clock: Clock
  readonly sleep: Sleep
  readonly log: Log
}): Loop => {
  const { chores, clock, sleep, log } = parts
  const alarms = chores.map(() => createAlarm(sleep))
  let running: Promise<unknown> | undefined

  const runChore = async (chore: Chore) => {
    try {
      const count = await chore.run(clock.now())
      if (count > 0) log.info('tidied up', { chore: chore.name, count })
    } catch (error) {
      log.error('a chore failed', { chore: chore.name, reason: reasonOf(error) })
    }
  }

  const repeat = async (chore: Chore, alarm: Alarm) => {
    while (!alarm.isStopped()) {
      const startedAt = clock.now()
      await runChore(chore)
      await alarm.wait(startedAt + chore.everyMs - clock.now())
    }
  }

  return {
    start: () => {
      running ??= Promise.all(
        chores.map((chore, index) => repeat(chore, alarms[index] ?? createAlarm(sleep))),
      )
    },
    stop: async () => {
      for (const alarm of alarms) alarm.stop()
      await running
    },
  }
}
