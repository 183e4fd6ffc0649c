import { expect, test } from 'vitest'
import { linkEndpoints } from './link-endpoints.ts'
import { shortLinkFieldsSchema } from './short-link.ts'

const fields = {
  name: 'Poster',
  campaign: '',
  botDialogId: '7',
  botName: 'Promo bot',
  carries: 'token',
  context: {},
  parameters: [],
  title: '',
  text: '',
  expiresAt: null,
  maxUses: null,
}
const isRight = (given: object) => shortLinkFieldsSchema.safeParse({ ...fields, ...given }).success

test.each([
  [0, true],
  [Date.UTC(9999, 11, 31), true],
  [-1, false],
  [Date.UTC(10_000, 0), false],
  [9e15, false],
])('a link that ends at %d: %s', (expiresAt, expected) => {
  expect(isRight({ expiresAt })).toBe(expected)
})

test.each(['name', 'campaign', 'botName', 'title', 'text'])(
  '%s has line ends and tabs, and no other control characters',
  (field) => {
    expect(isRight({ [field]: 'one\r\n\ttwo ☃ \u{1f600}' })).toBe(true)
    for (const control of ['\u0000', '\u0008', '\u001b', '\u007f', '\u0085'])
      expect(isRight({ [field]: `one${control}two` })).toBe(false)
  },
)

test('neither has what is looked for', () => {
  const { input } = linkEndpoints.listLinks
  expect(input.safeParse({ q: 'summer', campaign: 'Winter' }).success).toBe(true)
  expect(input.safeParse({ q: 'sum\u0000mer' }).success).toBe(false)
  expect(input.safeParse({ campaign: '\u0000' }).success).toBe(false)
})
