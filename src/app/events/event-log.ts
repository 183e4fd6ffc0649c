import { createStore } from 'zustand/vanilla'
import type { Clock, Sleep } from '../../client/timing.ts'
import type { EventEngine } from './engine-client.ts'
import type { EventOwner, EventScope, LogFacts } from './event-store.ts'
import { ownerKeyOf } from './event-store.ts'
import type { OneTab } from './one-tab.ts'
import type { QueueMode } from './poll-queue.ts'
import type { QueueState } from './queue-poller.ts'
import { createQueuePoller } from './queue-poller.ts'
import type { QueueSource } from './queue-source.ts'

/** A bot's queue that feeds the log. */
export type LogQueue = {
  readonly botId: number
  readonly name: string
  /** Undefined where there is nothing to poll. */
  readonly source: QueueSource | undefined
}

export type EventLogState = {
  /** Undefined until the store has answered. */
  readonly facts: LogFacts | undefined
  /** By the bot's id. */
  readonly queues: Readonly<Record<number, QueueState>>
  /** Why the store does not answer. */
  readonly error: unknown
}

/** One person's log in one tab: what the store holds, and the queues that feed it while this tab is the one that polls. */
export const createEventLog = (parts: {
  readonly owner: EventOwner
  readonly queues: readonly LogQueue[]
  readonly engine: EventEngine
  readonly oneTab: OneTab
  readonly clock: Clock
  readonly sleep: Sleep
}) => {
  const { owner, engine, oneTab, clock, sleep } = parts
  const channel = ownerKeyOf(owner)
  const { getState, setState, subscribe } = createStore<EventLogState>(() => ({
    facts: undefined,
    queues: {},
    error: undefined,
  }))
  const keeps = (): boolean => {
    const { facts } = getState()
    return facts?.keeps === true && facts.storeError === undefined
  }

  const refresh = async (isWhole = false): Promise<void> =>
    setState({ facts: await engine.readFacts(owner, isWhole), error: undefined })

  const pollers = parts.queues.map(({ botId, name, source }) => {
    const scope: EventScope = { ...owner, source: { kind: 'bot', botId } }
    const onStored = async () => {
      await refresh()
      oneTab.tell(channel)
    }
    const poller = createQueuePoller({
      scope,
      name,
      store: engine,
      source,
      oneTab,
      clock,
      sleep,
      keeps,
      onStored,
    })
    const show = () => setState({ queues: { ...getState().queues, [botId]: poller.getState() } })
    show()
    return { botId, poller, show }
  })
  const restartAll = () => pollers.forEach(({ poller }) => poller.restart())
  const say = (error: unknown) => setState({ error })

  /** Another tab has changed something, perhaps whether anything is kept. */
  const catchUp = async (): Promise<void> => {
    const before = keeps()
    await engine.catchUp(owner)
    await refresh()
    if (keeps() === before) return
    pollers.forEach(({ poller }) => poller.reset())
    restartAll()
  }

  /** Does something to the store between two looks. */
  const between = async (act: () => Promise<void>): Promise<void> => {
    pollers.forEach(({ poller }) => poller.stop())
    try {
      await act()
      await refresh()
      oneTab.tell(channel)
    } finally {
      restartAll()
    }
  }

  return {
    subscribe,
    getState,
    /** Reads what is stored and begins to poll; answers the way to stop. */
    open: () => {
      let isOpen = true
      const unfollow = oneTab.follow(channel, () => void catchUp().catch(say))
      const unsubscribe = pollers.map(({ poller, show }) => poller.subscribe(show))
      const begin = async () => {
        await refresh()
        if (isOpen) restartAll()
        await refresh(true)
        for (const { poller } of pollers) await engine.fold(poller.scope)
      }
      void begin().catch(say)
      return () => {
        isOpen = false
        unfollow()
        unsubscribe.forEach((end) => end())
        pollers.forEach(({ poller }) => poller.stop())
      }
    },
    /** Also the way on after an error of the store. */
    lookNow: () => {
      void refresh().catch(say)
      restartAll()
    },
    setMode: (botId: number, mode: QueueMode) =>
      pollers.find((one) => one.botId === botId)?.poller.setMode(mode),
    /** Of one source, or of all. */
    wipe: (scope?: EventScope) =>
      between(async () => {
        await (scope ? engine.wipe(scope) : engine.wipeLog(owner))
        pollers.forEach(({ poller }) => poller.reset())
      }),
    /** Keeping nothing removes what was kept, and ends Own. */
    setKeeping: (isKept: boolean) =>
      between(async () => {
        pollers.forEach(({ poller }) => poller.reset())
        await engine.setKeeping(owner, isKept)
      }),
  }
}
