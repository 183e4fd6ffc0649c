import { describe, expect, test } from 'vitest'
import { decodeQR } from 'qr/decode.js'
import { defaultCodeSettings, errorCorrections } from '../../../../contract/links/code-settings.ts'
import { paintCode, type Pixels } from './code-pixels.ts'
import { plateOf } from './code-plate.ts'
import { modulesOf, qrSvg } from './qr-svg.ts'

const link =
  'https://company.bitrix24.com/online/?IM_DIALOG=456&BOT_CONTEXT=%7B%22action%22%3A%22openTask%22%2C%22taskId%22%3A456%7D&utm_source=mail'
const logo = { image: 'data:image/png;base64,AAAA', share: 0.25 }
const read = (pixels: Pixels) => decodeQR(pixels, { timeLimit: 2000 })

/** Black over the whole plate: worse than any picture on it. */
const blacken = (pixels: Pixels, side: number, share: number, scale: number, quietZone: number): Pixels => {
  const { from, size } = plateOf(side, share)
  const [first, last] = [from + quietZone, from + quietZone + size].map((at) => at * scale)
  const data = pixels.data.map((byte, index) => {
    const pixel = Math.floor(index / 4)
    const [x, y] = [pixel % pixels.width, Math.floor(pixel / pixels.width)]
    const isOn = [x, y].every((at) => at >= (first ?? 0) && at < (last ?? 0))
    return isOn && index % 4 < 3 ? 0 : byte
  })
  return { ...pixels, data }
}

describe('the picture is read back as the link', () => {
  const colours = [
    ['#000000', '#ffffff'],
    ['#0a3d91', '#ffe9c7'],
    ['#7a0012', '#dddddd'],
    ['#1b5e20', '#f5f5dc'],
  ] as const
  const each = errorCorrections.flatMap((errorCorrection) =>
    colours.flatMap(([dark, light]) =>
      [1, 4].map((quietZone) => [errorCorrection, dark, light, quietZone] as const),
    ),
  )
  test.each(each)('%s, %s on %s, quiet zone %d', (errorCorrection, dark, light, quietZone) => {
    const settings = { errorCorrection, dark, light, quietZone }
    expect(read(paintCode(link, settings, 6))).toBe(link)
  })
  test.each([0.1, 0.15, 0.2, 0.25])(
    'with a logo over %d of its width, whatever the picture shows',
    (share) => {
      const settings = { ...defaultCodeSettings, logo: { ...logo, share } }
      const painted = paintCode(link, settings, 6)
      expect(read(painted)).toBe(link)
      expect(read(blacken(painted, modulesOf(link, settings).length, share, 6, 4))).toBe(link)
    },
  )
})

test('a logo that covers too much is not read: the check can fail', () => {
  const settings = { ...defaultCodeSettings, logo: { ...logo, share: 0.4 } }
  const long = `${link}${'x'.repeat(400)}`
  const painted = blacken(paintCode(long, settings, 4), modulesOf(long, settings).length, 0.7, 4, 4)
  expect(() => read(painted)).toThrow()
})

test('a logo raises the level to high', () => {
  const low = { ...defaultCodeSettings, errorCorrection: 'low' as const }
  expect(modulesOf(link, { ...low, logo }).length).toBe(
    modulesOf(link, { ...low, errorCorrection: 'high' }).length,
  )
  expect(modulesOf(link, { ...low, logo }).length).toBeGreaterThan(modulesOf(link, low).length)
})

test('the SVG says how wide it prints, shows the picture on a light plate, and changes nothing where neither is wanted', () => {
  const svg = qrSvg(link, { ...defaultCodeSettings, light: '#ffeedd', logo }, 48)
  expect(svg).toContain('width="48mm" height="48mm"')
  expect(svg).toContain(`<image href="${logo.image}"`)
  expect(svg.match(/fill="#ffeedd"/g)).toHaveLength(2)
  expect(qrSvg(link, defaultCodeSettings)).not.toMatch(/mm|<image/)
})

test('the colours are those that were chosen, and the plate lies on whole modules in the very middle', () => {
  const settings = { ...defaultCodeSettings, dark: '#a1b2c3', light: '#fffefd' }
  const { data, width } = paintCode('x', settings, 1)
  expect([...data.slice(0, 4)]).toEqual([0xff, 0xfe, 0xfd, 255])
  const finder = (4 * width + 4) * 4
  expect([...data.slice(finder, finder + 4)]).toEqual([0xa1, 0xb2, 0xc3, 255])
  for (const side of [21, 25, 61, 177])
    for (const share of [0.1, 0.17, 0.2, 0.4]) {
      const { from, size } = plateOf(side, share)
      expect(Number.isInteger(from)).toBe(true)
      expect(from * 2 + size).toBe(side)
    }
})
