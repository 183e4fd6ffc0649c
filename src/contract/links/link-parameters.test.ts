import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveriesOf } from '../deep-link/link-delivery.ts'
import { isTakenName, looksLikeQuery, splitQuery, withParameters } from './link-parameters.ts'
import { linksOf } from './recipe-links.ts'

const made = (parameters: readonly [string, string][]) =>
  linksOf({ botId: 7, context: { a: 'b' }, parameters: [...parameters] }, 'https://portal.example')

/** As addresses hold it: half a character becomes U+FFFD. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd')

test('whatever stands behind the context, the bot gets the same, and the address gives it back', () => {
  const text = fc.string({ unit: 'binary' })
  const parameter = fc.tuple(
    text.filter((name) => !/^(im_|bot_context)/i.test(name)),
    text,
  )
  fc.assert(
    fc.property(fc.array(parameter, { maxLength: 5 }), (parameters) => {
      const { webLink } = made(parameters)
      for (const reader of ['fullLoad', 'inPortalClick', 'mobile'] as const)
        expect(deliveriesOf(webLink)[reader]).toMatchObject({ kind: 'delivered', received: { a: 'b' } })
      const behind = [...new URL(webLink).searchParams].slice(2)
      expect(behind).toEqual(parameters.map(([name, value]) => [wellFormed(name), wellFormed(value)]))
    }),
  )
})

test('a pasted query or a whole address is split; what the portal reads itself is left out', () => {
  const parts = [
    ['utm_source', 'mail'],
    ['utm_content', '100% #1'],
    ['x', ''],
  ]
  expect(splitQuery('?utm_source=mail&utm_content=100%25+%231&x')).toEqual(parts)
  expect(splitQuery('https://a.example/p?IM_DIALOG=7&utm_source=mail&im_notify=1#x=1')).toEqual([
    ['utm_source', 'mail'],
  ])
  expect(splitQuery('https://a.example/p')).toEqual([])
})

test.each(['utm_source=mail', '?a=1', 'a=1&b=2', 'https://a.example/?a=1', ' &utm_term='])(
  '%s is a query',
  (text) => expect(looksLikeQuery(text)).toBe(true),
)
test.each(['mail', 'a=b', '1 + 1 = 2 & more', 'https://a.example/', ''])('%s is just a value', (text) =>
  expect(looksLikeQuery(text)).toBe(false),
)

test.each(['IM_DIALOG', 'BOT_CONTEXT', 'IM_NOTIFY', 'IM_HISTORY', 'IM_LINES', ' im_history ', 'im_lines'])(
  '%s is read by the portal itself',
  (name) => {
    expect(isTakenName(name)).toBe(true)
    expect(splitQuery(`?a=1&${encodeURIComponent(name)}=7`)).toEqual([['a', '1']])
  },
)
test.each(['im_dialogs', 'my_bot_context', 'im', 'utm_source'])('%s is not', (name) =>
  expect(isTakenName(name)).toBe(false),
)

test('no parameters, nothing behind', () => {
  expect(withParameters('https://a.example/?b=1', [])).toBe('https://a.example/?b=1')
})
