import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { deliveriesOf } from './link-delivery.ts'
import { lintLink, longestUrl } from './lint-link.ts'

const portalOrigin = 'https://portal.example'
const documented = (context: unknown, before = '', behind = '') =>
  `${portalOrigin}/online/?${before}IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(context))}${behind}`
const ours = (context: Record<string, unknown>) => encodeWebLink({ portalOrigin, botDialogId: '7', context })
const codesOf = (url: string, known = {}) =>
  lintLink(url, known).findings.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`))

test('a link of ours with plain words has nothing wrong with it, and needs no repair', () => {
  expect(lintLink(ours({ action: 'openTask', source: 'card' }))).toEqual({
    findings: [],
    meant: { action: 'openTask', source: 'card' },
    botDialogId: '7',
    repaired: undefined,
  })
})

describe('what is found', () => {
  test.each([
    ['', 'noLink'],
    ['javascript:alert(1)', 'noLink'],
    [documented({ promo: '100% off' }), 'altered'],
    [documented({ url: 'https://a.example/?q=a%2Bb' }), 'altered'],
    [documented({ a: 'b' }, 'utm_source=x&'), ''],
    [
      `${portalOrigin}/online/?IM_DIALOG=7&utm_source=x&BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D`,
      'notBehindDialog',
    ],
    [documented({ a: 'b' }, '', '&IM_LINES=1'), 'opensOther'],
    [documented('text'), 'notAnObject'],
    [documented({}), 'neverDelivered'],
    [documented({ a: null }), 'neverDelivered'],
    [documented({ n: 456, a: { ok: true } }), 'becomesText n,becomesText a.ok'],
    [documented({ a: 'b', none: null, l: [] }), 'vanishes none,vanishes l'],
    [documented({ 'a]b': 'x' }), 'reshaped'],
    [documented({ s: '\ud800' }), 'halfCharacter s'],
    [documented({ apiKey: 'x' }), 'secret apiKey'],
    [documented({ t: 'a'.repeat(64) }), 'secret t'],
    [documented({ pairCode: 'a'.repeat(64) }), ''],
    [documented({ who: 'anna@shop.example' }), 'personal who'],
    [documented({ a: 'z'.repeat(longestUrl) }), 'tooLong'],
    [documented({ a: 'b' }).replace('https:', 'http:'), 'plainHttp'],
    [`${portalOrigin}/online/?IM_DIALOG=7`, 'noContext'],
    [`${portalOrigin}/online/?BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D`, 'noDialog'],
  ])('%s: %s', (url, expected) => {
    expect(codesOf(url).join()).toBe(expected)
  })
  test('a strange portal and a bot that is not there, where they are known', () => {
    const known = { portals: ['https://other.example'], botDialogIds: ['8'] }
    expect(codesOf(ours({ a: 'b' }), known)).toEqual(['unknownPortal', 'unknownBot'])
  })
})

describe('what is repaired', () => {
  test('a percent, an encoded address and a wrong order; what else stood there stands behind', () => {
    const broken = `${portalOrigin}/online/?utm_source=x&BOT_CONTEXT=${encodeURIComponent('{"promo":"100% off"}')}&im_dialog=7`
    const { repaired = '', meant } = lintLink(broken)
    expect(repaired).toBe(`${ours({ promo: '100% off' })}&utm_source=x`)
    expect(meant).toEqual({ promo: '100% off' })
    expect(lintLink(repaired).findings).toEqual([])
  })
  test('one that was encoded twice', () => {
    const twice = `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(encodeURIComponent('{"a":"50%"}'))}`
    expect(lintLink(twice).repaired).toBe(ours({ a: '50%' }))
  })
  test('a bx link', () => {
    const broken = `bx://v2/portal.example/botContext/dialogId/7/context/${encodeURIComponent('{"p":"5% / more"}')}`
    expect(lintLink(broken).repaired).toBe(
      encodeAppLink({ portalOrigin, botDialogId: '7', context: { p: '5% / more' } }),
    )
  })
  test('every repaired link means the same to every reader', () => {
    const anyContext = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.oneof(fc.string(), fc.constantFrom('50% off', 'a%2Bb', 'x&y=z#1?', '+')),
      { minKeys: 1, maxKeys: 4 },
    )
    fc.assert(
      fc.property(anyContext, (context) => {
        const { repaired = documented(context) } = lintLink(documented(context, 'utm_campaign=y&'))
        const { fullLoad, inPortalClick, mobile } = deliveriesOf(repaired)
        const received = (of: typeof fullLoad) =>
          of.kind === 'delivered' ? JSON.stringify(of.received) : of.why
        expect(received(inPortalClick)).toBe(received(fullLoad))
        expect(received(mobile)).toBe(received(fullLoad))
        expect(lintLink(repaired).findings.filter(({ code }) => code === 'altered')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

test('whatever is pasted, it is answered and nothing is thrown', () => {
  const pieces = fc.constantFrom(
    'bx://v2/',
    'https://',
    'portal.example',
    '/online/?',
    'IM_DIALOG=',
    '7',
    '&',
    'BOT_CONTEXT=',
    '%',
    '%7B',
    '{"a":1}',
    '/',
    '#',
    '\ud800',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (pasted) => {
        expect(lintLink(pasted).findings).toBeInstanceOf(Array)
      },
    ),
    { numRuns: 2000 },
  )
})
