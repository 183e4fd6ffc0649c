import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { risksOf } from './code-advice.ts'
import { distanceOf, versionOf, widthFor } from './print-size.ts'

test('a tenth of the distance, quiet zone on top; more for a dense code; never finer than 0.4 mm a module', () => {
  expect(widthFor({ distanceMm: 1000, side: 25, quietZone: 0 })).toBe(100)
  expect(widthFor({ distanceMm: 1000, side: 50, quietZone: 0 })).toBe(200)
  expect(widthFor({ distanceMm: 20, side: 53, quietZone: 4 })).toBe(Math.ceil(61 * 0.4))
})

test('a print of the width for a distance is read from there', () => {
  const sizes = fc.record({
    distanceMm: fc.integer({ min: 10, max: 20_000 }),
    side: fc.integer({ min: 1, max: 40 }).map((version) => 17 + 4 * version),
    quietZone: fc.integer({ min: 0, max: 16 }),
  })
  fc.assert(
    fc.property(sizes, (size) => {
      expect(distanceOf({ ...size, widthMm: widthFor(size) })).toBeGreaterThanOrEqual(size.distanceMm - 1)
    }),
  )
})

test('too small is read from nowhere', () => {
  expect(distanceOf({ widthMm: 10, side: 53, quietZone: 4 })).toBe(0)
})

test('modules a side tell the version', () => {
  expect([21, 25, 177].map(versionOf)).toEqual([1, 2, 40])
})

test('risks are named', () => {
  const risks = (of: object) => risksOf({ ...defaultCodeSettings, ...of }, 53)
  expect(risks({})).toEqual([])
  expect(risks({ dark: '#999999' })).toEqual(['faint'])
  expect(risks({ dark: '#767676' })).toEqual(['weak'])
  expect(risks({ dark: '#ffffff', light: '#000000' })).toEqual(['inverted'])
  expect(risks({ quietZone: 1 })).toEqual(['narrowQuietZone'])
  expect(risks({ logo: { image: '', share: 0.25 } })).toEqual([])
  expect(risks({ logo: { image: '', share: 0.4 } })).toEqual(['largeLogo'])
})
