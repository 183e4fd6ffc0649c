import type { EventRow, EventView } from '../../events/event-view.ts'

/** The list as it is drawn. */
type ListPicture = {
  /** Rows of the list. */
  readonly total: number
  /** Events that came since the list was held; they stand above it. */
  readonly fresh: number
  /** Grows whenever a row may have changed. */
  readonly version: number
}

/**
 * A view whose rows stay where they are while somebody reads: held, what comes later stands above and is counted;
 * let go, the newest is the first row again.
 */
export const createHeldList = (view: EventView) => {
  /** Rows of the view above the first row of the list. */
  let above = 0
  let anchor: { readonly index: number; readonly place: number } | undefined
  let isHeld = false
  let seen = view.getState()
  /** What was drawn at an index, for the moment until the view has it again. */
  let drawn = new Map<number, EventRow>()
  let sight = { from: 0, to: 0 }
  let picture: ListPicture = { total: seen.total, fresh: 0, version: 0 }
  const listeners = new Set<() => void>()

  const draw = () => {
    picture = { total: Math.max(0, seen.total - above), fresh: above, version: picture.version + 1 }
    for (const listener of listeners) listener()
  }
  const rowAt = (index: number): EventRow | undefined => {
    const row = view.rowAt(index + above)
    if (row) drawn.set(index, row)
    return row ?? drawn.get(index)
  }
  const show = (from: number, to: number) => {
    sight = { from, to }
    // What went out of sight long ago is not needed to bridge a moment.
    if (drawn.size > 2000) drawn = new Map()
    view.show(from + above, to + above)
  }

  /** Where the anchor truly is: an event may have come that is older than it. */
  const findAnchor = async (): Promise<void> => {
    const [mine, version] = [anchor, seen.version]
    if (!mine) return
    const index = await view.indexOf(mine.place).catch(() => undefined)
    if (index === undefined || anchor !== mine || !isHeld || seen.version !== version) return
    if (index === mine.index + above || index < mine.index) return
    above = index - mine.index
    view.show(sight.from + above, sight.to + above)
    draw()
  }

  const onChange = () => {
    const before = seen
    seen = view.getState()
    if (seen === before) return
    if (isHeld && anchor) {
      const grown = seen.total - before.total
      // While a search is under way, what it finds comes at the old end.
      const isWhole = before.lookedAt >= before.of && seen.lookedAt >= seen.of
      if (grown > 0 && isWhole) {
        above += grown
        view.show(sight.from + above, sight.to + above)
      }
      if (grown !== 0) void findAnchor()
    }
    draw()
  }

  return {
    open: () => view.subscribe(onChange),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getPicture: () => picture,
    rowAt,
    show,
    /** From now on nothing moves; the row at `index` is what the rest is held by. */
    hold: (index: number) => {
      const row = rowAt(index)
      anchor = row ? { index, place: row.place } : anchor
      isHeld = true
    },
    /** The newest first again. */
    letGo: () => {
      isHeld = false
      anchor = undefined
      if (above === 0) return
      above = 0
      draw()
    },
    /** Another filter: other rows, from the first on. */
    begin: () => {
      isHeld = false
      anchor = undefined
      above = 0
      drawn = new Map()
      seen = view.getState()
      view.show(sight.from, sight.to)
      draw()
    },
    /** Where an event stands in the list; undefined where it is not in it. */
    indexOf: async (place: number): Promise<number | undefined> => {
      const index = await view.indexOf(place)
      return index === undefined || index < above ? undefined : index - above
    },
  }
}
