import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { drawSvg, findModules, modulesOf, qrSvg, sideOf } from './qr-svg.ts'

/** Bytes that a code of the largest version holds, by level. */
const most = { low: 2953, medium: 2331, quartile: 1663, high: 1273 } as const

test.each(Object.entries(most))('a text fits into a code of level %s up to %d bytes', (level, bytes) => {
  const settings = { ...defaultCodeSettings, errorCorrection: level as keyof typeof most } // a key of it
  expect(sideOf('z'.repeat(bytes), settings)).toBe(177)
  expect(findModules('z'.repeat(bytes + 1), settings)).toBeUndefined()
  expect(sideOf('z'.repeat(bytes + 1), settings)).toBeUndefined()
  expect(() => modulesOf('z'.repeat(bytes + 1), settings)).toThrow(RangeError)
  expect(() => qrSvg('z'.repeat(bytes + 1), settings)).toThrow(RangeError)
})

test('a mistake of ours is no text that does not fit', () => {
  const settings = { ...defaultCodeSettings, errorCorrection: 'none' as 'low' } // no such level
  expect(() => findModules('z', settings)).toThrow(/ecc/)
})

test('codes of one page share a picture that stands in it once', () => {
  const logo = { image: 'data:image/png;base64,AAAA', share: 0.2 }
  const settings = { ...defaultCodeSettings, logo }
  const svg = drawSvg(modulesOf('z', settings), settings, { logoId: 'logo' })
  expect(svg).toMatch(/<use href="#logo" x="[\d.]+" y="[\d.]+" width="\d+"/)
  expect(svg).not.toContain(logo.image)
})
