const channel = (hex: string): number => {
  const value = Number.parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of `#rrggbb`, 0 to 1; undefined for any other way to name a colour. */
const luminanceOf = (color: string): number | undefined => {
  const [, r, g, b] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color) ?? []
  if (!r || !g || !b) return undefined
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

/** Contrast of two colours `#rrggbb`, 1 to 21; colours named in another way count as black. */
export const contrastOf = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminanceOf(one) ?? 0, luminanceOf(other) ?? 0].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** White where it can be read on the colour (4.5 to 1), else a dark that can. */
export const readableOn = (color: string): '#ffffff' | '#14181d' =>
  luminanceOf(color) === undefined || contrastOf('#ffffff', color) >= 4.5 ? '#ffffff' : '#14181d'
