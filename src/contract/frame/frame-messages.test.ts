import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrameName, encodeFrameAnswer, encodeFrameName, parseFrameCommand } from './frame-messages.ts'

test('a command without parameters has an empty object', () => {
  expect(parseFrameCommand('getInitData:key1:sid9')).toEqual({
    command: 'getInitData',
    params: {},
    callbackKey: 'key1',
    appSid: 'sid9',
  })
})

test('the colons of the JSON stay in the parameters', () => {
  const sent = 'openPath:{"path":"/online/?a=1:2","n":{"b":"c:d"}}:key1:sid9'
  expect(parseFrameCommand(sent)?.params).toEqual({ path: '/online/?a=1:2', n: { b: 'c:d' } })
})

test('a command with a colon comes as an object', () => {
  const sent = { method: 'a:b', params: { x: 1 }, callback: 'key1', appSid: 'sid9', requestId: 'r' }
  expect(parseFrameCommand(sent)).toEqual({
    command: 'a:b',
    params: { x: 1 },
    callbackKey: 'key1',
    appSid: 'sid9',
  })
})

test('whatever else arrives is not a command', () => {
  for (const sent of ['', 'getInitData', 'getInitData:key', ':k:s', 7, null, { method: 'x' }])
    expect(parseFrameCommand(sent)).toBeUndefined()
})

test('anything a page posts is read or left alone, never thrown at', () => {
  fc.assert(fc.property(fc.anything(), (sent) => void parseFrameCommand(sent)))
})

test('an answer is the key, a colon and JSON', () => {
  expect(encodeFrameAnswer('key1', { a: 1 })).toBe('key1:{"a":1}')
  expect(encodeFrameAnswer('key1')).toBe('key1:')
})

test('a frame name survives, ports included; other names are none', () => {
  const name = { domain: '127.0.0.1:8024', secure: false, appSid: 'ab12' }
  expect(decodeFrameName(encodeFrameName(name))).toEqual(name)
  for (const other of ['', 'x', 'a|2|b', 'a|1|', '|1|b', 'a|1|b|c', 'a b|1|c', 'https://a|1|b', 'a|1|b c'])
    expect(decodeFrameName(other)).toBeUndefined()
})
