import { inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { paintCode } from '../code/code-pixels.ts'
import { plateOf } from '../code/code-plate.ts'
import { modulesOf } from '../code/qr-svg.ts'
import { createRowBuilder } from './build-row.ts'
import { emptyMapping } from './bulk-mapping.ts'
import type { TakeOptions } from './bulk-protocol.ts'
import { csvLines, isGuarded } from './csv-writer.ts'
import { createFileNamer } from './file-names.ts'
import { qrPng } from './qr-png.ts'
import { readTable } from './read-table.ts'
import { takeRows } from './take-rows.ts'

const table = readTable(
  [
    'label,code,n,x',
    'Anna,A1,1,=1+1',
    'Anna,A2,2,b',
    '../<b>,A3,3,c',
    'bad,A4,four,d',
    `long,${'z'.repeat(2400)},5,e`,
    'mail,a@b.example,6,f',
  ].join('\n'),
)
const field = (name: string, kind: 'text' | 'number' = 'text') => ({
  id: 1,
  name,
  column: name,
  constant: '',
  kind,
  isRequired: true,
})
const build = createRowBuilder(
  table.columns,
  { ...emptyMapping, fields: [field('code'), field('n', 'number')], label: 'label' },
  { portalOrigin: 'https://portal.example', botDialogId: '7' },
)
/** The worst a logo can be: black all over. */
const blackLogo = (_: string, side: number) =>
  Promise.resolve(new Uint8ClampedArray(side * side * 4).map((_, at) => (at % 4 === 3 ? 255 : 0)))

const take = (options: Partial<TakeOptions>) =>
  takeRows({
    table,
    build,
    breathe: () => Promise.resolve(),
    drawLogo: blackLogo,
    options: {
      as: 'csv',
      onlyGood: false,
      code: defaultCodeSettings,
      labelSize: 'full',
      part: 0,
      ...options,
    },
  })
const linkAt = (index: number) => {
  const row = table.rows[index]
  return row ? build(row).link : undefined
}

test('every row is in the CSV, those without a link too', async () => {
  const taken = await take({})
  const text = await taken.file.text()
  const again = readTable(text)
  expect(again.columns).toEqual([...table.columns, 'link', 'problems'])
  expect(again.rows.map(({ cells }) => cells[4] || undefined)).toEqual(
    table.rows.map((_, index) => linkAt(index)),
  )
  expect(again.rows[3]?.cells[5]).toBe('notANumber (n)')
  expect(taken).toMatchObject({ written: 5, withoutLink: 1, unwanted: 0, guarded: 1 })
  expect(text).toContain("'=1+1")
})

test('only good rows, if those are wanted; the others are counted', async () => {
  const taken = await take({ onlyGood: true })
  expect(taken).toMatchObject({ written: 3, unwanted: 3, withoutLink: 0 })
})

test('the ZIP holds a code for each link, a list of them, and a list of rows without', async () => {
  const taken = await take({ as: 'svgs' })
  const files = unzipSync(new Uint8Array(await taken.file.arrayBuffer()))
  expect(Object.keys(files)).toEqual([
    'codes/Anna.svg',
    'codes/Anna (2).svg',
    'codes/b.svg',
    'codes/mail.svg',
    'index.csv',
    'left-out.csv',
  ])
  expect(taken).toMatchObject({ written: 4, withoutLink: 1, uncodable: 1 })
  const read = (name: string) =>
    readTable(new TextDecoder().decode(files[name])).rows.map(({ cells }) => cells)
  expect(read('index.csv')[1]).toEqual(['2', 'codes/Anna (2).svg', 'Anna', linkAt(1)])
  expect(read('left-out.csv').map(([row, , , why]) => [row, why])).toEqual([
    ['4', 'notANumber (n)'],
    ['5', 'too long for a code'],
  ])
})

test('labels hold a code and its words, whatever those are', async () => {
  const taken = await take({ as: 'labels' })
  const html = await taken.file.text()
  expect(html.match(/<figure>/g)).toHaveLength(4)
  expect(html).toContain('../&lt;b&gt;')
  expect(html).not.toContain('<b>')
  expect(taken).toMatchObject({ written: 4, uncodable: 1, withoutLink: 1, elsewhere: 0 })
  expect(await take({ as: 'labels', part: 1 })).toMatchObject({ written: 0, elsewhere: 5 })
})

const logo = { image: 'data:image/png;base64,AAAA', share: 0.2 }
const look = { ...defaultCodeSettings, dark: '#102030', light: '#fef0e0', quietZone: 5, logo }

/** The colour of each pixel of a PNG whose lines say how they differ from the one above. */
const pixelsOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset)
  const side = view.getUint32(16)
  const lines = inflateSync(png.subarray(33 + 8, 33 + 8 + view.getUint32(33)))
  const bytes = side * 3
  const data = new Uint8Array(side * side * 4).fill(255)
  const line = new Uint8Array(bytes)
  for (let y = 0; y < side; y += 1)
    for (let at = 0; at < bytes; at += 1) {
      line[at] = (line[at] ?? 0) + (lines[y * (bytes + 1) + 1 + at] ?? 0)
      data[(y * side + Math.floor(at / 3)) * 4 + (at % 3)] = line[at] ?? 0
    }
  return { width: side, height: side, data }
}

test('with a logo and colours every PNG is read as its link; the logo lies where the SVG has it', async () => {
  const taken = await take({ as: 'pngs', code: look })
  const files = unzipSync(new Uint8Array(await taken.file.arrayBuffer()))
  for (const [at, name] of ['Anna', 'Anna (2)', 'b'].entries()) {
    const picture = pixelsOf(files[`codes/${name}.png`] ?? new Uint8Array())
    expect(decodeQR(picture)).toBe(linkAt(at))
    const modules = modulesOf(linkAt(at) ?? '', look)
    expect(picture.width).toBe((modules.length + 10) * 10)
    const colourAt = (pixel: number) => [...picture.data.slice(pixel * 4, pixel * 4 + 3)]
    expect(colourAt(0)).toEqual([0xfe, 0xf0, 0xe0])
    const { from, picture: width } = plateOf(modules.length, logo.share)
    const first = (from + 5.5) * 10
    const on = (x: number, y: number) => colourAt(y * picture.width + x)
    expect([on(first, first), on(first - 1, first)]).toEqual([
      [0, 0, 0],
      [0xfe, 0xf0, 0xe0],
    ])
    const last = first + width * 10 - 1
    const plain = paintCode(linkAt(at) ?? '', look, 10)
    const isLogo = (pixel: number) =>
      [pixel % plain.width, Math.floor(pixel / plain.width)].every((place) => place >= first && place <= last)
    const differing = picture.data.findIndex(
      (byte, index) => byte !== plain.data[index] && !isLogo(Math.floor(index / 4)),
    )
    expect(differing, 'beside its logo it is drawn as the builder draws it').toBe(-1)
    expect([on(last, last), on(last, last + 1)]).toEqual([
      [0, 0, 0],
      [0xfe, 0xf0, 0xe0],
    ])
  }
})

test('labels hold their logo once for all', async () => {
  const html = await (await take({ as: 'labels', code: look })).file.text()
  expect(html.match(/data:image/g)).toHaveLength(1)
  expect(html.match(/<use href="#logo"/g)).toHaveLength(4)
  expect(html.match(/fill="#102030"/g)).toHaveLength(4)
  expect(await (await take({ as: 'labels' })).file.text()).not.toContain('#logo')
})

test.each([
  '=1',
  '+1',
  '-1',
  '@a',
  '\tx',
  '\rx',
  '=a\nb',
  '  =1',
  '＝1',
  '\u200b=1',
  '\u00ad=1',
  '\u2060 \u200b+1',
])('a spreadsheet does not run %j', (cell) => {
  expect(isGuarded(cell)).toBe(true)
  expect(csvLines([[cell]], ',')).toMatch(/^"?'/)
})
test.each(['a', 'https://a/?b=c', '1', '', 'a=b'])('%j is left as it is', (cell) => {
  expect(isGuarded(cell)).toBe(false)
})

test('file names: none twice, none out of its folder, none reserved', () => {
  const name = createFileNamer()
  const words = ['a', 'A', 'a (2)', '', '../../etc', 'con', 'a/b\\c', '.', '\u202egnp.exe']
  expect(words.map(name)).toEqual([
    'a',
    'A (2)',
    'a (2) (2)',
    'row 00003',
    'etc',
    'con_',
    'a b c',
    'row 00007',
    'gnp.exe',
  ])
})

test.each([
  ['😀'.repeat(80), 180],
  ['ж'.repeat(200), 160],
  ['x'.repeat(200), 80],
  ['ﷺ'.repeat(61), 180],
  [`${'🇩🇪'.repeat(40)}`, 176],
  [`${'😀'.repeat(44)}abce\u0301`, 179],
])('file names: %s is cut to %i bytes, between two characters', (label, bytes) => {
  const name = createFileNamer()(label, 1)
  expect(new TextEncoder().encode(name)).toHaveLength(bytes)
  expect(label.startsWith(name)).toBe(true)
  expect(name).not.toMatch(/[\ud800-\udfff]/u)
})

test('a PNG is read as the link it was made of', () => {
  const link = linkAt(0) ?? ''
  const look = { ...defaultCodeSettings, scale: 3, dark: '#102030', light: '#fefdfc' }
  const png = qrPng(modulesOf(link, defaultCodeSettings), look)
  const view = new DataView(png.buffer)
  const side = view.getUint32(16)
  const [plte, idat] = [33, 33 + 12 + 6]
  expect([...png.subarray(plte + 8, plte + 14)]).toEqual([0xfe, 0xfd, 0xfc, 0x10, 0x20, 0x30])
  const pixels = inflateSync(png.subarray(idat + 8, idat + 8 + view.getUint32(idat)))
  const stride = Math.ceil(side / 8) + 1
  const data = new Uint8Array(side * side * 4).fill(255)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (((pixels[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1)
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
  expect(decodeQR({ width: side, height: side, data })).toBe(link)
})
