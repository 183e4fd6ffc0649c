import encodeQR from 'qr'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'

/** The code's modules, true for dark; without its quiet zone. Throws a RangeError when the text does not fit. */
export const modulesOf = (
  text: string,
  { errorCorrection }: Pick<CodeSettings, 'errorCorrection'>,
): readonly (readonly boolean[])[] =>
  // The library's narrowest border is one module.
  encodeQR(text, 'raw', { ecc: errorCorrection, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))

/** One path for all dark modules, a bar for each run in a row: small, and quick to draw. */
const pathOf = (modules: readonly (readonly boolean[])[], quietZone: number): string => {
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

/** The code as SVG, one unit a module; it scales to any size. */
export const qrSvg = (text: string, settings: CodeSettings): string => {
  const modules = modulesOf(text, settings)
  const { quietZone, dark, light } = settings
  const side = modules.length + 2 * quietZone
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="${light}" d="M0 0h${side}v${side}H0z"/><path fill="${dark}" d="${pathOf(modules, quietZone)}"/></svg>`
}
