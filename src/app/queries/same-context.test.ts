import { expect, test } from 'vitest'
import { isSameContext } from './same-context.ts'

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['itself', { a: 1, b: { c: [true, null] } }, { a: 1, b: { c: [true, null] } }],
  ['another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['empty maps, which PHP makes lists', { a: {}, b: { c: {} } }, { a: [], b: { c: [] } }],
  ['maps counted from 0, which PHP makes lists', { a: { 0: 'x', 1: 'y' } }, { a: ['x', 'y'] }],
  ['what JSON leaves out', { a: 1, b: undefined }, { a: 1 }],
])('%s is the same', (_, sent, arrived) => {
  expect(isSameContext(sent, arrived)).toBe(true)
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['a text in place of a number', { a: 1 }, { a: '1' }],
  ['a text in place of a yes', { a: true }, { a: 'Y' }],
  ['a field less', { a: 1, b: 2 }, { a: 1 }],
  ['a field more', { a: 1 }, { a: 1, b: 2 }],
  ['another value further in', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
  ['a list in another order', { a: [1, 2] }, { a: [2, 1] }],
  ['null in place of nothing', { a: null }, {}],
])('%s is another', (_, sent, arrived) => {
  expect(isSameContext(sent, arrived)).toBe(false)
})
