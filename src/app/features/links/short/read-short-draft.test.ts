import { expect, test } from 'vitest'
import type { ShortLinkView } from '../../../../contract/links/short-link.ts'
import { formatLocalTime } from './local-time.ts'
import { readShortDraft } from './read-short-draft.ts'
import {
  emptyShortDraft,
  shortDraftOf,
  shortDraftSchema,
  withRecipe,
  type ShortDraft,
} from './short-draft.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const around = { botName: 'Support', portalOrigin: 'https://company.bitrix24.com', now }
const typed: ShortDraft = { ...emptyShortDraft, name: 'Poster', botDialogId: '456' }

const problemsOf = (part: Partial<ShortDraft>) => {
  const read = readShortDraft({ ...typed, ...part }, around)
  return 'problems' in read ? read.problems : {}
}

test('what is enough: a name and a bot; the rest is as it stands there', () => {
  expect(readShortDraft(typed, around)).toMatchObject({
    slug: undefined,
    fields: {
      name: 'Poster',
      botName: 'Support',
      carries: 'token',
      context: { action: 'hello' },
      parameters: [],
      expiresAt: null,
      maxUses: null,
    },
  })
})

test('spaces at the ends and a slug in capitals are slips of the hand', () => {
  expect(
    readShortDraft({ ...typed, name: ' Poster ', slug: ' Spring-26 ', maxUses: ' 5 ' }, around),
  ).toMatchObject({ slug: 'spring-26', fields: { name: 'Poster', maxUses: 5 } })
})

test('every problem stands at its field, all at once', () => {
  const past = formatLocalTime(now - 60_000)
  const link = { ...typed.link, mode: 'json' as const, json: '[1]' }
  const problems = problemsOf({
    name: ' ',
    slug: 'A',
    expires: past,
    maxUses: '1,5',
    title: 't'.repeat(81),
    link,
  })
  expect(problems).toEqual({
    name: 'Give the link a name; visitors do not see it.',
    slug: '3 to 40 lower-case letters, digits and dashes, no dash at an end.',
    expiresAt: 'This moment has passed.',
    maxUses: 'A whole number; empty for as many as like.',
    title: 'A text of at most 80 characters.',
    context: expect.stringContaining('This is a list.') as string,
  })
})

test.each([
  ['0', 'At least 1.'],
  ['1000001', 'At most a million.'],
  ['many', 'A whole number; empty for as many as like.'],
])('uses: %s', (maxUses, problem) => {
  expect(problemsOf({ maxUses })).toEqual({ maxUses: problem })
})

test('half a date is none', () => {
  expect(problemsOf({ expires: '2026-11-2' })).toEqual({ expiresAt: 'Give a date and a time, or neither.' })
})

test('what the token is called in the context is taken only where both stand side by side', () => {
  const link = { ...typed.link, mode: 'json' as const, json: '{"link":"mine"}' }
  expect(problemsOf({ link, carries: 'token' })).toEqual({})
  expect(problemsOf({ link, carries: 'context' }).context).toContain('is the token’s')
})

test('the portal’s own names may not stand behind the context', () => {
  const link = { ...typed.link, parameters: [{ id: 1, name: 'IM_LINES', value: '1' }] }
  expect(problemsOf({ link }).parameters).toContain('the portal’s own')
})

const kept: ShortLinkView = {
  id: 'a1',
  slug: 'spring-26',
  url: 'https://worker.example/spring-26',
  state: 'expired',
  name: 'Poster',
  campaign: 'spring',
  botDialogId: '456',
  botName: 'Support',
  carries: 'context',
  parameters: [['utm_source', 'poster']],
  title: 'Hello',
  text: '',
  expiresAt: now - 12_345,
  maxUses: 7,
  createdAt: now - 86_400_000,
  createdBy: 1,
  revokedAt: null,
  funnel: { landed: 0, app: 0, browser: 0, copied: 0, received: 0, replied: 0 },
}

test('a link that is there comes back as it was, an end that has passed to the millisecond', () => {
  const context = { taskId: 456, nested: { list: [1, null] } }
  const { expiresAt } = kept
  expect(readShortDraft(shortDraftOf({ ...kept, context }), { ...around, expiresAt })).toMatchObject({
    slug: 'spring-26',
    fields: {
      name: 'Poster',
      campaign: 'spring',
      carries: 'context',
      context,
      parameters: [['utm_source', 'poster']],
      expiresAt,
      maxUses: 7,
    },
  })
})

test('a built link replaces context, parameters and bot, and nothing else that was typed', () => {
  const draft = withRecipe(
    { ...typed, title: 'Hello', expires: '2027-01-01T10:00' },
    { template: 'task', botId: 9, context: { taskId: 1 }, parameters: [['utm_source', 'mail']] },
    'context',
  )
  expect(draft).toMatchObject({
    name: 'Poster',
    title: 'Hello',
    expires: '2027-01-01T10:00',
    botDialogId: '9',
  })
  expect(readShortDraft(draft, around)).toMatchObject({
    fields: { context: { taskId: 1 }, parameters: [['utm_source', 'mail']], carries: 'context' },
  })
  expect(shortDraftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
})
