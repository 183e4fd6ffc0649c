import { usedAt, type RestBudget } from '../../client/rest-budget.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import { untilAborted } from '../../client/timing.ts'

/** In this order when they wait for room: what people wait for goes first. */
const lanes = ['cards', 'exchange', 'edits', 'polls', 'rest'] as const
export type Lane = (typeof lanes)[number]

/** Room that polls and the rest leave for cards, so that a card never waits behind them. */
const keptFree: Readonly<Record<Lane, number>> = { cards: 0, exchange: 0, edits: 0, polls: 3, rest: 3 }

type Waiting = {
  readonly lane: Lane
  readonly isLook: boolean
  readonly signal: AbortSignal | undefined
  readonly enter: () => void
  readonly fail: (error: unknown) => void
}

export type RestLanes = {
  /** The same budget, entered by one lane; everything but the order is shared. */
  readonly lane: (lane: Lane) => RestBudget
  /** Resolves when a request of this lane would be sent at once; takes no room itself. */
  readonly untilRoom: (lane: Lane, signal?: AbortSignal) => Promise<void>
}

/** Lanes over one budget. */
export const createRestLanes = (parts: {
  readonly budget: RestBudget
  readonly clock: Clock
  readonly sleep: Sleep
}): RestLanes => {
  const { budget, clock, sleep } = parts
  const waiting: Waiting[] = []
  let pause: AbortController | undefined
  let isServing = false

  const first = () => {
    const alive = waiting.filter((one) => !one.signal?.aborted)
    waiting.splice(0, waiting.length, ...alive)
    return lanes.map((lane) => alive.find((one) => one.lane === lane)).find((one) => one !== undefined)
  }

  const msUntilRoom = (lane: Lane): number => {
    const state = budget.getState()
    const over = usedAt(state, clock.now()) + 1 - (state.capacity - keptFree[lane])
    return over <= 0 ? 0 : Math.ceil((over / state.drainPerSecond) * 1000)
  }

  const serve = async () => {
    if (isServing) return
    isServing = true
    for (let next = first(); next; next = first()) {
      const ms = msUntilRoom(next.lane)
      if (ms > 0) {
        pause = new AbortController()
        await sleep(ms, pause.signal).catch(() => undefined)
        continue // somebody more urgent may have come meanwhile
      }
      waiting.splice(waiting.indexOf(next), 1)
      if (!next.isLook) await budget.take().catch(next.fail)
      next.enter()
    }
    isServing = false
  }

  const enter = (lane: Lane, isLook: boolean, signal: AbortSignal | undefined): Promise<void> => {
    const entered = new Promise<void>((resolve, reject) => {
      waiting.push({ lane, isLook, signal, enter: resolve, fail: reject })
    })
    const onAbort = () => pause?.abort()
    signal?.addEventListener('abort', onAbort)
    pause?.abort()
    void serve()
    // The signal may live as long as the process.
    return untilAborted(entered, signal).finally(() => signal?.removeEventListener('abort', onAbort))
  }

  return {
    lane: (lane) => ({ ...budget, take: (signal) => enter(lane, false, signal) }),
    untilRoom: (lane, signal) => enter(lane, true, signal),
  }
}
