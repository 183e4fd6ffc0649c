import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { decodeEvents, encodeEvents, regroupBytes } from './event-bytes.ts'

const item = (eventId: number, data: unknown = {}): PolledItem => ({ eventId, type: 'X', date: '', data })
const items = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => item(from + n))

test('any text comes back as it went in, line breaks included', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const given = texts.map((text, n) => item(n, { text: `${text}\n\u2028"\\n` }))
      expect(decodeEvents(encodeEvents(given))).toEqual(given)
    }),
  )
})

test('an event of many megabytes comes back, too', () => {
  const given = [item(1), item(2, { text: 'ж'.repeat(3_000_000) }), item(3)]
  expect(decodeEvents(encodeEvents(given))).toEqual(given)
})

test('a part is read without the rest', () => {
  const bytes = encodeEvents(items(0, 10))
  expect(decodeEvents(bytes, 0, 3)).toEqual(items(0, 3))
  expect(decodeEvents(bytes, 7)).toEqual(items(7, 10))
  expect(decodeEvents(bytes, 4, 4)).toEqual([])
})

test('small records become pieces of the size that was asked for, in the same order', () => {
  const parts = [items(0, 3), items(3, 4), items(4, 9)].map(encodeEvents)
  const pieces = regroupBytes(parts, 4)
  expect(pieces.map((piece) => decodeEvents(piece).length)).toEqual([4, 4, 1])
  expect(pieces.flatMap((piece) => decodeEvents(piece))).toEqual(items(0, 9))
})

test.each([
  { bot: { auth: { access_token: 'canary' } } },
  { BOTTOKEN: 'canary' },
  { deep: [{ application_token: 'canary' }] },
  { auth: [], nested: { auth: { refresh_token: 'canary' } } },
])('no token is kept of %o', (data) => {
  expect(new TextDecoder().decode(encodeEvents([item(1, data)]))).not.toContain('canary')
})

test('a message that speaks of tokens stays whole', () => {
  const given = [item(1, { message: { text: '{"auth":"see above"}' }, bot: { auth: [] } })]
  expect(decodeEvents(encodeEvents(given))).toEqual(given)
})
