import type { Sleep } from '../../client/timing.ts'

/** A wait that can be cut short. */
export type Alarm = {
  /** Resolves after `ms`, or as soon as somebody wakes or stops it; a call to `wake` before the wait is not lost. */
  readonly wait: (ms: number) => Promise<void>
  readonly wake: () => void
  /** Ends every wait, now and from now on. */
  readonly stop: () => void
  readonly isStopped: () => boolean
}

/** Made once: without a reason every `abort` makes an exception with its stack. */
const woken = new Error('woken')

export const createAlarm = (sleep: Sleep): Alarm => {
  let isStopped = false
  let isWoken = false
  let waiting: AbortController | undefined
  const wake = () => {
    isWoken = true
    waiting?.abort(woken)
  }
  return {
    wait: async (ms) => {
      if (!isWoken && !isStopped && ms > 0) {
        waiting = new AbortController()
        await sleep(ms, waiting.signal).catch(() => undefined)
      }
      isWoken = false
    },
    wake,
    stop: () => {
      isStopped = true
      wake()
    },
    isStopped: () => isStopped,
  }
}
