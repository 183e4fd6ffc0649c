import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clickedContext } from '../../../../contract/deep-link/clicked-context.ts'
import { differencesOf } from './context-differences.ts'

test('numbers and booleans become texts, empty things vanish', () => {
  const typed = { a: 'same', n: 456, ok: true, none: null, in: { list: [1, 'x'], empty: [] } }
  expect(differencesOf(typed, clickedContext(typed))).toEqual([
    { at: 'n', typed: '456', arrives: '"456"' },
    { at: 'ok', typed: 'true', arrives: '"Y"' },
    { at: 'none', typed: 'null', arrives: undefined },
    { at: 'in.list.0', typed: '1', arrives: '"1"' },
    { at: 'in.empty', typed: '[]', arrives: undefined },
  ])
})

test('texts alone arrive as they are, unless their names are taken apart', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{2,9}$/), fc.string(), { minKeys: 1 }), (context) => {
      expect(differencesOf(context, clickedContext(context))).toEqual([])
    }),
  )
  const bracketed = { 'a[b]': 'x' }
  expect(differencesOf(bracketed, clickedContext(bracketed))).toEqual([
    { at: 'a[b]', typed: '"x"', arrives: undefined },
  ])
})
