import type { Clock, Sleep } from './timing.ts'
import { untilAborted } from './timing.ts'
import { TransportError } from './transport.ts'

/** A method the portal has closed for a while (OPERATION_TIME_LIMIT). */
type BlockedMethod = {
  readonly method: string
  /** Epoch milliseconds. */
  readonly until: number
}

/** A call that waits until a moment, and why: its method is closed, the portal is busy, the line broke. */
export type RestWait = {
  readonly method: string
  /** Epoch milliseconds. */
  readonly until: number
  readonly reason: 'closed' | 'busy' | 'line'
  /** Calls the call off; it then fails with `ABORTED`. */
  readonly callOff: () => void
}

/** A picture of the budget; a new object whenever something changed. */
export type BudgetState = {
  /** Requests in the bucket at `at`; it drains on its own, see `usedAt`. */
  readonly used: number
  /** Epoch milliseconds at which `used` was true. */
  readonly at: number
  readonly capacity: number
  readonly drainPerSecond: number
  /** Calls waiting for room. */
  readonly queued: number
  readonly blocked: readonly BlockedMethod[]
  readonly waits: readonly RestWait[]
}

/** The portal's leaky bucket as this tab sees it: one for all its calls, whatever the connection. */
export type RestBudget = {
  /** Resolves, first come first served, when one more request fits; rejects when the signal aborts. */
  readonly take: (signal?: AbortSignal) => Promise<void>
  /** The portal says the bucket is full, whoever filled it. */
  readonly fill: () => void
  /** Closes a method until then (epoch milliseconds). */
  readonly block: (method: string, until: number) => void
  /** Resolves when the method is open; rejects when the signal aborts. */
  readonly waitUntilOpen: (method: string, signal?: AbortSignal) => Promise<void>
  /** Waits until then, visibly; rejects when the signal aborts or somebody calls it off. */
  readonly wait: (wait: Omit<RestWait, 'callOff'>, signal?: AbortSignal) => Promise<void>
  readonly getState: () => BudgetState
  /** Calls back after every change; answers the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/** How much of the bucket is used at `now` (epoch milliseconds), the drain since the picture taken off. */
export const usedAt = (state: BudgetState, now: number): number =>
  Math.max(0, state.used - (Math.max(0, now - state.at) / 1000) * state.drainPerSecond)

/** The portal's documented bucket: 50 requests, 2 drained a second. */
export const createRestBudget = (options: {
  readonly clock: Clock
  readonly sleep: Sleep
  readonly capacity?: number
  readonly drainPerSecond?: number
}): RestBudget => {
  const { clock, sleep, capacity = 50, drainPerSecond = 2 } = options
  const listeners = new Set<() => void>()
  let state: BudgetState = {
    used: 0,
    at: clock.now(),
    capacity,
    drainPerSecond,
    queued: 0,
    blocked: [],
    waits: [],
  }
  let lastInLine: Promise<void> = Promise.resolve()

  const change = (part: Partial<BudgetState>) => {
    const now = clock.now()
    state = { ...state, used: usedAt(state, now), at: now, ...part }
    for (const listener of listeners) listener()
  }

  const waitForRoom = async (signal?: AbortSignal): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted()
      const used = usedAt(state, clock.now())
      if (used + 1 <= capacity) return change({ used: used + 1 })
      await sleep(Math.ceil(((used + 1 - capacity) / drainPerSecond) * 1000), signal)
    }
  }

  const wait: RestBudget['wait'] = async (asked, signal) => {
    const calledOff = new AbortController()
    const shown: RestWait = { ...asked, callOff: () => calledOff.abort() }
    const either = signal ? AbortSignal.any([signal, calledOff.signal]) : calledOff.signal
    change({ waits: [...state.waits, shown] })
    try {
      await sleep(asked.until - clock.now(), either)
    } catch (error) {
      throw calledOff.signal.aborted ? new TransportError('ABORTED', 'called off while it waited') : error
    } finally {
      change({ waits: state.waits.filter((other) => other !== shown) })
    }
  }

  return {
    take: async (signal) => {
      change({ queued: state.queued + 1 })
      const turn = lastInLine.then(() => waitForRoom(signal))
      lastInLine = turn.catch(() => undefined)
      try {
        await untilAborted(turn, signal)
      } finally {
        change({ queued: state.queued - 1 })
      }
    },
    fill: () => change({ used: capacity }),
    block: (method, until) => {
      const others = state.blocked.filter((blocked) => blocked.method !== method)
      change({ blocked: [...others, { method, until }] })
    },
    waitUntilOpen: async (method, signal) => {
      for (;;) {
        const found = state.blocked.find((blocked) => blocked.method === method)
        if (!found) return
        const { until } = found
        if (until > clock.now()) await wait({ method, until, reason: 'closed' }, signal)
        else change({ blocked: state.blocked.filter((blocked) => blocked !== found) })
      }
    },
    wait,
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
