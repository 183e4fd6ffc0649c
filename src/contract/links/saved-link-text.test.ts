import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleLink } from '../../testing/sample-link.ts'
import { decodeSavedLink, encodeSavedLink } from './saved-link-text.ts'

test('a link comes back from its text as it was, whatever its name and context hold', () => {
  const context = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), context, (name, context) => {
      const link = sampleLink({ name, recipe: { ...sampleLink().recipe, context } })
      const text = encodeSavedLink(link)
      // What JSON itself changes (a negative zero) is no loss of ours.
      expect(decodeSavedLink(text)).toEqual(JSON.parse(JSON.stringify(link)))
      expect(text).not.toMatch(/[\ud800-\udfff]/)
    }),
  )
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"id":"a"}',
  JSON.stringify({ ...sampleLink(), revision: 'x' }),
])('%j is no saved link', (text) => {
  expect(decodeSavedLink(text)).toBeUndefined()
})
