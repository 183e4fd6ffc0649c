import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonLosses } from './json-losses.ts'

const lossesOf = (json: string) => {
  JSON.parse(json) // it has to be JSON
  return [...findJsonLosses(json)].map(({ kind, path, text }) => [kind, path.join('.'), text])
}

test('numbers that would become others, and names that come twice', () => {
  expect(lossesOf('{"id":12345678901234567890,"huge":1e400,"a":1,"a":2}')).toEqual([
    ['number', 'id', '12345678901234567890'],
    ['number', 'huge', '1e400'],
    ['nameTwice', 'a', 'a'],
  ])
})

test('each is told by where it stands', () => {
  const json = '[{"a":[1,{"b":-1e-400}]}, 2, {"x":{"y":1,"z":{"y":2},"\\u0079":3}}, 9007199254740993]'
  expect(lossesOf(json)).toEqual([
    ['number', '0.a.1.b', '-1e-400'],
    ['nameTwice', '2.x.y', 'y'],
    ['number', '3', '9007199254740993'],
  ])
})

test.each([
  ['digits and names inside texts', '{"a":"12345678901234567890","b":"\\"a\\":1e400","c":["a","a"]}'],
  ['a backslash at the end of a text', '{"a":"\\\\","b":"\\\\\\"","c":1}'],
  ['one name in different objects', '[{"a":1},{"a":{"a":2}},{"a":3}]'],
  ['names of every object', '{"constructor":1,"__proto__":2,"":3}'],
  ['a name and the same text as a value', '{"a":"b","b":"a"}'],
  ['numbers that are only written in another way', '[1.50,1E3,-0,0.1,1e21,100000000000000000000]'],
])('%s lose nothing', (_, json) => {
  expect(lossesOf(json)).toEqual([])
})

test('whatever JSON.stringify has written loses nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(2), (value, space) => {
      expect(lossesOf(JSON.stringify(value, null, space))).toEqual([])
    }),
  )
})

test('10 MB are looked through soon', () => {
  const json = JSON.stringify(
    Array.from({ length: 200_000 }, (_, n) => ({ code: `c${n}`, n, text: 'x'.repeat(20) })),
  )
  const start = performance.now()
  expect(lossesOf(json)).toEqual([])
  expect(performance.now() - start).toBeLessThan(5000)
})
