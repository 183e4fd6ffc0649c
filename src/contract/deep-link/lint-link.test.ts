import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { deliveriesOf } from './link-delivery.ts'
import { longestRead, longestUrl } from './link-limits.ts'
import { lintLink } from './lint-link.ts'

const portalOrigin = 'https://portal.example'
const documented = (context: unknown, before = '', behind = '') =>
  `${portalOrigin}/online/?${before}IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(context))}${behind}`
const ours = (context: Record<string, unknown>) => encodeWebLink({ portalOrigin, botDialogId: '7', context })
const app = (json: string, host = 'portal.example') =>
  `bx://v2/${host}/botContext/dialogId/7/context/${encodeURIComponent(json)}`
/** JSON with so many brackets around a text. */
const deep = (depth: number) => `${'{"a":'.repeat(depth)}"b"${'}'.repeat(depth)}`
const codesOf = (url: string, known = {}) =>
  lintLink(url, known).findings.map(({ code, at }) => (at === undefined ? code : `${code} ${at}`))

test('a link of ours with plain words has nothing wrong with it, and needs no repair', () => {
  expect(lintLink(ours({ action: 'openTask', source: 'card' }))).toEqual({
    findings: [],
    meant: { action: 'openTask', source: 'card' },
    lossyJson: undefined,
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
    [documented({ a: 'b' }, 'utm_source=x&'), 'dialogNotFirst'],
    [`${portalOrigin}/online/?BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D&IM_DIALOG=7`, 'dialogNotFirst'],
    [documented({ a: 'b' }).replace('/online/', '/'), 'otherPath'],
    [documented({ a: 'b' }).replace('/online/', '/crm/deal/'), 'otherPath'],
    [documented({ a: 'b' }).replace('IM_DIALOG', 'im_dialog'), 'otherCase'],
    [documented({ a: 'b' }, '', '&IM_DIALOG=8'), 'parameterTwice'],
    [documented({ a: 'b' }).replace('&', '&amp;'), 'htmlEscaped'],
    [documented({ a: 'b' }, '', '&amp;utm_source=x'), 'htmlEscaped'],
    [documented({ a: 'x/y' }), 'otherWriting'],
    [app('{"a":"b"}', '[x'), 'badPortal'],
    [app('{"a":"b"}', 'a%b'), 'badPortal'],
    [app('{"a":"b"}', 'portal.example:99999'), 'badPortal'],
    [app('{"a":"b"}', 'anna@portal.example'), 'badPortal'],
    ['https://portal.example:99999/online/?IM_DIALOG=7', 'badPortal'],
    [app(deep(3000)), 'tooDeep,tooLong,denseCode'],
    [app(deep(60)), ''],
    [app(deep(61)), 'tooDeep'],
    [documented({ a: 'z'.repeat(longestRead) }), 'tooLarge'],
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
    [documented({ 's\ud800': '\ud800' }), 'halfCharacter s\ud800'],
    [documented({ apiKey: 'x' }), 'secret apiKey'],
    [documented({ token: 'a1'.repeat(32) }), 'secret token'],
    [documented({ pairCode: 'a'.repeat(64) }), ''],
    [documented({ who: 'anna@shop.example' }), 'personal who'],
    [documented({ a: 'z'.repeat(longestUrl) }), 'tooLong'],
    [documented({ a: 'b' }).replace('https:', 'http:'), 'plainHttp'],
    [`${portalOrigin}/online/?IM_DIALOG=7`, 'noContext'],
    [`${portalOrigin}/online/?BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D`, 'noDialog'],
  ])('%s: %s', (url, expected) => {
    expect(codesOf(url).join()).toBe(expected)
  })
  test.each(['abc', '0', '-7', '7.5', 'chat', 'chat5x', '%00'])(
    '%s is neither a bot nor a chat',
    (dialog) => {
      expect(codesOf(ours({ a: 'b' }).replace('=7', `=${dialog}`))).toEqual(['badDialog'])
    },
  )
  test('an address of 100,000 characters is taken apart, one more is not', () => {
    const start = `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D&x=`
    const ofLength = (length: number) => start.padEnd(length, 'z')
    expect(codesOf(ofLength(100_000))).not.toContain('tooLarge')
    expect(codesOf(ofLength(100_001))).toEqual(['tooLarge'])
  })
  test('a strange portal and a bot that is not there, where they are known', () => {
    const known = { portals: ['https://other.example'], goneDialogIds: ['7'] }
    expect(codesOf(ours({ a: 'b' }), known)).toEqual(['unknownPortal', 'unknownBot'])
    expect(codesOf(ours({ a: 'b' }).replace('=7', '=chat7'), known)).toEqual(['unknownPortal'])
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
  test.each([
    ['{"n":1e400}', 'numberLost n'],
    ['{"a":"b","o":{"n":12345678901234567890}}', 'numberLost o.n'],
    ['{"a":"b","a":"c"}', 'nameTwice a'],
  ])('nothing where reading alters it: %s', (json, code) => {
    const broken = `${portalOrigin}/online/?utm_source=x&IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(json)}`
    expect(lintLink(broken)).toMatchObject({ lossyJson: json, repaired: undefined })
    expect(codesOf(broken)).toContain(code)
    expect(codesOf(broken)).not.toContain('otherWriting')
    expect(lintLink(app(json))).toMatchObject({ lossyJson: json, repaired: undefined })
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
  test('the port of a bx link stays', () => {
    expect(lintLink(app('{"p":"5%"}', 'portal.example:8024')).repaired).toContain(
      'bx://v2/portal.example:8024/botContext/',
    )
  })
  test('a plus in a bx link, which the desktop app leaves as it is', () => {
    const raw = 'bx://v2/portal.example/botContext/dialogId/7/context/%7B%22a%22%3A%22x+y%22%7D'
    expect(lintLink(raw)).toMatchObject({ meant: { a: 'x+y' } })
    expect(lintLink(raw).repaired).toBe(
      encodeAppLink({ portalOrigin, botDialogId: '7', context: { a: 'x+y' } }),
    )
  })
  test.each(['IM_NOTIFY=1', 'IM_HISTORY=5', 'IM_LINES=1', 'IM%5FLINES=1'])(
    'what opens something else is left out: %s',
    (winner) => {
      const { findings, repaired } = lintLink(documented({ a: 'b' }, '', `&${winner}&utm_source=x`))
      expect(findings.map(({ code }) => code)).toEqual(['opensOther'])
      expect(repaired).toBe(`${ours({ a: 'b' })}&utm_source=x`)
    },
  )
  test('a link that was copied out of HTML', () => {
    const copied = documented({ a: 'b' }, '', '&utm_source=x').replaceAll('&', '&amp;')
    expect(lintLink(copied).repaired).toBe(`${ours({ a: 'b' })}&utm_source=x`)
  })
  test('a part behind # stays', () => {
    expect(lintLink(`${documented({ a: '5%' })}#top`).repaired).toBe(`${ours({ a: '5%' })}#top`)
  })
  test('no portal, no repair; nor where a dialog cannot be written', () => {
    expect(lintLink(app('{"a":"5%"}', '[x')).repaired).toBeUndefined()
    expect(lintLink(documented({ a: '5%' }).replace('=7', '=\ud800')).repaired).toBeUndefined()
  })
  test('whoever is offered a repair is told why, and what is repaired needs none', () => {
    const piece = fc.constantFrom(
      'IM_DIALOG=7',
      'im_dialog=8',
      'utm_source=x',
      'IM_LINES=1',
      'amp;BOT_CONTEXT=%7B%22a%22%3A%22b%22%7D',
      'BOT_CONTEXT=%7B%22a%22%3A%225%25%22%7D',
      'bot_context={"a":"x+y"}',
      'BOT_CONTEXT=%257B%2522a%2522%253A1%257D',
      '',
    )
    const path = fc.constantFrom('/online/', '/online', '/', '/crm/')
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 5 }), (at, pieces) => {
        const { findings, repaired } = lintLink(`${portalOrigin}${at}?${pieces.join('&')}`)
        if (repaired === undefined) return
        expect(findings).not.toEqual([])
        expect(lintLink(repaired)).toMatchObject({ repaired: undefined })
        const { fullLoad, inPortalClick, mobile } = deliveriesOf(repaired)
        expect([fullLoad.kind, inPortalClick.kind, mobile.kind]).toEqual(Array(3).fill('delivered'))
      }),
      { numRuns: 1000 },
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
    '[x',
    'a%b',
    'portal.example:99999',
    'anna@',
    '/botContext/dialogId/',
    '/context/',
    encodeURIComponent(deep(80)),
    deep(3000),
    '[]a',
    '"\\\\"',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
        fc.string({ unit: 'binary' }),
        fc
          .tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'binary' }))
          .map(([host, text]) => app(JSON.stringify({ text }), host.replaceAll(/[\ud800-\udfff]/gu, ''))),
      ),
      (pasted) => {
        expect(lintLink(pasted).findings).toBeInstanceOf(Array)
        expect(Object.keys(deliveriesOf(pasted))).toHaveLength(5)
      },
    ),
    { numRuns: 2000 },
  )
})

test.each([
  ['1 MB of brackets', app('['.repeat(1_000_000))],
  ['1 MB of quotes and backslashes', documented('\\"'.repeat(500_000))],
  ['the longest there is, nested and never closed', app('[{"a":'.repeat(5000))],
  [
    'the longest there is, of names that become indexes',
    `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent(JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`]${n}`, 1]))))}`,
  ],
  [
    'the longest there is, quoted and never closed',
    `${portalOrigin}/online/?IM_DIALOG=7&BOT_CONTEXT={"a":"${'\\"'.repeat(49_000)}`,
  ],
])('%s is answered in a moment', (_, pasted) => {
  const startedAt = performance.now()
  expect(lintLink(pasted).findings.length).toBeGreaterThan(0)
  expect(Object.keys(deliveriesOf(pasted))).toHaveLength(5)
  expect(performance.now() - startedAt).toBeLessThan(1500)
})
