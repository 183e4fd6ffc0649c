import type { RefObject, UIEvent } from 'react'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { ScrollPlace, ScrollSize } from './scroll-map.ts'
import { afterScroll, drawnHeight, offsetShowing, rowsInSight, scrolledTo } from './scroll-map.ts'

/** A place, and where the scroll bar has to be put for it, if it does not stand there by itself. */
type Scrolled = { readonly place: ScrollPlace; readonly jump: { readonly top: number } | undefined }

/** Rows drawn outside of what is seen, so that a quick turn of the wheel finds them there. */
const extraRows = 12

const start: Scrolled = { place: { offset: 0, top: 0 }, jump: undefined }

/**
 * Rows of one height in a box that scrolls, as many as there may be: which to draw, and where. `head` is the height of
 * what sticks to the box's top.
 */
export const useScrollWindow = (
  box: RefObject<HTMLElement | null>,
  list: { readonly rows: number; readonly rowHeight: number; readonly head: number },
) => {
  const { rows, rowHeight, head } = list
  const [viewport, setViewport] = useState({ width: 0, height: 0 })
  const [{ place, jump }, setScrolled] = useState(start)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = () => setViewport({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [box])
  useEffect(() => {
    if (jump) box.current?.scrollTo({ top: jump.top, behavior: 'instant' })
  }, [box, jump])
  const size: ScrollSize = { rows, rowHeight, viewport: Math.max(0, viewport.height - head) }
  const go = (offset: number) =>
    setScrolled((before) => {
      const next = scrolledTo(before.place, offset, size)
      return { place: next, jump: { top: next.top } }
    })
  return {
    width: viewport.width,
    height: drawnHeight(size),
    ...rowsInSight(place, size, extraRows),
    /** The rows that somebody sees. */
    inSight: rowsInSight(place, size, 0),
    /** How far down a row is drawn. */
    topOf: (row: number): number => row * rowHeight - (place.offset - place.top),
    isAtTop: place.offset < rowHeight / 2,
    onScroll: ({ currentTarget: { scrollTop } }: UIEvent<HTMLElement>) =>
      setScrolled((before) => {
        const next = afterScroll(before.place, scrollTop, size)
        return { place: next, jump: next.top === scrollTop ? undefined : { top: next.top } }
      }),
    /** Moves as little as shows the row. */
    showRow: (row: number) => go(offsetShowing(row, place, size)),
    goToTop: () => go(0),
  }
}

export type ScrollWindow = ReturnType<typeof useScrollWindow>
