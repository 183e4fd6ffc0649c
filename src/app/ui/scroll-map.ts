/** A list of rows of one height, in a box that scrolls. All in pixels but `rows`. */
export type ScrollSize = { readonly rows: number; readonly rowHeight: number; readonly viewport: number }

/** Where the list is: how far into all its rows, and where the box's own scroll bar stands. */
export type ScrollPlace = { readonly offset: number; readonly top: number }

/** Firefox draws nothing below 17.9 million px, Chromium below 33.5; a higher list is squeezed into this. */
const tallest = 8_000_000
/** A scroll of less than so many screens moves row by row, a longer one is somebody pulling the bar. */
const nearScreens = 4
/** So near its ends a list moves with the bar, pixel by pixel. */
const edgeScreens = 20

/** How high what scrolls is drawn. */
export const drawnHeight = ({ rows, rowHeight }: ScrollSize): number => Math.min(rows * rowHeight, tallest)

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value))

const lastOf = (size: ScrollSize) => ({
  offset: Math.max(0, size.rows * size.rowHeight - size.viewport),
  top: Math.max(0, drawnHeight(size) - size.viewport),
})

/** From one range into the other: pixel by pixel at the ends, squeezed between them. */
const mapped = (value: number, last: number, lastThere: number, edge: number): number => {
  if (last === lastThere || value <= edge) return Math.min(value, lastThere)
  if (value >= last - edge) return lastThere - (last - value)
  return edge + Math.round(((value - edge) / (last - 2 * edge)) * (lastThere - 2 * edge))
}

const edgeOf = ({ viewport }: ScrollSize): number => edgeScreens * viewport

/** With the bar where it stands by itself for an offset. */
const inStep = (offset: number, size: ScrollSize): ScrollPlace => {
  const last = lastOf(size)
  return { offset, top: mapped(offset, last.offset, last.top, edgeOf(size)) }
}

/** Near an end of the bar or of the list, where the two have to meet. */
const isAtEdge = ({ offset, top }: ScrollPlace, size: ScrollSize): boolean => {
  const [last, edge] = [lastOf(size), edgeOf(size)]
  return Math.min(offset, top, last.offset - offset, last.top - top) <= edge
}

/**
 * Where the list is after its box has scrolled to `top`. The place may stand at another `top` than it was given: then
 * the bar has to be put there.
 */
export const afterScroll = (before: ScrollPlace, top: number, size: ScrollSize): ScrollPlace => {
  const last = lastOf(size)
  const moved = top - before.top
  if (Math.abs(moved) >= nearScreens * size.viewport)
    return { offset: mapped(clamp(top, last.top), last.top, last.offset, edgeOf(size)), top }
  const place = { offset: clamp(before.offset + moved, last.offset), top }
  return isAtEdge(place, size) ? inStep(place.offset, size) : place
}

/** Where the list is when it shall be at an offset; near by, the bar moves as far as the rows. */
export const scrolledTo = (before: ScrollPlace, offset: number, size: ScrollSize): ScrollPlace => {
  const held = clamp(offset, lastOf(size).offset)
  const moved = held - before.offset
  const place = { offset: held, top: before.top + moved }
  return Math.abs(moved) < nearScreens * size.viewport && !isAtEdge(place, size) ? place : inStep(held, size)
}

/** The rows to draw, with `extra` before and after those in sight; the last is not included. */
export const rowsInSight = ({ offset }: ScrollPlace, size: ScrollSize, extra: number) => ({
  from: Math.max(0, Math.floor(offset / size.rowHeight) - extra),
  to: Math.min(size.rows, Math.ceil((offset + size.viewport) / size.rowHeight) + extra),
})

/** The offset at which a row is in sight, as little moved as can be. */
export const offsetShowing = (row: number, { offset }: ScrollPlace, size: ScrollSize): number => {
  const start = row * size.rowHeight
  if (start < offset) return start
  return Math.max(offset, start + size.rowHeight - size.viewport)
}
