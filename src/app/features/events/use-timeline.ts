import type { KeyboardEvent, RefObject } from 'react'
import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react'
import type { EventView } from '../../events/event-view.ts'
import { gridHeadPx } from '../../ui/row-grid.tsx'
import { useHotkey } from '../../ui/use-hotkey.ts'
import { useScrollWindow } from '../../ui/use-scroll-window.ts'
import { createHeldList } from './held-list.ts'

type TimelineOptions = {
  readonly view: EventView
  readonly box: RefObject<HTMLDivElement | null>
  /** The place of the event that is open. */
  readonly chosen: number | undefined
  readonly onChoose: (place: number) => void
  readonly rowHeight: number
  readonly isFolded: boolean
}

const stepOf = (key: string, page: number): number | undefined => {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -Infinity,
    End: Infinity,
  }
  return Object.hasOwn(steps, key) ? steps[key] : undefined
}

/** The list of a view while it is read: which rows to draw, where the keyboard is, and whether it follows what comes. */
export const useTimeline = ({ view, box, chosen, onChoose, rowHeight, isFolded }: TimelineOptions) => {
  const list = useMemo(() => createHeldList(view), [view])
  useEffect(() => list.open(), [list])
  const { total, fresh, version } = useSyncExternalStore(list.subscribe, list.getPicture)
  const scroll = useScrollWindow(box, { rows: total, rowHeight, head: isFolded ? 0 : gridHeadPx })
  const [active, setActive] = useState<number>()
  const { from, to } = scroll
  useEffect(() => list.show(from, to), [list, from, to])

  // Who reads further down, or has opened an event, must not have it moved away.
  const isLive = scroll.isAtTop && (active ?? 0) === 0 && chosen === undefined
  const heldBy = active !== undefined && from <= active && active < to ? active : scroll.inSight.from
  useEffect(() => {
    if (isLive) list.letGo()
    else list.hold(heldBy)
  }, [list, isLive, heldBy])

  // Rows that grow taller when an event opens beside them must not carry it out of sight.
  const showActive = useEffectEvent(() => {
    if (active !== undefined) scroll.showRow(active)
  })
  useEffect(() => showActive(), [rowHeight])

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index))
    setActive(next)
    scroll.showRow(next)
    const row = list.rowAt(next)
    // With an event open, the next one is looked at where the first was.
    if (chosen !== undefined && row && row.place !== chosen) onChoose(row.place)
  }
  const moveBy = (step: number) => moveTo(active === undefined ? (step > 0 ? 0 : total - 1) : active + step)
  const step = (by: number) => {
    box.current?.focus({ preventScroll: true })
    if (total > 0) moveBy(by)
  }
  useHotkey('j', () => step(1))
  useHotkey('k', () => step(-1))
  const press = (index: number) => {
    setActive(index)
    const row = list.rowAt(index)
    if (row) onChoose(row.place)
  }
  return {
    list,
    total,
    fresh,
    version,
    scroll,
    active,
    press,
    /** Leads the keyboard to an event that the list has. */
    find: async (place: number) => {
      const index = await list.indexOf(place)
      if (index === undefined) return
      setActive(index)
      scroll.showRow(index)
    },
    /** Another filter: from the first row on. */
    begin: () => {
      list.begin()
      setActive(undefined)
      scroll.goToTop()
    },
    goToNewest: () => {
      list.letGo()
      setActive(undefined)
      scroll.goToTop()
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || total === 0) return
      const page = Math.max(1, scroll.inSight.to - scroll.inSight.from - 2)
      const by = stepOf(event.key, page)
      if (by !== undefined) {
        event.preventDefault()
        if (Number.isFinite(by)) moveBy(by)
        else moveTo(by < 0 ? 0 : total - 1)
      } else if (event.key === 'Enter' && active !== undefined) {
        event.preventDefault()
        press(active)
      }
    },
  }
}
