import type { Clock, Sleep } from '../client/timing.ts'

/** Time that passes only when everybody waits: `sleep` moves the clock to the earliest one who waits. */
export type FakeTime = {
  readonly clock: Clock
  readonly sleep: Sleep
  /** How long each finished wait was asked to be, in milliseconds. */
  readonly waits: readonly number[]
}

type Waiting = { readonly until: number; readonly wake: () => void }

/** Starts at 1,000,000,000 ms; jumps as soon as nothing else is left to run. */
export const createFakeTime = (): FakeTime => {
  let now = 1_000_000_000
  let waiting: Waiting[] = []
  const waits: number[] = []
  let isJumpPlanned = false

  const jump = () => {
    isJumpPlanned = false
    const next = waiting.toSorted((a, b) => a.until - b.until)[0]
    if (!next) return
    waiting = waiting.filter((one) => one !== next)
    now = Math.max(now, next.until)
    next.wake()
    planJump()
  }
  // A macrotask: every promise that can go on does so before time moves.
  const planJump = () => {
    if (isJumpPlanned || waiting.length === 0) return
    isJumpPlanned = true
    setTimeout(jump, 0)
  }

  const sleep: Sleep = (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new Error('aborted'))
      const one: Waiting = {
        until: now + ms,
        wake: () => {
          waits.push(ms)
          resolve()
        },
      }
      waiting = [...waiting, one]
      signal?.addEventListener('abort', () => {
        waiting = waiting.filter((other) => other !== one)
        reject(new Error('aborted'))
      })
      planJump()
    })

  return { clock: { now: () => now }, sleep, waits }
}
