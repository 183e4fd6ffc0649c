import encodeQR from 'qr'
import { correctionOf, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import { plateOf } from './code-plate.ts'

export type Modules = readonly (readonly boolean[])[]

/** The code's modules, true for dark; without its quiet zone. Throws when the text does not fit. */
export const modulesOf = (text: string, settings: Pick<CodeSettings, 'errorCorrection' | 'logo'>): Modules =>
  // The library's narrowest border is one module.
  encodeQR(text, 'raw', { ecc: correctionOf(settings), border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))

/** Modules a side, without the quiet zone; undefined when the text does not fit into any code of that level. */
export const sideOf = (text: string, settings: CodeSettings): number | undefined => {
  try {
    return modulesOf(text, settings).length
  } catch {
    return undefined // the library's only failure
  }
}

/** One path for all dark modules, a bar for each run in a row: small, and quick to draw. */
const pathOf = (modules: Modules, quietZone: number): string => {
  let path = ''
  for (const [y, row] of modules.entries()) {
    for (let x = 0; x < row.length;) {
      if (!row[x]) {
        x += 1
        continue
      }
      const from = x
      while (row[x]) x += 1
      path += `M${from + quietZone} ${y + quietZone}h${x - from}v1h${from - x}z`
    }
  }
  return path
}

/** The light plate and the picture on it; both are checked by the schema of the settings, so neither can end the mark-up. */
const logoOf = ({ logo, light }: CodeSettings, side: number, quietZone: number): string => {
  if (!logo) return ''
  const { from, size, picture } = plateOf(side, logo.share)
  const at = from + quietZone
  const inner = at + (size - picture) / 2
  return `<path fill="${light}" d="M${at} ${at}h${size}v${size}h${-size}z"/><image href="${logo.image}" x="${inner}" y="${inner}" width="${picture}" height="${picture}"/>`
}

/** The code as SVG, one unit a module; it scales to any size, and prints at `widthMm` where that is said. */
export const qrSvg = (text: string, settings: CodeSettings, widthMm?: number): string => {
  const modules = modulesOf(text, settings)
  const { quietZone, dark, light } = settings
  const side = modules.length + 2 * quietZone
  const size = widthMm === undefined ? '' : ` width="${widthMm}mm" height="${widthMm}mm"`
  return `<svg xmlns="http://www.w3.org/2000/svg"${size} viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="${light}" d="M0 0h${side}v${side}H0z"/><path fill="${dark}" d="${pathOf(modules, quietZone)}"/>${logoOf(settings, modules.length, quietZone)}</svg>`
}
