import { reasonOf } from '../../lib/reason-of.ts'
import { createAlarm } from './alarm.ts'
import { createLoop, type Loop, type LoopParts } from './loop.ts'

/** Something to be tidied up every so often; `now` is epoch milliseconds, the answer how much it was. */
export type Chore = {
  readonly name: string
  readonly everyMs: number
  readonly run: (now: number) => Promise<number>
}

/** Does each chore at start and then every so often, each by itself: one that fails or takes long holds up no other. */
export const createPurgeLoop = (parts: LoopParts & { readonly chores: readonly Chore[] }): Loop => {
  const { clock, sleep, log } = parts
  const chores = parts.chores.map((chore) => ({ ...chore, alarm: createAlarm(sleep) }))
  const repeat = ({ name, everyMs, run, alarm }: (typeof chores)[number]) => {
    const work = async () => {
      const count = await run(clock.now())
      if (count > 0) log.info('tidied up', { chore: name, count })
    }
    return alarm.repeat(everyMs, work, (error) =>
      log.error('a chore failed', { chore: name, reason: reasonOf(error) }),
    )
  }
  return createLoop(
    () => Promise.all(chores.map(repeat)),
    () => chores.forEach(({ alarm }) => alarm.stop()),
  )
}
