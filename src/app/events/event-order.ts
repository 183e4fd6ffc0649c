/** Rises when `a` comes behind `b`. */
export type CompareSlots = (a: number, b: number) => number

const withRoom = (slots: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> => {
  if (needed <= slots.length) return slots
  const larger = new Uint32Array(Math.max(needed, Math.ceil(slots.length * 1.5), 1024))
  larger.set(slots)
  return larger
}

/** Runs that are in order each, made one: pairs of neighbours are merged until one is left. */
export const mergeRuns = (
  runs: readonly Uint32Array<ArrayBuffer>[],
  compare: CompareSlots,
): Uint32Array<ArrayBuffer> => {
  if (runs.length < 2) return runs[0] ?? new Uint32Array(0)
  const half = runs.length >> 1
  const [first, second] = [mergeRuns(runs.slice(0, half), compare), mergeRuns(runs.slice(half), compare)]
  const merged = new Uint32Array(first.length + second.length)
  merged.set(first)
  return mergeInto(merged, first.length, second, compare)
}

/** From the end, so that what comes behind all of it, as most does, costs nothing. */
const mergeInto = (
  slots: Uint32Array<ArrayBuffer>,
  count: number,
  more: Uint32Array,
  compare: CompareSlots,
): Uint32Array<ArrayBuffer> => {
  let [mine, theirs] = [count - 1, more.length - 1]
  for (let to = count + more.length - 1; theirs >= 0; to -= 1) {
    const [slot = 0, other = 0] = [slots[mine], more[theirs]]
    const isMine = mine >= 0 && compare(slot, other) > 0
    slots[to] = isMine ? slot : other
    if (isMine) mine -= 1
    else theirs -= 1
  }
  return slots
}

/** Slots of events, oldest first. */
export const createEventOrder = (compare: CompareSlots) => {
  let slots = new Uint32Array(0)
  let count = 0
  return {
    /** Takes in slots that are in order themselves. */
    merge: (more: Uint32Array) => {
      slots = mergeInto(withRoom(slots, count + more.length), count, more, compare)
      count += more.length
    },
    /** As it is now; it is written over with the next change. */
    view: (): Uint32Array => slots.subarray(0, count),
    replace: (by: Uint32Array<ArrayBuffer>) => {
      slots = by
      count = by.length
    },
  }
}
