import { expect, test } from 'vitest'
import { queryParts, withTime, withoutPart } from './edit-query.ts'

const clock = { now: Date.UTC(2026, 10, 20, 15, 30), timeZone: 'UTC' }
const partsIn = (text: string) => queryParts(text).map(({ from, to }) => text.slice(from, to))

test('what narrows a query is taken apart as it was typed', () => {
  expect(partsIn('type:a,b  -user:"A B" (x OR y) AND colour:red')).toEqual([
    'type:a,b',
    '-user:"A B"',
    '(x OR y)',
    'colour:red',
  ])
  expect(partsIn('a b OR c')).toEqual(['a b OR c'])
  expect(partsIn('-(a (b) c) d')).toEqual(['-(a (b) c)', 'd'])
  expect(partsIn('a (b')).toEqual(['a', '(b'])
  expect(partsIn('  ')).toEqual([])
})

test('a part goes and leaves the others', () => {
  const text = 'one -two three'
  expect(queryParts(text).map((part) => withoutPart(text, part))).toEqual([
    '-two three',
    'one three',
    'one -two',
  ])
})

test('a span of time takes the place of the one before and nothing else', () => {
  const range = { from: Date.UTC(2026, 10, 20, 14), to: Date.UTC(2026, 10, 20, 14, 30) }
  const span = 'after:2026-11-20T14:00 before:2026-11-20T14:30'
  expect(withTime('', range, clock)).toBe(span)
  expect(withTime('after:2h user:1 before:1h (a after:3h)', range, clock)).toBe(`user:1 (a after:3h) ${span}`)
  expect(withTime('a OR b', range, clock)).toBe(`(a OR b) ${span}`)
  expect(withTime('user:1 since:2h', undefined, clock)).toBe('user:1')
})
