import { expect, test } from 'vitest'
import { writeLibraryFile } from '../../../../contract/links/library-file.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import { readImport } from './read-import.ts'

const textWith = (written: string) =>
  writeLibraryFile([sampleLink({ id: 'good' }), sampleLink()], {
    portalOrigin: sampleLink().portalOrigin,
    at: 0,
  }).replace(/"n": 456(?![^]*"n": 456)/, written)

test.each([
  [
    '"n": 12345678901234567890',
    'recipe.context.n is 12345678901234567890, which would become another number',
  ],
  ['"n": 1e400', 'recipe.context.n is 1e400, which would become another number'],
  ['"n": { "list": [1, 0.1234567890123456789] }', 'recipe.context.n.list.1 is 0.1234567890123456789, which'],
  ['"n": 1, "n": 2', 'recipe.context.n comes twice, and only the last would stay'],
])('an entry with %s is damaged, and the others are not', (written, reason) => {
  const file = readImport(textWith(written))
  expect(file).toMatchObject({
    entries: [
      { kind: 'link' },
      { kind: 'damaged', name: 'Autumn flyer', reason: expect.stringContaining(reason) as string },
    ],
  })
})

test('a file that keeps every number is read as it is', () => {
  const file = readImport(textWith('"n": 123456789012345, "price": 1.50, "big": 1e21'))
  expect(file).toMatchObject({ entries: [{ kind: 'link' }, { kind: 'link' }] })
  expect(readImport('name;tags')).toEqual({ kind: 'unreadable', problem: 'notJson' })
})
