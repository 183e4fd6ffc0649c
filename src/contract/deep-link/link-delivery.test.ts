import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLink, type LinkReader } from '../../emulator/links/link-readers.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import { clickedContext } from './clicked-context.ts'
import { encodeAppLink, encodeWebLink } from './deep-link.ts'
import { deliveriesOf, linkReaders, type LinkReaderName } from './link-delivery.ts'

const domain = 'portal.example'
const portalOrigin = `https://${domain}`

/** What the emulator's readers, written apart from ours, hand to the platform. */
const emulated: Record<LinkReaderName, LinkReader> = {
  fullLoad: 'full-load',
  fullLoadOlder: 'full-load-older',
  inPortalClick: 'in-portal-click',
  desktop: 'desktop',
  mobile: 'mobile',
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The context as PHP builds it from the posted form, or what was said instead. */
const emulatedContext = (reader: LinkReaderName, url: string): unknown => {
  const read = (as: LinkReader) => readLink({ reader: as, url, domain })
  let reading = read(emulated[reader])
  // What the click does not take is an ordinary page load.
  if (reader === 'inPortalClick' && reading.outcome === 'ignored') reading = read('full-load')
  if (reading.outcome !== 'open' || !reading.sends || reading.formBody === null) return 'unheard'
  const form = decodeForm(reading.formBody)
  const context = isObject(form) ? form.context : undefined
  return isObject(context) ? JSON.stringify(context) : 'unheard'
}

const ourContext = (reader: LinkReaderName, url: string): unknown => {
  const delivery = deliveriesOf(url)[reader]
  return delivery.kind === 'delivered' ? JSON.stringify(delivery.received) : 'unheard'
}

const anyContext = fc.dictionary(
  fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a]b', '', '0', '1', '__proto__', 'a[b', 'ключ')),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 5 },
)

describe('our readers and the emulator’s, which know nothing of each other, agree', () => {
  test.each(linkReaders)('%s: on our links', (reader) => {
    fc.assert(
      fc.property(anyContext, (context) => {
        const link = { portalOrigin, botDialogId: '7', context }
        const url = reader === 'desktop' ? encodeAppLink(link) : encodeWebLink(link)
        expect(ourContext(reader, url)).toBe(emulatedContext(reader, url))
      }),
      { numRuns: 400 },
    )
  })
  test.each(linkReaders)(
    '%s: on the documented encoding, and on links with something else in them',
    (reader) => {
      const piece = fc.constantFrom(
        'IM_DIALOG=7',
        'im_dialog=7',
        'utm_source=x',
        'IM_LINES=1',
        'BOT_CONTEXT=%7B%7D',
      )
      fc.assert(
        fc.property(
          anyContext,
          fc.array(piece, { maxLength: 3 }),
          fc.boolean(),
          (context, pieces, isFirst) => {
            const encoded = `BOT_CONTEXT=${encodeURIComponent(JSON.stringify(context))}`
            const query = (isFirst ? ['IM_DIALOG=7', encoded, ...pieces] : [...pieces, encoded]).join('&')
            const url =
              reader === 'desktop'
                ? `bx://v2/${domain}/botContext/dialogId/7/context/${encodeURIComponent(JSON.stringify(context))}`
                : `${portalOrigin}/online/?${query}`
            expect(ourContext(reader, url)).toBe(emulatedContext(reader, url))
          },
        ),
        { numRuns: 400 },
      )
    },
  )
})

const web = (query: string) => `${portalOrigin}/online/?${query}`
const json = encodeURIComponent('{"a":"b"}')

test.each([
  ['fullLoad', web(`IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent('{"p":"100% off"}')}`), 'undecodable'],
  ['fullLoad', web('IM_DIALOG=7'), 'noContext'],
  ['fullLoad', web(`BOT_CONTEXT=${json}`), 'noDialog'],
  ['fullLoad', web(`IM_DIALOG=7&BOT_CONTEXT=${json}&IM_LINES=1`), 'opensOther'],
  ['fullLoad', web('IM_DIALOG=7&BOT_CONTEXT=%7B%7D'), 'emptyContext'],
  ['fullLoad', web('IM_DIALOG=7&BOT_CONTEXT=5'), 'textOnly'],
  ['fullLoad', web(`IM_DIALOG=7&BOT_CONTEXT=${encodeURIComponent('{"s":"\\ud800"}')}`), 'unsendable'],
  ['fullLoadOlder', web(`IM_DIALOG=7&BOT_CONTEXT=${json}`), 'textOnly'],
  ['inPortalClick', web(`IM_DIALOG=7&utm_source=x&BOT_CONTEXT=${json}`), 'notBehindDialog'],
  ['desktop', `bx://v2/${domain}/botContext/dialogId/7/context/%7B%`, 'aborted'],
  ['desktop', web(`IM_DIALOG=7&BOT_CONTEXT=${json}`), 'otherReader'],
  ['mobile', web(`utm_source=x&IM_DIALOG=7&BOT_CONTEXT=${json}`), 'dialogElsewhere'],
  ['mobile', `${portalOrigin}/?IM_DIALOG=7&BOT_CONTEXT=${json}`, 'dialogElsewhere'],
  ['mobile', web('utm_source=x'), 'noDialog'],
  ['desktop', `bx://v2/[x/botContext/dialogId/7/context/${json}`, 'badPortal'],
  ['fullLoad', web(`IM_DIALOG=7&BOT_CONTEXT=${'['.repeat(3000)}1${']'.repeat(3000)}`), 'tooDeep'],
  ['mobile', web(`IM_DIALOG=7&BOT_CONTEXT=${'['.repeat(3000)}1${']'.repeat(3000)}`), 'tooDeep'],
  ['mobile', `bx://v2/${domain}/botContext/dialogId/7/context/${json}`, 'otherReader'],
] as const)('%s of %s: unheard, %s', (reader, url, why) => {
  expect(deliveriesOf(url)[reader]).toMatchObject({ kind: 'unheard', why })
})

describe('what a click makes of a context', () => {
  test.each([
    [
      { n: 456, ok: true, no: false },
      { n: '456', ok: 'Y', no: 'N' },
    ],
    [{ none: null, empty: {}, list: [] }, undefined],
    [{ list: [1, null, 3] }, { list: { 0: '1', 2: '3' } }],
    [{ list: [1, [2, null]] }, { list: ['1', ['2']] }],
    [{ 0: 'a', 1: 'b' }, ['a', 'b']],
    [{ 'a]b': { c: 1 } }, { a: '1' }],
    [{ '': 'x' }, ['x']],
    [{}, undefined],
  ])('%j → %j', (context, received) => {
    expect(clickedContext(context)).toEqual(received)
  })
})

test('a plus is a space to whoever reads an address as a form, and a plus to the desktop app', () => {
  const plus = '%7B%22a%22%3A%22x+y%22%7D'
  const { fullLoad, inPortalClick, mobile } = deliveriesOf(web(`IM_DIALOG=7&BOT_CONTEXT=${plus}`))
  for (const delivery of [fullLoad, inPortalClick, mobile])
    expect(delivery).toMatchObject({ kind: 'delivered', received: { a: 'x y' } })
  expect(deliveriesOf(`bx://v2/${domain}/botContext/dialogId/7/context/${plus}`).desktop).toMatchObject({
    received: { a: 'x+y' },
  })
})

test('a backslash and letters that look like half a character are only text', () => {
  const link = { portalOrigin, botDialogId: '7', context: { path: 'C:\\ud800' } }
  expect(deliveriesOf(encodeWebLink(link)).fullLoad).toMatchObject({ kind: 'delivered' })
})
