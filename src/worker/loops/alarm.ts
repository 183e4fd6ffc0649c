import type { Sleep } from '../../client/timing.ts'

/** A wait that can be cut short. */
export type Alarm = {
  /** Resolves after `ms`, or as soon as somebody wakes or stops it; a call to `wake` before the wait is not lost. */
  readonly wait: (ms: number) => Promise<void>
  readonly wake: () => void
  /** Ends every wait, now and from now on. */
  readonly stop: () => void
  readonly isStopped: () => boolean
  /** Does it over and over until it is stopped, with so long a wait after each; what it throws goes to `onError`. */
  readonly repeat: (everyMs: number, work: () => unknown, onError: (error: unknown) => void) => Promise<void>
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
  const wait = async (ms: number) => {
    if (!isWoken && !isStopped && ms > 0) {
      waiting = new AbortController()
      await sleep(ms, waiting.signal).catch(() => undefined)
    }
    isWoken = false
  }
  return {
    wait,
    repeat: async (everyMs, work, onError) => {
      while (!isStopped) {
        try {
          await work()
        } catch (error) {
          onError(error)
        }
        await wait(everyMs)
      }
    },
    wake,
    stop: () => {
      isStopped = true
      wake()
    },
    isStopped: () => isStopped,
  }
}
