/** Which events these are: the id and the time of each. */
export type EventIds = { readonly ids: Float64Array; readonly ats: Float64Array }

type Range = {
  readonly columns: EventIds
  readonly min: number
  readonly max: number
  readonly isSorted: boolean
}

const rangeOf = (columns: EventIds): Range => {
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
export const createSeenEvents = (known: readonly EventIds[] = []) => {
  const ranges: Range[] = []
  let highest = -Infinity
  const add = (columns: EventIds) => {
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
export type SeenEvents = ReturnType<typeof createSeenEvents>

/** The indexes of the events that are not known yet, each once. */
export const unseenOf = ({ ids, ats }: EventIds, seen: Pick<SeenEvents, 'has'>): readonly number[] => {
  const here = new Set<string>()
  const unseen: number[] = []
  for (const [index, id] of ids.entries()) {
    const at = ats[index] ?? 0
    const key = `${id} ${at}`
    if (here.has(key) || seen.has(id, at)) continue
    here.add(key)
    unseen.push(index)
  }
  return unseen
}
