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

test('any context is the same text after one, two and three decodes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
      (context) => {
        const encoded = encodeContext(context)
        for (const times of [1, 2, 3]) expect(JSON.parse(decode(encoded, times))).toEqual(wellFormed(context))
      },
    ),
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
