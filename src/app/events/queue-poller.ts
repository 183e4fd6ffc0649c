import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { Clock, Sleep } from '../../client/timing.ts'
import type { EventScope, EventStore } from './event-store.ts'
import { scopeKeyOf } from './event-store.ts'
import type { OneTab } from './one-tab.ts'
import type { Look, QueueMode } from './poll-queue.ts'
import { pollQueue } from './poll-queue.ts'
import type { QueuePage, QueueSource } from './queue-source.ts'

/** What the reading of a queue is at. */
type Reading =
  | { readonly state: 'off' | 'waiting' | 'looking' }
  | { readonly state: 'looked'; readonly look: Look }
  | { readonly state: 'failed'; readonly error: unknown; readonly nextAt: number }

export type QueueState = {
  readonly mode: QueueMode
  readonly reading: Reading
  /** Since this log was opened: events that somebody else took from the queue. */
  readonly vanished: number
}

/** One bot's queue in one tab: read while this tab is the one that reads it. */
export const createQueuePoller = (parts: {
  readonly scope: EventScope
  readonly name: string
  readonly store: EventStore
  /** Undefined where there is nothing to poll: the bot's events are posted, or the portal does not answer. */
  readonly source: QueueSource | undefined
  readonly oneTab: OneTab
  readonly clock: Clock
  readonly sleep: Sleep
  /** Whether what is stored outlives this tab; only then can a queue be owned, and one tab poll for all. */
  readonly keeps: () => boolean
  /** Something was stored. */
  readonly onStored: () => Promise<void>
}) => {
  const { scope, name, store, source, oneTab, clock, sleep, keeps, onStored } = parts
  const state: StoreApi<QueueState> = createStore<QueueState>(() => ({
    mode: 'peek',
    reading: { state: 'off' },
    vanished: 0,
  }))
  const { getState, setState } = state
  let before: QueuePage | undefined
  let polling: AbortController | undefined
  let isFirst = true

  const poll = (signal: AbortSignal, from: QueueSource): Promise<void> => {
    setState({ reading: { state: 'looking' } })
    return pollQueue({
      mode: getState().mode,
      source: from,
      store,
      scope,
      name,
      before,
      clock,
      sleep,
      signal,
      onLook: async (look) => {
        before = look.page
        if (look.added > 0 || isFirst) await onStored()
        isFirst = false
        setState({ reading: { state: 'looked', look }, vanished: getState().vanished + look.vanished })
      },
      onFailed: ({ error, nextAt }) => setState({ reading: { state: 'failed', error, nextAt } }),
    })
  }

  const stop = () => {
    polling?.abort()
    polling = undefined
  }
  const restart = () => {
    stop()
    if (!source) return setState({ reading: { state: 'off' } })
    const mine = new AbortController()
    polling = mine
    setState({ reading: { state: 'waiting' } })
    void oneTab.run({
      name: keeps() ? scopeKeyOf(scope) : undefined,
      signal: mine.signal,
      act: (signal) => poll(signal, source),
      onLetGo: () => setState({ reading: { state: 'waiting' } }),
    })
  }

  return {
    scope,
    subscribe: state.subscribe,
    getState,
    restart,
    stop,
    /** `own` needs a store that keeps. */
    setMode: (mode: QueueMode) => {
      if (mode === 'own' && !keeps()) return
      setState({ mode })
      restart()
    },
    /** Back to Peek, and nothing is missed any more. */
    reset: () => setState({ mode: 'peek', vanished: 0 }),
  }
}
