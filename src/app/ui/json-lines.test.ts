import { expect, test } from 'vitest'
import { findInJson, formatPath, jsonLines, valueText } from './json-lines.ts'

const event = {
  eventId: 7,
  data: { message: { text: 'Where is my order?', params: { 'a b': [{ deep: null }] } } },
}
const nothing = findInJson(event, '')
const folds = { isOpen: {}, drawn: {} }
const paths = (value: unknown, of = folds, found = nothing) =>
  jsonLines(value, of, found).map(({ path }) => formatPath(path))

test('the upper levels are open at first, the deep ones folded', () => {
  expect(paths(event)).toEqual([
    '',
    'eventId',
    'data',
    'data.message',
    'data.message.text',
    'data.message.params',
  ])
})

test('what somebody opens is open, what somebody closes is closed', () => {
  expect(paths(event, { ...folds, isOpen: { '["data"]': false } })).toEqual(['', 'eventId', 'data'])
})

test('a path is one that a program can follow', () => {
  expect(formatPath(['data', 'params', 'a b', 0, 'ключ'])).toBe('data.params["a b"][0].ключ')
})

test('what is looked for is found by key and by text, and all around it is open', () => {
  const found = findInJson(event, 'DEEP')
  expect(found.ids).toEqual(['["data","message","params","a b",0,"deep"]'])
  expect(paths(event, folds, found)).toContain('data.message.params["a b"][0].deep')
  expect(findInJson(event, 'my order').ids).toEqual(['["data","message","text"]'])
  expect(findInJson(event, 'null').ids).toHaveLength(1)
  expect(findInJson(event, 'absent').ids).toEqual([])
})

test('of very many children the first are drawn and the rest are counted', () => {
  const many = { list: Array.from({ length: 100_000 }, (_, index) => index) }
  const lines = jsonLines(many, { ...folds, isOpen: { '["list"]': true } }, nothing)
  expect(lines).toHaveLength(102)
  expect(lines.map(({ rest }) => rest).filter(Boolean)).toEqual([99_900])
})

test('a word is copied without its quotes, all else as JSON', () => {
  expect(valueText('a "b"')).toBe('a "b"')
  expect(valueText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(valueText(undefined)).toBe('undefined')
})
