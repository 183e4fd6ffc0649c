import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAppLink, encodeContext, encodeWebLink } from './deep-link.ts'

const link = {
  portalOrigin: 'https://portal.example',
  botDialogId: '456',
  context: { promo: '100% off + 5€' },
}

const decode = (text: string, times: number): string =>
  times === 0 ? text : decode(decodeURIComponent(text), times - 1)

/** JSON has no lone surrogates to give back: the encoder says U+FFFD for them. */
const wellFormed = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
      escape.startsWith('\\ud') ? '\\ufffd' : escape,
    ),
  )

/** Any UTF-16, half characters and everything readers cut at included. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '%',
        '%25',
        '%zz',
        '+',
        '&',
        '=',
        '#',
        '?',
        '/',
        '\\',
        '"',
        '\\ud800',
        '\u0000',
        '\u2028',
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

/** `__proto__` as a member of its own, as `JSON.parse` makes one. */
const withProto = (value: unknown): Record<string, unknown> =>
  JSON.parse(`{"__proto__":${JSON.stringify(value)},"a":1}`) as Record<string, unknown> // the text is an object

const anyContext = fc.oneof(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
  fc.dictionary(hostileText, fc.oneof(hostileText, fc.array(hostileText, { maxLength: 3 }), fc.double())),
  fc.jsonValue({ maxDepth: 2 }).map(withProto),
)

const staysTheSame = (context: Record<string, unknown>) => {
  const encoded = encodeContext(context)
  for (const times of [1, 2, 3]) expect(JSON.parse(decode(encoded, times))).toEqual(wellFormed(context))
}

test('any context is the same text after one, two and three decodes', () => {
  fc.assert(fc.property(anyContext, staysTheSame), { numRuns: 1000 })
})

test('a deep one too, and one of 10 kB', () => {
  const nested = fc.tuple(hostileText, fc.integer({ min: 20, max: 200 })).map(([text, depth]) =>
    Array.from({ length: depth }).reduce<Record<string, unknown>>((inner) => ({ [text]: [inner] }), {
      text,
    }),
  )
  fc.assert(fc.property(nested, staysTheSame), { numRuns: 50 })
  const large = hostileText.map((text) => ({ text: `${text}%+€`.repeat(10_000 / (text.length + 3)) }))
  fc.assert(fc.property(large, staysTheSame), { numRuns: 50 })
})

test('on its way a context is plain: nothing in it that a reader cuts at, or decodes once more', () => {
  fc.assert(
    fc.property(anyContext, (context) => {
      const encoded = encodeContext(context)
      expect(encoded).toMatch(/^[\w%.!~*'()-]+$/)
      expect(decode(encoded, 1)).not.toMatch(/[%+/?#&=]/)
    }),
  )
})

test('a lone surrogate does not stop the link', () => {
  expect(JSON.parse(decode(encodeContext({ a: 'x\ud800' }), 1))).toEqual({ a: 'x\ufffd' })
})

test('the documented encoding loses what ours keeps', () => {
  const documented = encodeURIComponent(JSON.stringify(link.context))
  expect(() => decode(documented, 2)).toThrow(URIError)
  expect(JSON.parse(decode(encodeContext(link.context), 2))).toEqual(link.context)
})

test('IM_DIALOG stands first and BOT_CONTEXT right behind it', () => {
  expect(encodeWebLink(link)).toMatch(
    /^https:\/\/portal\.example\/online\/\?IM_DIALOG=456&BOT_CONTEXT=[^&]+$/,
  )
})

test('no slash of the context splits an app link', () => {
  const path = encodeAppLink({ ...link, context: { url: 'https://a/b' } }).split('/')
  expect(path.slice(2, 8)).toEqual(['v2', 'portal.example', 'botContext', 'dialogId', '456', 'context'])
  expect(path).toHaveLength(9)
})
