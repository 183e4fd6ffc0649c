import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScrollPlace } from './scroll-map.ts'
import { afterScroll, drawnHeight, offsetShowing, rowsInSight, scrolledTo } from './scroll-map.ts'

const million = { rows: 1_000_000, rowHeight: 36, viewport: 600 }
const start: ScrollPlace = { offset: 0, top: 0 }
const bottom = drawnHeight(million) - million.viewport
const lastOffset = million.rows * million.rowHeight - million.viewport

test('a list that fits under the browsers’ limit scrolls as it is', () => {
  const size = { rows: 1000, rowHeight: 36, viewport: 600 }
  expect(drawnHeight(size)).toBe(36_000)
  expect(afterScroll(start, 20_000, size)).toEqual({ offset: 20_000, top: 20_000 })
})

test('a million rows: the bar at its end shows the last row, and back at its beginning the first', () => {
  const end = afterScroll(start, bottom, million)
  expect(rowsInSight(end, million, 0).to).toBe(1_000_000)
  expect(afterScroll(end, 0, million)).toEqual(start)
})

test('a turn of the wheel moves as many pixels of rows as of the bar, wherever the list is', () => {
  const middle = afterScroll(start, bottom / 2, million)
  expect(afterScroll(middle, middle.top + 120, million)).toEqual({
    offset: middle.offset + 120,
    top: middle.top + 120,
  })
})

const isAtOnes = ({ offset, top }: ScrollPlace) => {
  expect(top <= 0).toBe(offset === 0)
  expect(top >= bottom).toBe(offset === lastOffset)
}

test('whatever way it was scrolled, every row can be reached: the ends of bar and list meet', () => {
  const step = fc.oneof(
    fc.record({ by: fc.integer({ min: -2300, max: 2300 }), times: fc.integer({ min: 1, max: 300 }) }),
    fc.record({
      to: fc.oneof(
        fc.integer({ min: 0, max: bottom }),
        fc.nat(20_000),
        fc.nat(20_000).map((up) => bottom - up),
      ),
    }),
    fc.record({ show: fc.nat(million.rows - 1) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let place = start
      for (const step of steps) {
        if ('to' in step) place = afterScroll(place, step.to, million)
        else if ('show' in step) {
          place = scrolledTo(place, offsetShowing(step.show, place, million), million)
          const { from, to } = rowsInSight(place, million, 0)
          expect(from <= step.show && step.show < to).toBe(true)
        } else
          for (let turn = 0; turn < step.times; turn += 1) {
            // As a browser does it: the bar stops at its ends.
            const top = Math.max(0, Math.min(bottom, place.top + step.by))
            place = afterScroll(place, top, million)
            isAtOnes(place)
          }
        isAtOnes(place)
      }
    }),
    { numRuns: 100 },
  )
})

test('a row in sight stays where it is; one above comes to the top, one below to the bottom', () => {
  const size = { rows: 100, rowHeight: 36, viewport: 360 }
  const place = { offset: 360, top: 360 }
  expect(offsetShowing(12, place, size)).toBe(360)
  expect(offsetShowing(2, place, size)).toBe(72)
  expect(offsetShowing(30, place, size)).toBe(31 * 36 - 360)
})
