import { describe, expect, test } from 'vitest'
import { sampleLink } from '../../testing/sample-link.ts'
import { largestFileBytes, libraryFileName, readLibraryFile, writeLibraryFile } from './library-file.ts'

const at = Date.UTC(2026, 10, 20, 23, 59)
const origin = 'https://company.bitrix24.com'
const fileOf = (links: readonly unknown[], given: object = {}) =>
  JSON.stringify({
    format: 'b24-bot-console.links',
    version: 1,
    exportedAt: '',
    portalOrigin: origin,
    links,
    ...given,
  })

test('what was written is read again, and the name says where and when', () => {
  const links = [sampleLink(), sampleLink({ id: 'other', kind: 'template', archivedAt: 5, provedAt: 6 })]
  expect(readLibraryFile(writeLibraryFile(links, { portalOrigin: origin, at }))).toEqual({
    kind: 'read',
    portalOrigin: origin,
    entries: links.map((link) => ({ kind: 'link', link })),
  })
  expect(libraryFileName(origin, at)).toBe('links company.bitrix24.com 2026-11-20.json')
})

test('a mark at the beginning does no harm', () => {
  expect(readLibraryFile(`\ufeff${fileOf([sampleLink()])}`).kind).toBe('read')
})

describe('a damaged entry does not cost the others, and says why', () => {
  test.each<[object | null, string, RegExp]>([
    [
      { ...sampleLink(), recipe: { ...sampleLink().recipe, botId: 'x' } },
      'Autumn flyer',
      /^recipe\.botId is not what it should be$/,
    ],
    [{ ...sampleLink(), id: '../..' }, 'Autumn flyer', /^id is not what it should be$/],
    [{ name: '' }, 'Entry 2', /^id is missing$/],
    [null, 'Entry 2', /^the entry is not what it should be$/],
    [{ ...sampleLink(), tags: ['a', 5] }, 'Autumn flyer', /^tags\.1 is not what it should be$/],
    [{ ...sampleLink(), portalOrigin: 'javascript:alert(1)' }, 'Autumn flyer', /^portalOrigin is not/],
    [{ ...sampleLink(), portalOrigin: 'https://a.example/path' }, 'Autumn flyer', /^portalOrigin is not/],
    [{ ...sampleLink(), portalOrigin: 'https://[' }, 'Autumn flyer', /^portalOrigin is not/],
  ])('%#', (damaged, name, reason) => {
    const file = readLibraryFile(fileOf([sampleLink({ id: 'good' }), damaged]))
    expect(file).toMatchObject({ entries: [{ kind: 'link' }, { kind: 'damaged', name }] })
    expect(JSON.stringify(file)).toMatch(/"damaged"/)
    const entry = file.kind === 'read' ? file.entries[1] : undefined
    expect(entry?.kind === 'damaged' && entry.reason).toMatch(reason)
  })

  test('one id twice: the last counts', () => {
    const file = readLibraryFile(fileOf([sampleLink(), sampleLink({ name: 'Later' })]))
    expect(file).toMatchObject({
      entries: [
        { kind: 'damaged', name: 'Autumn flyer' },
        { kind: 'link', link: { name: 'Later' } },
      ],
    })
  })
})

describe('an entry that would not be kept as it is written is damaged, the others are not', () => {
  const fileWith = (written: string) =>
    readLibraryFile(
      fileOf([sampleLink({ id: 'good' }), sampleLink()]).replace(/"n":456(?!.*"n":456)/, written),
    )
  test.each([
    [
      '"n":12345678901234567890',
      'recipe.context.n is 12345678901234567890, which would become another number',
    ],
    ['"n":1e400', 'recipe.context.n is 1e400, which would become another number'],
    [
      '"n":{"list":[1,0.1234567890123456789]}',
      'recipe.context.n.list.1 is 0.1234567890123456789, which would',
    ],
    ['"n":1,"n":2', 'recipe.context.n comes twice, and only the last would stay'],
  ])('%s', (written, reason) => {
    expect(fileWith(written)).toMatchObject({
      entries: [
        { kind: 'link' },
        { kind: 'damaged', name: 'Autumn flyer', reason: expect.stringContaining(reason) as string },
      ],
    })
  })
  test('what a number can hold is no damage', () => {
    const file = fileWith('"n":123456789012345,"price":1.50,"big":1e21')
    expect(file).toMatchObject({ entries: [{ kind: 'link' }, { kind: 'link' }] })
  })
})

test.each<[string, string]>([
  ['notJson', 'name;tags\r\nflyer;print'],
  ['notJson', ''],
  ['notOurs', '[]'],
  ['notOurs', '"text"'],
  ['notOurs', fileOf([], { format: 'bookmarks' })],
  ['newer', fileOf([sampleLink()], { version: 2 })],
  ['empty', fileOf([])],
  ['tooLarge', ' '.repeat(largestFileBytes + 1)],
])('%s', (problem, text) => {
  expect(readLibraryFile(text)).toEqual({ kind: 'unreadable', problem })
})
