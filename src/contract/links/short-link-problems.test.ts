import { expect, test } from 'vitest'
import { findShortLinkProblems } from './short-link-problems.ts'
import type { ShortLinkFields } from './short-link.ts'

const origin = 'https://company.bitrix24.com'
const fields = (given: Partial<ShortLinkFields> = {}): ShortLinkFields => ({
  name: 'Poster',
  campaign: '',
  botDialogId: '7',
  botName: 'Promo',
  carries: 'token',
  context: { promo: 'x' },
  parameters: [['utm_source', 'poster']],
  title: '',
  text: '',
  expiresAt: null,
  maxUses: null,
  ...given,
})

test('an ordinary link has no problem', () => {
  expect(findShortLinkProblems(fields(), origin)).toEqual([])
  expect(findShortLinkProblems(fields({ carries: 'context' }), origin)).toEqual([])
})

test.each([
  'BOT_CONTEXT',
  'bot_context',
  'BOT.CONTEXT',
  'BOT CONTEXT',
  'IM_DIALOG[]',
  ' IM_LINES',
  'im_history',
])('the portal’s own parameter %s is refused', (name) => {
  const problems = findShortLinkProblems(fields({ parameters: [[name, '{}']] }), origin)
  expect(problems).toEqual([{ field: 'parameters', text: expect.stringContaining('IM_ or BOT_') as string }])
})

test('each name stands once', () => {
  const twice: [string, string][] = [
    ['utm_source', 'a'],
    ['UTM_Source', 'b'],
  ]
  expect(findShortLinkProblems(fields({ parameters: twice }), origin)[0]?.text).toBe('each name once')
})

test('a context has 10,000 characters at most, and carried as it is far fewer', () => {
  const stored = fields({ context: { text: 'x'.repeat(9_900) } })
  expect(findShortLinkProblems(stored, origin)).toEqual([])
  expect(findShortLinkProblems({ ...stored, carries: 'context' }, origin)).toEqual([
    { field: 'context', text: expect.stringContaining('let it carry the token alone') as string },
  ])
  expect(findShortLinkProblems(fields({ context: { text: 'x'.repeat(10_000) } }), origin)[0]?.field).toBe(
    'context',
  )
})

test('parameters that make the address too long are told as such', () => {
  const parameters: [string, string][] = [1, 2, 3, 4].map((n) => [`utm_${n}`, 'я'.repeat(200)])
  expect(findShortLinkProblems(fields({ parameters }), origin)[0]?.field).toBe('parameters')
})

test('a context that is carried leaves the name of the token free', () => {
  const context = { link: 'https://example.com' }
  expect(findShortLinkProblems(fields({ context }), origin)).toEqual([])
  expect(findShortLinkProblems(fields({ context, carries: 'context' }), origin)[0]?.field).toBe('context')
})

test('a context is nested a hundred levels deep and no deeper', () => {
  const nested = (levels: number): Record<string, unknown> => {
    let value: unknown = 1
    for (let level = 1; level < levels; level += 1) value = [value]
    return { value }
  }
  expect(findShortLinkProblems(fields({ context: nested(100) }), origin)).toEqual([])
  for (const levels of [101, 100_000])
    expect(findShortLinkProblems(fields({ context: nested(levels) }), origin)).toEqual([
      { field: 'context', text: 'nested at most 100 levels deep' },
    ])
})
