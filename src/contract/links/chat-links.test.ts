import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveriesOf } from '../deep-link/link-delivery.ts'
import { chatLinksOf } from './chat-links.ts'

const token = 'ab'.repeat(16)
const link: Parameters<typeof chatLinksOf>[0] = {
  portalOrigin: 'https://company.bitrix24.com',
  botDialogId: '7',
  carries: 'token',
  context: { promo: '100% & more', n: 5 },
  parameters: [],
  token,
}

const meantBy = (webLink: string, reader: 'fullLoad' | 'inPortalClick' | 'mobile' | 'desktop') => {
  const delivery = deliveriesOf(webLink)[reader]
  return delivery.kind === 'delivered' ? delivery.meant : delivery.why
}

test('with a token, the token is all that the address carries', () => {
  const { webLink, appLink } = chatLinksOf(link)
  expect(webLink).not.toContain('promo')
  for (const reader of ['fullLoad', 'inPortalClick', 'mobile'] as const)
    expect(meantBy(webLink, reader)).toEqual({ link: token })
  expect(meantBy(appLink, 'desktop')).toEqual({ link: token })
})

test('with the context, the token stands beside it', () => {
  const { webLink, appLink } = chatLinksOf({ ...link, carries: 'context' })
  expect(meantBy(webLink, 'fullLoad')).toEqual({ ...link.context, link: token })
  expect(meantBy(appLink, 'desktop')).toEqual({ ...link.context, link: token })
})

test('what a visitor brings replaces the link’s own of the same name, and the rest is added', () => {
  const { webLink } = chatLinksOf({
    ...link,
    parameters: [
      ['utm_source', 'poster'],
      ['utm_medium', 'print'],
    ],
    brought: [
      ['utm_medium', 'mail & more'],
      ['utm_term', 'x'],
    ],
  })
  expect(webLink.split('&').slice(2)).toEqual(['utm_source=poster', 'utm_medium=mail+%26+more', 'utm_term=x'])
})

test('whatever stands behind the context, every reader finds the same context', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (pairs) => {
      const brought = pairs.map(([name, value]): [string, string] => [`utm_${name}`, value])
      const { webLink } = chatLinksOf({ ...link, brought })
      for (const reader of ['fullLoad', 'inPortalClick', 'mobile'] as const)
        expect(meantBy(webLink, reader)).toEqual({ link: token })
    }),
  )
})
