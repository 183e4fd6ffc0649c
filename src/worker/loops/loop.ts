import type { Clock, Sleep } from '../../client/timing.ts'
import type { Log } from '../ports/log.ts'

/** Work that goes on by itself until it is stopped. */
export type Loop = {
  readonly start: () => void
  /** Resolves when what is under way is done; nothing new is begun. */
  readonly stop: () => Promise<void>
}

/** What every loop needs beside its work. */
export type LoopParts = { readonly clock: Clock; readonly sleep: Sleep; readonly log: Log }

/** A loop of `run`, which ends soon after `end` was called. */
export const createLoop = (run: () => Promise<unknown>, end: () => void): Loop => {
  let running: Promise<unknown> | undefined
  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      end()
      await running
    },
  }
}
