import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { CodeSettings } from '../../../../contract/links/code-settings.ts'
import { drawSvg, findModules, type Modules } from '../code/qr-svg.ts'
import { createBlobWriter } from './blob-writer.ts'
import { levelOf, type BuiltRow } from './build-row.ts'
import type { Taken, TakeOptions } from './bulk-protocol.ts'
import { csvLines, isGuarded } from './csv-writer.ts'
import { createFileNamer } from './file-names.ts'
import { codeMmOf, labelOf, labelsPerPart, sheetParts } from './label-sheet.ts'
import { logoSide, qrLogoPng, type LogoPixels } from './qr-logo-png.ts'
import { qrPng } from './qr-png.ts'
import type { Separator, Table, TableRow } from './table.ts'

/** Called again and again by whoever writes: tells how far it is, lets others in, and throws when it is to stop. */
export type Breath = (done: number, of: number) => Promise<void>

/** Draws a logo's picture into a square of so many pixels. */
export type DrawLogo = (image: string, side: number) => Promise<LogoPixels>

type Work = {
  readonly table: Table
  readonly build: (row: TableRow) => BuiltRow
  readonly options: TakeOptions
  readonly breathe: Breath
  readonly drawLogo: DrawLogo
}

type Counts = Omit<Taken, 'file' | 'extension'>
type Tally = { -readonly [K in keyof Counts]: Counts[K] }

const newTally = (): Tally => ({
  written: 0,
  unwanted: 0,
  withoutLink: 0,
  uncodable: 0,
  guarded: 0,
  tooFine: 0,
  elsewhere: 0,
})

/** Pixels along a module: a code of usual size becomes some 600 pixels wide. */
const pngScale = 10
const tooFineMm = 0.4

const problemsText = ({ problems }: BuiltRow): string =>
  problems.map(({ code, at }) => (at === undefined ? code : `${code} (${at})`)).join('; ')

const csvLine = (cells: readonly string[], separator: Separator, tally: Tally): string => {
  tally.guarded += cells.filter(isGuarded).length
  return csvLines([cells], separator)
}

const isFit = (built: BuiltRow, onlyGood: boolean): boolean => !onlyGood || levelOf(built.problems) === 'good'

/** The rows as they came, each with its link and what is wrong with it. */
const takeCsv = async ({ table, build, options, breathe }: Work): Promise<Taken> => {
  const tally = newTally()
  const separator = table.separator ?? ','
  const writer = createBlobWriter('text/csv;charset=utf-8')
  writer.add('\ufeff') // without it spreadsheets take it for the system's own encoding
  writer.add(csvLine([...table.columns, 'link', 'problems'], separator, tally))
  for (const [index, row] of table.rows.entries()) {
    const built = build(row)
    await breathe(index, table.rows.length)
    if (!isFit(built, options.onlyGood)) {
      tally.unwanted += 1
      continue
    }
    if (built.link === undefined) tally.withoutLink += 1
    else tally.written += 1
    const cells = table.columns.map((_, column) => row.cells[column] ?? '')
    writer.add(csvLine([...cells, built.link ?? '', problemsText(built)], separator, tally))
  }
  return { file: writer.finish(), extension: 'csv', ...tally }
}

/** A code as PNG or SVG. A logo is drawn once for each size it has. */
const createPainter = ({ as, code }: Pick<TakeOptions, 'as' | 'code'>, drawLogo: DrawLogo) => {
  const drawn = new Map<number, LogoPixels>()
  const png = async (modules: Modules, settings: CodeSettings): Promise<Uint8Array> => {
    const { logo } = settings
    if (!logo) return qrPng(modules, { ...settings, scale: pngScale })
    const side = logoSide(modules, logo.share, pngScale)
    const pixels = drawn.get(side) ?? (await drawLogo(logo.image, side))
    drawn.set(side, pixels)
    return qrLogoPng({ modules, settings: { ...settings, logo }, scale: pngScale, pixels })
  }
  return (modules: Modules): Uint8Array | Promise<Uint8Array> =>
    as === 'svgs' ? strToU8(drawSvg(modules, code)) : png(modules, code)
}

/** A picture for each row, and two lists: which file is whose, and which rows have none. */
const takeZip = async ({ table, build, options, breathe, drawLogo }: Work): Promise<Taken> => {
  const tally = newTally()
  const writer = createBlobWriter('application/zip')
  let broken: Error | null = null
  const zip = new Zip((error, bytes) => {
    broken ??= error
    if (!error) writer.add(bytes)
  })
  const put = (name: string, bytes: Uint8Array, isPacked: boolean) => {
    // Higher levels take half as long again for a twentieth less.
    const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 1 })
    zip.add(entry)
    entry.push(bytes, true)
    if (broken) throw broken
  }
  const paint = createPainter(options, drawLogo)
  const nameFile = createFileNamer()
  const ending = options.as === 'svgs' ? 'svg' : 'png'
  const separator = table.separator ?? ','
  const index = [csvLine(['row', 'file', 'label', 'link'], separator, tally)]
  const missing = [csvLine(['row', 'line', 'label', 'why'], separator, tally)]
  for (const [at, row] of table.rows.entries()) {
    await breathe(at, table.rows.length)
    const built = build(row)
    const leaveOut = (why: string) =>
      missing.push(csvLine([String(at + 1), String(row.line), built.label, why], separator, tally))
    if (!isFit(built, options.onlyGood)) {
      tally.unwanted += 1
      leaveOut(problemsText(built))
      continue
    }
    const modules = built.link === undefined ? undefined : findModules(built.link, options.code)
    if (built.link === undefined || modules === undefined) {
      tally[built.link === undefined ? 'withoutLink' : 'uncodable'] += 1
      leaveOut(built.link === undefined ? problemsText(built) : 'too long for a code')
      continue
    }
    const name = `codes/${nameFile(built.label, at + 1)}.${ending}`
    put(name, await paint(modules), options.as === 'pngs')
    index.push(csvLine([String(at + 1), name, built.label, built.link], separator, tally))
    tally.written += 1
  }
  put('index.csv', strToU8(`\ufeff${index.join('')}`), false)
  if (missing.length > 1) put('left-out.csv', strToU8(`\ufeff${missing.join('')}`), false)
  zip.end()
  return { file: writer.finish(), extension: 'zip', ...tally }
}

/** Labels to print, as many as a browser can lay out; the others are in other parts. */
const takeLabels = async ({ table, build, options, breathe }: Work): Promise<Taken> => {
  const tally = newTally()
  const writer = createBlobWriter('text/html;charset=utf-8')
  const { code, labelSize, part } = options
  const labels: string[] = []
  const [from, to] = [part * labelsPerPart, (part + 1) * labelsPerPart]
  let seen = 0
  for (const [at, row] of table.rows.entries()) {
    await breathe(at, table.rows.length)
    const built = build(row)
    if (!isFit(built, options.onlyGood)) {
      tally.unwanted += 1
      continue
    }
    const { link, label } = built
    if (link === undefined) {
      tally.withoutLink += 1
      continue
    }
    seen += 1
    if (seen <= from || seen > to) {
      tally.elsewhere += 1
      continue
    }
    const modules = findModules(link, code)
    if (modules === undefined) {
      tally.uncodable += 1
      continue
    }
    const side = modules.length + 2 * code.quietZone
    if (codeMmOf(labelSize) / side < tooFineMm) tally.tooFine += 1
    labels.push(labelOf({ modules, caption: label || `Row ${at + 1}` }, code))
    tally.written += 1
  }
  const sheet = sheetParts(labelSize, labels.length, code)
  writer.add(sheet.head)
  for (const [at, label] of labels.entries()) writer.add(`${sheet.before(at)}${label}`)
  writer.add(sheet.tail)
  return { file: writer.finish(), extension: 'html', ...tally }
}

/** Writes the rows of a table into a file; every row is counted once. */
export const takeRows = (work: Work): Promise<Taken> => {
  if (work.options.as === 'csv') return takeCsv(work)
  return work.options.as === 'labels' ? takeLabels(work) : takeZip(work)
}
