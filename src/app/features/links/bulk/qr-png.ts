import { pngFile } from './png-file.ts'

/** The three bytes of `#1a2b3c`. */
export const colourOf = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

export type PngLook = {
  readonly quietZone: number
  readonly dark: string
  readonly light: string
  /** Pixels along one module. */
  readonly scale: number
}

/** The code's modules as a PNG of two colours. */
export const qrPng = (
  modules: readonly (readonly boolean[])[],
  { quietZone, dark, light, scale }: PngLook,
): Uint8Array => {
  const side = (modules.length + 2 * quietZone) * scale
  const stride = Math.ceil(side / 8) + 1 // each line begins with its filter
  const pixels = new Uint8Array(stride * side)
  for (const [y, row] of modules.entries()) {
    const first = (y + quietZone) * scale * stride
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue
      const from = (x + quietZone) * scale
      for (let at = from; at < from + scale; at += 1)
        pixels[first + 1 + (at >> 3)] = (pixels[first + 1 + (at >> 3)] ?? 0) | (0x80 >> (at & 7))
    }
    for (let copy = 1; copy < scale; copy += 1)
      pixels.copyWithin(first + copy * stride, first, first + stride)
  }
  const palette = Uint8Array.from([...colourOf(light), ...colourOf(dark)])
  return pngFile({ side, kind: 'palette', palette, lines: pixels, level: 6 })
}
