import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeWebLink } from './deep-link.ts'
import { lintBuilt } from './lint-built.ts'
import { longestScanned, longestUrl } from './link-limits.ts'
import { lintLink } from './lint-link.ts'

const linkOf = (context: Readonly<Record<string, unknown>>) =>
  encodeWebLink({ portalOrigin: 'https://portal.example', botDialogId: '7', context })

const anyName = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('__proto__', 'a]b', '', ' ', 'email', 'apiKey', 'pairCode', 'a.', 'n', 'phone', 'pin'),
)
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'a@b.example',
    'https://a/rest/1/abcdef0123456789/',
    '+49 30 1234567',
    '0'.repeat(40),
    '100% off',
    '1e+21',
  ),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, 1e21, {}, []),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(anyName, tie('tree'), { maxKeys: 3 }),
  ),
}))

test('it says of a link of ours what the reader of any link says', () => {
  fc.assert(
    fc.property(fc.dictionary(anyName, tree, { maxKeys: 5 }), (context) => {
      const link = linkOf(context)
      // What stands in a link is JSON: minus zero is a zero there.
      const json = JSON.parse(JSON.stringify(context)) as Record<string, unknown> // stringified from one
      expect(lintBuilt(link, json)).toEqual(lintLink(link).findings)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [60, []],
  [61, ['tooDeep']],
])('%d brackets deep', (depth, codes) => {
  const wrapped = Array.from({ length: depth - 1 })
  const context = wrapped.reduce<Record<string, unknown>>((inner) => ({ a: inner }), { a: 'b' })
  expect(lintBuilt(linkOf(context), context).map(({ code }) => code)).toEqual(codes)
  expect(lintLink(linkOf(context)).findings.map(({ code }) => code)).toEqual(codes)
})

test.each([
  [longestUrl, ['tooLong']],
  [longestScanned, ['tooLong', 'denseCode']],
])('longer than %d', (length, codes) => {
  const context = { a: 'z'.repeat(length) }
  expect(lintBuilt(linkOf(context), context).map(({ code }) => code)).toEqual(codes)
})

describe('what the link cannot tell any more', () => {
  test('half a character is named at its field, though the link holds U+FFFD instead', () => {
    const context = { s: 'x\ud800' }
    expect(lintLink(linkOf(context)).findings).toEqual([])
    expect(lintBuilt(linkOf(context), context)).toEqual([{ code: 'halfCharacter', level: 'error', at: 's' }])
  })
  test('a name with a dot keeps its shape', () => {
    expect(lintBuilt('', { 'a.': 'b' })).toEqual([])
  })
})
