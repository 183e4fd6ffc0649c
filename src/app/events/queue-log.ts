import { createStore } from 'zustand/vanilla'
import type { Clock, Sleep } from '../../client/timing.ts'
import type { EventLine } from './describe-event.ts'
import { describeEvent } from './describe-event.ts'
import type { EventScope, EventStore, LogFacts } from './event-store.ts'
import { scopeKeyOf } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import type { OneTab } from './one-tab.ts'
import type { PeekedEvent } from './peeked-event.ts'
import { peekedEventOf } from './peeked-event.ts'
import type { Look, QueueMode } from './poll-queue.ts'
import { pollQueue } from './poll-queue.ts'
import type { QueuePage, QueueSource } from './queue-source.ts'

/** An event of the log with its line; `line.id` is its place in the log. */
export type LogEntry = { readonly peeked: PeekedEvent; readonly line: EventLine }

/** What the reading of the queue is at. */
type Reading =
  | { readonly state: 'off' | 'waiting' | 'looking' }
  | { readonly state: 'looked'; readonly look: Look }
  | { readonly state: 'failed'; readonly error: unknown; readonly nextAt: number }

export type QueueLogState = {
  readonly mode: QueueMode
  readonly reading: Reading
  /** Undefined until the store has answered. */
  readonly facts: LogFacts | undefined
  /** Newest first. */
  readonly entries: readonly LogEntry[]
  /** Since this log was opened: events that somebody else took from the queue. */
  readonly vanished: number
  /** Why nothing can be kept here. */
  readonly storeError: unknown
}

/** Rows drawn at first, and how many more come when asked for. */
const pageSize = 300

/**
 * One bot's log in one tab: what the store holds, and the poller that feeds it while this tab is the one that polls.
 * Where the browser gives no storage, or the person wants nothing kept, it is held in memory.
 */
export const createQueueLog = (parts: {
  readonly scope: EventScope
  readonly name: string
  readonly disk: EventStore
  /** Undefined where there is nothing to poll: the bot's events are posted, or the portal does not answer. */
  readonly source: QueueSource | undefined
  readonly oneTab: OneTab
  readonly clock: Clock
  readonly sleep: Sleep
}) => {
  const { scope, name, disk, source, oneTab, clock, sleep } = parts
  const memory = createMemoryStore()
  const made = new Map<number, LogEntry>()
  let shown = pageSize
  let before: QueuePage | undefined
  let polling: AbortController | undefined
  const state = createStore<QueueLogState>(() => ({
    mode: 'peek',
    reading: { state: 'off' },
    facts: undefined,
    entries: [],
    vanished: 0,
    storeError: undefined,
  }))
  const { getState, setState } = state
  const keeps = (): boolean => getState().storeError === undefined && getState().facts?.keeps !== false
  const store = (): EventStore => (keeps() ? disk : memory)

  const entryOf = (place: number, peeked: () => PeekedEvent): LogEntry => {
    const known = made.get(place)
    if (known) return known
    const event = peeked()
    const entry = { peeked: event, line: { ...describeEvent(event), id: place } }
    made.set(place, entry)
    return entry
  }

  const refresh = async (): Promise<void> => {
    const facts = await store().readFacts(scope)
    const page = await store().readPage(scope, { limit: shown })
    const entries = page.map(({ place, item }) => entryOf(place, () => peekedEventOf(item)))
    setState({ facts, entries })
  }

  /** Where the store stops working, events are shown from memory; nothing can be confirmed then. */
  const goOnWithoutDisk = async (error: unknown): Promise<void> => {
    setState({ storeError: error, mode: 'peek', facts: await memory.readFacts(scope) })
    made.clear()
    await refresh()
  }

  const openStore = async (): Promise<void> => {
    try {
      setState({ facts: await disk.readFacts(scope) })
      await disk.fold(scope)
      await refresh()
    } catch (error) {
      await goOnWithoutDisk(error)
    }
  }

  const poll = (signal: AbortSignal, from: QueueSource): Promise<void> => {
    setState({ reading: { state: 'looking' } })
    return pollQueue({
      mode: getState().mode,
      source: from,
      store: store(),
      scope,
      name,
      before,
      clock,
      sleep,
      signal,
      onLook: async (look) => {
        before = look.page
        const { vanished } = getState()
        if (look.added > 0 || getState().facts === undefined) {
          await refresh()
          oneTab.tell(scopeKeyOf(scope))
        }
        setState({ reading: { state: 'looked', look }, vanished: vanished + look.vanished })
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

  /** Another tab has changed something, perhaps whether anything is kept. */
  const catchUp = async (): Promise<void> => {
    if (getState().storeError !== undefined) return
    const facts = await disk.readFacts(scope)
    if (facts.keeps === keeps()) return refresh()
    made.clear()
    setState({ facts, mode: 'peek' })
    await refresh()
    restart()
  }

  /** Does something to the store between two looks. */
  const between = async (act: () => Promise<void>): Promise<void> => {
    stop()
    try {
      await act()
      await refresh()
      oneTab.tell(scopeKeyOf(scope))
    } finally {
      restart()
    }
  }

  return {
    subscribe: state.subscribe,
    getState,
    /** Reads what is stored and begins to poll; answers the way to stop. */
    open: () => {
      let isOpen = true
      const unfollow = oneTab.follow(scopeKeyOf(scope), () => void catchUp().catch(goOnWithoutDisk))
      void openStore().then(() => {
        if (isOpen) restart()
      })
      return () => {
        isOpen = false
        unfollow()
        stop()
      }
    },
    lookNow: restart,
    showMore: () => {
      shown += pageSize
      void refresh().catch(goOnWithoutDisk)
    },
    /** `own` needs a store that keeps. */
    setMode: (mode: QueueMode) => {
      if (mode === 'own' && !keeps()) return
      setState({ mode })
      restart()
    },
    wipe: () =>
      between(async () => {
        made.clear()
        await store().wipe(scope)
        setState({ vanished: 0 })
      }),
    /** Keeping nothing removes what was kept, and ends Own. */
    setKeeping: (isKept: boolean) =>
      between(async () => {
        made.clear()
        setState({ mode: 'peek' })
        await disk.setKeeping(scope, isKept)
        setState({ facts: await disk.readFacts(scope) })
      }),
  }
}
