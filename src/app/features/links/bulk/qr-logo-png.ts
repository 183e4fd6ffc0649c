import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { plateOf } from '../code/code-plate.ts'
import type { Modules } from '../code/qr-svg.ts'
import { pngFile } from './png-file.ts'
import { colourOf } from './qr-png.ts'

/** A logo drawn to a size: four bytes a pixel, line by line. */
export type LogoPixels = ArrayLike<number>

type LogoCode = {
  readonly modules: Modules
  readonly settings: CodeSettings & { readonly logo: { readonly share: number } }
  /** Pixels along one module; even, because the picture lies between modules. */
  readonly scale: number
  /** The picture, `logoSide` pixels wide. */
  readonly pixels: LogoPixels
}

/** How many pixels wide the picture is. */
export const logoSide = (modules: Modules, share: number, scale: number): number =>
  plateOf(modules.length, share).picture * scale

/** One line of modules as pixels; the plate is left light. */
const paintLine = (line: Uint8Array, { modules, settings, scale }: LogoCode, y: number) => {
  const { quietZone, logo } = settings
  const [dark, light] = [colourOf(settings.dark), colourOf(settings.light)]
  const { from, size } = plateOf(modules.length, logo.share)
  const isOnPlate = (at: number) => at >= from && at < from + size
  for (let pixel = 0; pixel < line.length / 3; pixel += 1) {
    const x = Math.floor(pixel / scale) - quietZone
    const isDark = modules[y]?.[x] === true && !(isOnPlate(x) && isOnPlate(y))
    line.set(isDark ? dark : light, pixel * 3)
  }
}

/** The picture's line over what is there, as opaque as it is. */
const layOver = (
  line: Uint8Array,
  pixels: LogoPixels,
  { row, left, width }: { row: number; left: number; width: number },
) => {
  for (let x = 0; x < width; x += 1) {
    const from = (row * width + x) * 4
    const opacity = (pixels[from + 3] ?? 0) / 255
    for (let part = 0; part < 3; part += 1) {
      const at = (left + x) * 3 + part
      line[at] = Math.round((pixels[from + part] ?? 0) * opacity + (line[at] ?? 0) * (1 - opacity))
    }
  }
}

/** A code with a logo as a PNG, drawn as the SVG is; each line says only how it differs from the one above. */
export const qrLogoPng = (code: LogoCode): Uint8Array => {
  const { modules, settings, scale, pixels } = code
  const { from, size, picture } = plateOf(modules.length, settings.logo.share)
  const side = (modules.length + 2 * settings.quietZone) * scale
  const width = picture * scale
  const left = (from + settings.quietZone + (size - picture) / 2) * scale
  const bytes = side * 3
  const lines = new Uint8Array((bytes + 1) * side)
  let above = new Uint8Array(bytes)
  let plain = new Uint8Array(bytes)
  for (let y = 0; y < side; y += 1) {
    if (y % scale === 0) paintLine((plain = new Uint8Array(bytes)), code, y / scale - settings.quietZone)
    const row = y - left
    const hasLogo = row >= 0 && row < width
    const line = hasLogo ? plain.slice() : plain
    if (hasLogo) layOver(line, pixels, { row, left, width })
    const at = y * (bytes + 1)
    lines[at] = 2 // the filter “up”
    if (line !== above)
      for (let x = 0; x < bytes; x += 1) lines[at + 1 + x] = (line[x] ?? 0) - (above[x] ?? 0)
    above = line
  }
  return pngFile({ side, kind: 'rgb', lines, level: 1 })
}
