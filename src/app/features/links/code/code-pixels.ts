import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { plateOf } from './code-plate.ts'
import { modulesOf, type Modules } from './qr-svg.ts'

/** A picture as a canvas wants it: four bytes a pixel. */
export type Pixels = {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

const rgba = (color: string): number =>
  // Little-endian, as every browser's canvas: 0xAABBGGRR.
  (0xff000000 | (Number.parseInt(color.slice(1).replace(/(..)(..)(..)/, '$3$2$1'), 16) & 0xffffff)) >>> 0

const isCovered = (modules: Modules, settings: CodeSettings) => {
  if (!settings.logo) return () => false
  const { from, size } = plateOf(modules.length, settings.logo.share)
  const inside = (at: number) => at >= from && at < from + size
  return (x: number, y: number) => inside(x) && inside(y)
}

/** The code with its quiet zone and the logo's empty plate, `scale` pixels a module. Throws a RangeError when the text does not fit. */
export const paintCode = (text: string, settings: CodeSettings, scale: number): Pixels => {
  const modules = modulesOf(text, settings)
  const { quietZone } = settings
  const width = (modules.length + 2 * quietZone) * scale
  const pixels = new Uint32Array(width * width).fill(rgba(settings.light))
  const dark = rgba(settings.dark)
  const covered = isCovered(modules, settings)
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) {
      if (!isDark || covered(x, y)) continue
      const left = (x + quietZone) * scale
      const top = (y + quietZone) * scale
      for (let line = top; line < top + scale; line += 1)
        pixels.fill(dark, line * width + left, line * width + left + scale)
    }
  return { width, height: width, data: new Uint8ClampedArray(pixels.buffer) }
}
