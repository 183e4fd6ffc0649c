import type { EventRow, EventView, ViewState } from '../app/events/event-view.ts'

/** A view over rows in memory: no filter, no payloads; rows answer at once, questions in the next moment. */
export const createArrayView = (rows: readonly EventRow[]) => {
  let held = [...rows]
  let state: ViewState = {
    of: held.length,
    total: held.length,
    lookedAt: held.length,
    version: 0,
    error: undefined,
  }
  const listeners = new Set<() => void>()
  const change = (lookedAt?: number) => {
    const total = held.length
    state = {
      of: Math.max(total, lookedAt ?? 0),
      total,
      lookedAt: total,
      version: state.version + 1,
      error: undefined,
    }
    for (const listener of listeners) listener()
  }
  const view: EventView = {
    setFilter: () => change(),
    cancel: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getState: () => state,
    rowAt: (index) => held[index],
    show: () => undefined,
    indexOf: (place) => {
      const index = held.findIndex((row) => row.place === place)
      return Promise.resolve(index < 0 ? undefined : index)
    },
    read: () => Promise.resolve(undefined),
    histogram: (_spans, range = { from: 0, to: 0 }) => Promise.resolve({ ...range, names: [], counts: [] }),
    values: () => Promise.resolve([]),
  }
  return {
    view,
    /** Events come; their order is by time, newest first. */
    add: (...more: readonly EventRow[]) => {
      held = [...held, ...more].toSorted((one, other) => other.at - one.at)
      change()
    },
    remove: (count: number) => {
      held = held.slice(0, held.length - count)
      change()
    },
  }
}

/** A row at a second after the epoch. */
export const eventRow = (second: number): EventRow => ({
  place: second,
  eventId: second,
  at: second * 1000,
  name: 'ONIMBOTV2MESSAGEADD',
  source: 'bot',
  botId: 7,
  bot: 'Orders',
  userId: 2,
  who: 'Anna',
  dialogId: '2',
  where: '',
  messageId: 0,
  text: `said ${second}`,
  parts: ['text'],
})
