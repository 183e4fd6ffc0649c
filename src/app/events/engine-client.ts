import type { Asker, PageWorker } from '../../lib/ask-worker.ts'
import { createAsker, pageWorkerOf } from '../../lib/ask-worker.ts'
import type { EngineFailure, EngineJobs, FromEngine, ToEngine, ViewNotice } from './engine-protocol.ts'
import type { EngineLine } from './engine-line.ts'
import { encodeEvents } from './event-bytes.ts'
import { buffersOf, columnsOf } from './event-columns.ts'
import type { EventOwner, EventStore } from './event-store.ts'
import { EventStoreError } from './event-store.ts'
import type { EventView } from './event-view.ts'
import { EventFileError } from './read-event-file.ts'
import { createPageView } from './page-view.ts'

/** A worker that dies this often within the time is not started again by itself. */
const mostDeaths = 3
const deathsWithinMs = 60_000

const errorOf = (failure: EngineFailure): Error => {
  if (failure.kind === 'store') return new EventStoreError(failure.code, failure.detail)
  if (failure.kind === 'file') return new EventFileError(failure.code, failure.detail)
  return failure.kind === 'cancelled'
    ? new DOMException('Called off.', 'AbortError')
    : new Error(failure.detail)
}

/** The events as the page reaches them: stored, listed and filtered by a worker, which is begun anew when it dies. */
export type EventEngine = EventStore & { readonly openView: (owner: EventOwner) => EventView }

export const createEngineClient = (
  start: () => PageWorker<ToEngine, FromEngine>,
  now: () => number = () => performance.now(),
): EventEngine => {
  type Listener = Parameters<EngineLine['follow']>[0]
  const listeners = new Set<Listener>()
  let asker: Asker<EngineJobs> | undefined
  let deaths: number[] = []
  let views = 0

  const begin = (): Asker<EngineJobs> =>
    createAsker<EngineJobs, EngineFailure, ViewNotice>({
      worker: start(),
      errorOf,
      onNotice: (notice) => listeners.forEach(({ onNotice }) => onNotice(notice)),
      onLost: (error) => {
        asker = undefined
        deaths = [...deaths.filter((at) => now() - at < deathsWithinMs), now()]
        listeners.forEach(({ onLost }) => onLost(deaths.length >= mostDeaths ? error : undefined))
      },
    })
  const ask: EngineLine['ask'] = (...asked) => (asker ??= begin()).ask(...asked)
  const line: EngineLine = {
    ask,
    nextView: () => ++views,
    follow: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }

  return {
    append: (scope, { items, name, isOwn }) => {
      const poll = { name, isOwn, columns: columnsOf(items), lines: encodeEvents(items) }
      const transfer = [poll.lines.buffer, ...buffersOf(poll.columns)]
      return ask('append', { scope, poll }, { transfer })
    },
    readFacts: async (owner, isWhole = false) => {
      const { storeError, ...facts } = await ask('facts', { owner, isWhole })
      return { ...facts, storeError: storeError && new EventStoreError(storeError, undefined) }
    },
    importFile: (owner, file, { name, ...options }) => ask('importFile', { owner, file, name }, options),
    fold: (scope) => ask('fold', { scope }),
    wipe: (scope) => ask('wipe', { owner: scope, scope }),
    wipeLog: (owner) => ask('wipe', { owner, scope: undefined }),
    setKeeping: (owner, keeps) => ask('keep', { owner, keeps }),
    catchUp: (owner) => ask('catchUp', { owner }),
    openView: (owner) => createPageView(line, owner),
  }
}

/** The web worker itself; its file lies beside the others of the build, wherever that is served from. */
export const startEventWorker = (): PageWorker<ToEngine, FromEngine> =>
  pageWorkerOf(new Worker(new URL('./event-worker.ts', import.meta.url), { type: 'module', name: 'events' }))
