import { decodeEvents } from './event-bytes.ts'
import type { EngineLine } from './engine-line.ts'
import type { EventFilter } from './event-filter.ts'
import type { ViewNotice } from './engine-protocol.ts'
import type { EventOwner } from './event-store.ts'
import type { EventRow, EventView, ViewState } from './event-view.ts'

/** Rows beyond the shown ones that are fetched with them, and how near their end more are asked for. */
const margin = 60
const nearEnd = 20

/** Rows by their index. What came on top moves them; where it is not known what came, they are dropped. */
const createRowCache = () => {
  let rows = new Map<number, EventRow>()
  return {
    at: (index: number) => rows.get(index),
    clear: () => rows.clear(),
    put: ({ from, rows: given }: ViewNotice, grownBy: number) => {
      const first = given[0]
      const isUnmoved = first === undefined || rows.get(from)?.place === first.place
      if (!isUnmoved) {
        const isMoved = given.some((row, n) => rows.get(from + n - grownBy)?.place === row.place)
        rows = new Map(isMoved ? [...rows].map(([index, row]) => [index + grownBy, row]) : [])
      }
      given.forEach((row, n) => rows.set(from + n, row))
      // Far away ones are a question away.
      for (const index of rows.keys()) if (Math.abs(index - from) > 10 * margin) rows.delete(index)
    },
  }
}

/** The page's end of a view: the rows around the screen, and what the worker says of the rest. */
export const createPageView = (line: EngineLine, owner: EventOwner): EventView => {
  const listeners = new Set<() => void>()
  const cache = createRowCache()
  let state: ViewState = { of: 0, total: 0, lookedAt: 0, version: 0, error: undefined }
  let view = line.nextView()
  let filter: EventFilter | undefined
  let shown = { from: 0, to: 0 }
  let asked = { from: 0, to: margin }

  const change = (changed: Partial<ViewState>) => {
    state = { ...state, ...changed, version: state.version + 1 }
    listeners.forEach((listener) => listener())
  }
  /** Said by the worker as a notice, or by its death. */
  const tell = (asking: Promise<unknown>) => void asking.catch(() => undefined)

  let unfollow: (() => void) | undefined
  const open = () => {
    asked = { from: Math.max(0, shown.from - margin), to: shown.to + margin }
    tell(line.ask('filter', { owner, view, filter }))
    if (shown.to > 0) tell(line.ask('show', { view, ...asked }))
  }
  const begin = () => {
    unfollow = line.follow({
      onNotice: (notice) => {
        if (notice.view !== view) return
        const { of, total, lookedAt, failure } = notice
        cache.put(notice, total - state.total)
        change({ of, total, lookedAt, error: failure === undefined ? undefined : new Error(failure) })
      },
      onLost: (error) => {
        if (error) return change({ error })
        open()
      },
    })
    open()
  }
  const end = () => {
    unfollow?.()
    unfollow = undefined
    tell(line.ask('close', { view }))
    view = line.nextView()
  }

  return {
    setFilter: (wanted) => {
      filter = wanted
      cache.clear()
      state = { ...state, total: 0, lookedAt: 0, error: undefined }
      shown = { from: 0, to: 0 }
      if (unfollow) {
        tell(line.ask('close', { view }))
        view = line.nextView()
        open()
      }
      change({})
    },
    cancel: () => tell(line.ask('cancel', { view })),
    subscribe: (listener) => {
      listeners.add(listener)
      if (!unfollow) begin()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) end()
      }
    },
    getState: () => state,
    rowAt: cache.at,
    show: (from, to) => {
      shown = { from, to }
      const isNear = from - nearEnd >= asked.from || asked.from === 0
      if (isNear && to + nearEnd <= asked.to) return
      asked = { from: Math.max(0, from - margin), to: to + margin }
      tell(line.ask('show', { view, ...asked }))
    },
    indexOf: (place) => line.ask('indexOf', { view, place }),
    read: async (place) => {
      const bytes = await line.ask('read', { owner, place })
      const [item] = bytes ? decodeEvents(bytes) : []
      return item && { place, item }
    },
    histogram: (spans, range) => line.ask('histogram', { view, spans, range }),
    values: (column, part) => line.ask('values', { owner, column, part }),
  }
}
