// Runs on the page of a real browser: the console's own event log, driven as its screen drives it.
import { pageWorkerOf } from '../src/lib/ask-worker.ts'
import { createEngineClient } from '../src/app/events/engine-client.ts'
import type { FromEngine, ToEngine } from '../src/app/events/engine-protocol.ts'
import type { EventFilter } from '../src/app/events/event-filter.ts'
import type { EventScope } from '../src/app/events/event-store.ts'
import type { ViewState } from '../src/app/events/event-view.ts'
import type { BareJobs } from './events-bare.ts'
import { sampleEvents } from './sample-events.ts'

const chunk = 1000
const owner = { origin: 'https://company.bitrix24.example', userId: 1 }
const queue: EventScope = { ...owner, source: { kind: 'bot', botId: 456 } }

const bareWorker = new Worker('/bare.js', { type: 'module' })
const engine = createEngineClient(() =>
  pageWorkerOf<ToEngine, FromEngine>(new Worker('/event-worker.js', { type: 'module' })),
)

const tasks: number[] = []
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
})

const bare = <K extends keyof BareJobs>(job: K, about?: Parameters<BareJobs[K]>[0]) =>
  new Promise<Awaited<ReturnType<BareJobs[K]>>>((resolve, reject) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<Awaited<ReturnType<BareJobs[K]>>>) => resolve(data)
    bareWorker.onerror = ({ message }) => reject(new Error(message))
    bareWorker.postMessage({ job, about }, [port2])
  })

const view = engine.openView(owner)
/** Until the view is as wanted. */
const until = (wanted: (state: ViewState) => boolean): Promise<number> =>
  new Promise((resolve) => {
    const check = () => {
      if (!wanted(view.getState())) return
      end()
      resolve(performance.now())
    }
    const end = view.subscribe(check)
    check()
  })
const isComplete = ({ of, lookedAt }: ViewState) => of > 0 && lookedAt >= of
/** Nothing may end the view while it is measured. */
const follow = () => view.subscribe(() => undefined)

let pages: (readonly ReturnType<typeof sampleEvents>[number][])[] = []

const jobs = {
  bare,
  /** Objects as a client has them, before anything is measured. */
  makePages: (count: number) => {
    pages = Array.from({ length: count / chunk }, (_, n) => [...sampleEvents(chunk, n * chunk)])
  },
  /** Milliseconds until all pages are stored durably. */
  store: async (lanes: number) => {
    await engine.wipeLog(owner)
    const waiting = [...pages]
    const startedAt = performance.now()
    const lane = async () => {
      for (let items = waiting.shift(); items; items = waiting.shift())
        await engine.append(queue, { items, name: 'Bench', isOwn: true })
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    const ms = performance.now() - startedAt
    const { count } = await engine.readFacts(owner, true)
    if (count !== pages.length * chunk) throw new Error(`${count} were stored`)
    return ms
  },
  wipe: () => engine.wipeLog(owner),
  /** A file into the log, with the list open. */
  importFile: async (count: number, first: number) => {
    const unfollow = follow()
    const before = (await engine.readFacts(owner, true)).count
    const file = await bare('file', { count, first })
    await new Promise((resolve) => setTimeout(resolve, 300))
    tasks.length = 0
    const startedAt = performance.now()
    const rows = until(({ total }) => total > before && view.rowAt(0) !== undefined)
    const stored = engine.importFile(owner, file, { name: `bench-${first}` })
    const firstRowsMs = (await rows) - startedAt
    const { added } = await stored
    if (added !== count) throw new Error(`${added} of ${count} were added`)
    const ms = (await until(({ total }) => total === before + count)) - startedAt
    await new Promise((resolve) => setTimeout(resolve, 100))
    unfollow()
    return { ms, firstRowsMs, longestTaskMs: Math.max(0, ...tasks) }
  },
  /** From the start of the worker to the first rows, and to all of them. */
  load: async (count: number) => {
    const startedAt = performance.now()
    const unfollow = follow()
    const firstRowsMs = (await until(() => view.rowAt(0) !== undefined)) - startedAt
    const ms = (await until((state) => isComplete(state) && state.total === count)) - startedAt
    unfollow()
    return { firstRowsMs, ms }
  },
  /** Until the first rows that a filter lets through, and until it is complete. */
  filter: async (filter: EventFilter | undefined) => {
    const unfollow = follow()
    tasks.length = 0
    const startedAt = performance.now()
    view.setFilter(filter)
    const firstRowsMs = (await until((state) => view.rowAt(0) !== undefined || isComplete(state))) - startedAt
    const ms = (await until(isComplete)) - startedAt
    const { total } = view.getState()
    unfollow()
    return { firstRowsMs, ms, total, longestTaskMs: Math.max(0, ...tasks) }
  },
  /** Milliseconds from a search's end being wished to its end. */
  cancel: async (filter: EventFilter) => {
    const unfollow = follow()
    view.setFilter(filter)
    await until(({ lookedAt }) => lookedAt > 0)
    const startedAt = performance.now()
    view.cancel()
    await engine.readFacts(owner)
    const ms = performance.now() - startedAt
    const { lookedAt, of } = view.getState()
    unfollow()
    return { ms, share: lookedAt / of }
  },
  /** Events that come so many a second; how long until the last of each answer is a row. */
  replay: async ({ perSecond, seconds, first }: { perSecond: number; seconds: number; first: number }) => {
    const unfollow = follow()
    view.setFilter(undefined)
    await until(isComplete)
    const before = view.getState().total
    const everyMs = 100
    const size = (perSecond * everyMs) / 1000
    const answers = Array.from({ length: (seconds * 1000) / everyMs }, (_, n) =>
      sampleEvents(size, first + n * size),
    )
    const delays: number[] = []
    tasks.length = 0
    const startedAt = performance.now()
    const storing: Promise<unknown>[] = []
    for (const [n, items] of answers.entries()) {
      const wait = startedAt + n * everyMs - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      const arrivedAt = performance.now()
      const last = items.at(-1)?.eventId ?? 0
      const seen = until(() => (view.rowAt(0)?.eventId ?? 0) >= last)
      storing.push(engine.append(queue, { items, name: 'Bench', isOwn: false }))
      storing.push(seen.then((at) => delays.push(at - arrivedAt)))
    }
    await Promise.all(storing)
    const lost = before + perSecond * seconds - view.getState().total
    unfollow()
    delays.sort((a, b) => a - b)
    return {
      lost,
      p95Ms: delays[Math.floor(delays.length * 0.95)] ?? 0,
      mostMs: delays.at(-1) ?? 0,
      longestTaskMs: Math.max(0, ...tasks),
    }
  },
}

export type PageJobs = typeof jobs
Object.assign(globalThis, { jobs })
