import { expect, test } from 'vitest'
import { bulkRowsOf, keptOf, pastedSource } from './bulk-source.ts'
import { findKeptRows, mostKept } from './kept-rows.ts'

/** Keeping is a task of its own. */
const later = () => new Promise((done) => setTimeout(done, 5))

const text = 'code\tname\n007\tAnna'

test('what stands in the field and was not read is kept', async () => {
  bulkRowsOf('typed').setState({ typed: text })
  await later()
  expect(findKeptRows('typed')).toEqual({ typed: text, read: null })
  expect(findKeptRows('somebody else').typed).toBe('')
})

test('pasted rows that were read are kept with how they were read, until others are chosen', async () => {
  const rows = bulkRowsOf('read')
  rows.setState({ source: pastedSource(text), options: { separator: '\t' } })
  await later()
  expect(findKeptRows('read')).toEqual({ typed: '', read: { text, options: { separator: '\t' } } })
  rows.setState({ source: undefined })
  await later()
  expect(findKeptRows('read').read).toBeNull()
})

test.each([
  ['a file', new Blob([text]), 'file'],
  ['a text beyond the limit', 'x'.repeat(mostKept + 1), 'tooLarge'],
])('%s is not kept, and takes the place of what was', async (_, data, kept) => {
  const rows = bulkRowsOf(kept)
  const source = { name: '', size: 0, data }
  rows.setState({ source: pastedSource(text) })
  await later()
  rows.setState({ source, typed: 'also typed' })
  await later()
  expect([keptOf(source), findKeptRows(kept)]).toEqual([kept, { typed: 'also typed', read: null }])
})
