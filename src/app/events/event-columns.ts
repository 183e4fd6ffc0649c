import type { PolledItem } from '../../contract/rest/event-methods.ts'

/** What is known of a record without its bytes: the id and the time of each event, in the order they came. */
export type EventColumns = {
  readonly ids: Float64Array
  /** Epoch milliseconds; 0 when the portal's date cannot be read. */
  readonly ats: Float64Array
}

/** The columns of items. */
export const columnsOf = (items: readonly PolledItem[]): EventColumns => ({
  ids: Float64Array.from(items, ({ eventId }) => eventId),
  ats: Float64Array.from(items, ({ date }) => Date.parse(date) || 0),
})

type Range = {
  readonly columns: EventColumns
  readonly min: number
  readonly max: number
  readonly isSorted: boolean
}

const rangeOf = (columns: EventColumns): Range => {
  let [min, max, isSorted] = [Infinity, -Infinity, true]
  for (const id of columns.ids) {
    isSorted &&= id > max
    if (id < min) min = id
    if (id > max) max = id
  }
  return { columns, min, max, isSorted }
}

const indexOf = ({ columns: { ids }, isSorted }: Range, id: number): number => {
  if (!isSorted) return ids.indexOf(id)
  let [low, high] = [0, ids.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? Infinity) < id) low = middle + 1
    else high = middle
  }
  return ids[low] === id ? low : -1
}

/**
 * Which events are known. The same id at another time is another event: a portal that was set back, or an emulator
 * that was started anew, counts from the beginning again.
 */
export const createSeenEvents = (known: readonly EventColumns[] = []) => {
  const ranges: Range[] = []
  let highest = -Infinity
  const add = (columns: EventColumns) => {
    if (columns.ids.length === 0) return
    const range = rangeOf(columns)
    ranges.push(range)
    highest = Math.max(highest, range.max)
  }
  known.forEach(add)
  return {
    add,
    has: (id: number, at: number): boolean => {
      if (id > highest) return false
      return ranges.some((range) => {
        if (id < range.min || id > range.max) return false
        const index = indexOf(range, id)
        // Unsorted columns may hold the id twice, at two times.
        if (index >= 0 && range.columns.ats[index] === at) return true
        return (
          !range.isSorted &&
          range.columns.ids.some((other, at2) => other === id && range.columns.ats[at2] === at)
        )
      })
    },
  }
}

/** The items that are not known yet, each once. */
export const unseenOf = (
  items: readonly PolledItem[],
  seen: { readonly has: (id: number, at: number) => boolean },
): readonly PolledItem[] => {
  const here = new Set<string>()
  return items.filter(({ eventId, date }) => {
    const at = Date.parse(date) || 0
    const key = `${eventId} ${at}`
    if (here.has(key) || seen.has(eventId, at)) return false
    here.add(key)
    return true
  })
}
