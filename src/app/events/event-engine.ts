import { lineAt } from './event-bytes.ts'
import type { EventDatabase } from './event-db.ts'
import type { EngineAsk, EngineFailure, EngineJobs, FromEngine, ToEngine } from './engine-protocol.ts'
import type { EventFilter } from './event-filter.ts'
import type { EventOwner } from './event-store.ts'
import { EventStoreError, ownerKeyOf } from './event-store.ts'
import { blockOf, rowOf } from './event-table.ts'
import type { FilteredList } from './filtered-list.ts'
import { createFilteredList } from './filtered-list.ts'
import type { KeptLog } from './kept-log.ts'
import { createKeptLog } from './kept-log.ts'
import { importFile } from './import-file.ts'
import { EventFileError } from './read-event-file.ts'
import { countBySpan, listValues, readRow } from './read-view.ts'

type Outside = {
  readonly db: EventDatabase
  readonly post: (message: FromEngine, transfer?: readonly ArrayBuffer[]) => void
  /** Lets waiting messages in. */
  readonly pause: () => Promise<void>
  readonly now: () => number
}

type View = {
  readonly id: number
  readonly log: KeptLog
  readonly filter: EventFilter | undefined
  list: FilteredList
  from: number
  to: number
  pushedAt: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** The page draws no oftener. */
const pushMs = 16
/** Rows that are sent before the page has said which ones it shows. */
const firstRows = 60

const failureOf = (error: unknown): EngineFailure => {
  if (error instanceof EventStoreError) return { kind: 'store', code: error.code, detail: error.message }
  if (error instanceof EventFileError) return { kind: 'file', code: error.code, detail: error.message }
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'cancelled' }
  return { kind: 'broken', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' }
}

/** The worker's side: holds the logs and answers views, never longer than a slice at a time. */
export const createEventEngine = ({ db, post, pause, now }: Outside) => {
  const logs = new Map<string, KeptLog>()
  const views = new Map<number, View>()
  const cancelled = new Set<number>()

  const push = (view: View) => {
    clearTimeout(view.timer)
    view.timer = undefined
    view.pushedAt = now()
    const [slots, table] = [view.list.slots(), view.log.table()]
    const total = slots.length
    const from = Math.min(view.from, total)
    const rows = Array.from({ length: Math.min(view.to, total) - from }, (_, n) =>
      readRow(table, slots[total - 1 - from - n] ?? 0),
    )
    const error = view.list.error()
    post({
      id: 0,
      notice: {
        view: view.id,
        of: Math.max(view.log.count(), table.count()),
        total,
        lookedAt: view.list.lookedAt(),
        failure: error === undefined ? undefined : error instanceof Error ? error.message : 'unknown',
        from,
        rows: rows.filter((row) => row !== undefined),
      },
    })
  }
  const pushSoon = (view: View) => {
    if (view.timer !== undefined) return
    view.timer = setTimeout(() => push(view), Math.max(0, view.pushedAt + pushMs - now()))
  }

  const listOf = (view: Pick<View, 'id' | 'log' | 'filter'>): FilteredList =>
    createFilteredList(view.filter, {
      table: view.log.table(),
      records: view.log.records,
      pause,
      now,
      onChange: () => {
        const shown = views.get(view.id)
        if (shown) pushSoon(shown)
      },
    })

  const logOf = (owner: EventOwner): KeptLog => {
    const key = ownerKeyOf(owner)
    const known = logs.get(key)
    if (known) return known
    const mine = () => [...views.values()].filter(({ log }) => log === made)
    const made: KeptLog = createKeptLog({
      owner,
      db,
      pause,
      follower: {
        onReset: () => {
          for (const view of mine()) {
            view.list.end()
            view.list = listOf(view)
            void view.list.run()
          }
        },
        onAdded: (stretches) => mine().forEach(({ list }) => list.add(stretches)),
        onFacts: () => mine().forEach(pushSoon),
      },
    })
    logs.set(key, made)
    return made
  }

  const viewOf = (id: number): View => {
    const view = views.get(id)
    if (!view) throw new Error('no such view')
    return view
  }

  const open = (ask: EngineJobs['filter']['ask']) => {
    const log = logOf(ask.owner)
    const about = { id: ask.view, log, filter: ask.filter }
    const view: View = {
      ...about,
      list: listOf(about),
      from: 0,
      to: firstRows,
      pushedAt: -Infinity,
      timer: undefined,
    }
    views.set(view.id, view)
    void view.list.run()
  }

  const close = (id: number) => {
    const view = views.get(id)
    view?.list.end()
    clearTimeout(view?.timer)
    views.delete(id)
  }

  const indexOf = ({ view: id, place }: EngineJobs['indexOf']['ask']): number | undefined => {
    const { list, log } = viewOf(id)
    const slot = log.table().slotAt(place)
    if (slot === undefined) return undefined
    const slots = list.slots()
    let [low, high] = [0, slots.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (log.table().compare(slots[middle] ?? 0, slot) < 0) low = middle + 1
      else high = middle
    }
    return slots[low] === slot ? slots.length - 1 - low : undefined
  }

  const read = async ({ owner, place }: EngineJobs['read']['ask']) => {
    const log = logOf(owner)
    const slot = log.table().slotAt(place)
    if (slot === undefined) return undefined
    const source = log.table().blocks[blockOf(slot)]?.sources[rowOf(slot)] ?? 0
    const record = await log.records.read(source, place)
    const line = record?.places.indexOf(place) ?? -1
    return record && line >= 0 ? lineAt(record.lines, line) : undefined
  }

  const answerTo = async (ask: EngineAsk, id: number): Promise<EngineJobs[keyof EngineJobs]['answer']> => {
    switch (ask.job) {
      case 'append':
        return logOf(ask.scope).append(ask.scope, ask.poll)
      case 'facts': {
        const log = logOf(ask.owner)
        await log.ready(ask.isWhole)
        return log.factsOf()
      }
      case 'fold':
        return logOf(ask.scope).fold(ask.scope)
      case 'wipe':
        return logOf(ask.owner).wipe(ask.scope)
      case 'keep':
        return logOf(ask.owner).setKeeping(ask.keeps)
      case 'catchUp':
        return logOf(ask.owner).catchUp()
      case 'filter':
        return open(ask)
      case 'cancel':
        return viewOf(ask.view).list.end()
      case 'close':
        return close(ask.view)
      case 'show': {
        const view = viewOf(ask.view)
        ;[view.from, view.to] = [ask.from, ask.to]
        return push(view)
      }
      case 'indexOf':
        return indexOf(ask)
      case 'histogram': {
        const { list, log } = viewOf(ask.view)
        return countBySpan(log.table(), list.slots(), ask)
      }
      case 'values':
        return listValues(logOf(ask.owner).table(), ask.column, ask.part)
      case 'importFile':
        return importFile(ask, {
          log: logOf(ask.owner),
          now,
          pause,
          isCancelled: () => cancelled.delete(id),
          tell: (done, of) => post({ id, done, of }),
        })
      case 'read':
        return read(ask)
    }
  }

  return async (message: ToEngine): Promise<void> => {
    const { id } = message
    if ('ping' in message) return post({ id, pong: true })
    if ('cancel' in message) return void cancelled.add(id)
    try {
      post({ id, answer: await answerTo(message.ask, id) })
    } catch (error) {
      post({ id, failure: failureOf(error) })
    } finally {
      cancelled.delete(id)
    }
  }
}
