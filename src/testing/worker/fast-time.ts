import type { Clock, Sleep } from '../../client/timing.ts'
import { sleep } from '../../client/timing.ts'

/** Real time that runs `factor` times as fast, from a fixed moment on; for loops that wait for real databases. */
export const createFastTime = (factor = 20): { readonly clock: Clock; readonly sleep: Sleep } => {
  const startedAt = performance.now()
  const begin = Date.UTC(2026, 10, 20, 12)
  return {
    clock: { now: () => begin + Math.floor((performance.now() - startedAt) * factor) },
    sleep: (ms, signal) => sleep(ms / factor, signal),
  }
}
