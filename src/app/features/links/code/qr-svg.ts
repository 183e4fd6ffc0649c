import encodeQR from 'qr'
import { correctionOf, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import { plateOf } from './code-plate.ts'

export type Modules = readonly (readonly boolean[])[]

/** The library says it in a plain error; all its other errors are mistakes of ours. */
const isTooLong = (error: unknown): boolean => error instanceof Error && error.message === 'Capacity overflow'

/**
 * The code's modules, true for dark, without its quiet zone; undefined when the text does not fit into any code of that
 * level. Whoever wants to know whether it fits asks here.
 */
export const findModules = (
  text: string,
  settings: Pick<CodeSettings, 'errorCorrection' | 'logo'>,
): Modules | undefined => {
  try {
    // The library's narrowest border is one module.
    return encodeQR(text, 'raw', { ecc: correctionOf(settings), border: 1 })
      .slice(1, -1)
      .map((row) => row.slice(1, -1))
  } catch (error) {
    if (isTooLong(error)) return undefined
    throw error
  }
}

/** The same of a text that is known to fit. Throws a RangeError when it does not. */
export const modulesOf = (
  text: string,
  settings: Pick<CodeSettings, 'errorCorrection' | 'logo'>,
): Modules => {
  const modules = findModules(text, settings)
  if (!modules) throw new RangeError(`${text.length} characters fit into no code of this level`)
  return modules
}

/** Modules a side, without the quiet zone; undefined when the text does not fit into any code of that level. */
export const sideOf = (text: string, settings: CodeSettings): number | undefined =>
  findModules(text, settings)?.length

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
const logoOf = (
  { logo, light }: CodeSettings,
  side: number,
  quietZone: number,
  sharedId?: string,
): string => {
  if (!logo) return ''
  const { from, size, picture } = plateOf(side, logo.share)
  const at = from + quietZone
  const inner = at + (size - picture) / 2
  const [tag, href] = sharedId === undefined ? ['image', logo.image] : ['use', `#${sharedId}`]
  return `<path fill="${light}" d="M${at} ${at}h${size}v${size}h${-size}z"/><${tag} href="${href}" x="${inner}" y="${inner}" width="${picture}" height="${picture}"/>`
}

type SvgOptions = {
  /** It scales to any size, and prints at this one where it is said. */
  readonly widthMm?: number
  /** Id of a symbol of the page that holds the logo; otherwise the picture is in the code itself. */
  readonly logoId?: string
}

/** A code as SVG, one unit a module. */
export const drawSvg = (
  modules: Modules,
  settings: CodeSettings,
  { widthMm, logoId }: SvgOptions = {},
): string => {
  const { quietZone, dark, light } = settings
  const side = modules.length + 2 * quietZone
  const size = widthMm === undefined ? '' : ` width="${widthMm}mm" height="${widthMm}mm"`
  return `<svg xmlns="http://www.w3.org/2000/svg"${size} viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="${light}" d="M0 0h${side}v${side}H0z"/><path fill="${dark}" d="${pathOf(modules, quietZone)}"/>${logoOf(settings, modules.length, quietZone, logoId)}</svg>`
}

/** The code of a text that is known to fit. Throws a RangeError when it does not. */
export const qrSvg = (text: string, settings: CodeSettings, widthMm?: number): string =>
  drawSvg(modulesOf(text, settings), settings, widthMm === undefined ? {} : { widthMm })
