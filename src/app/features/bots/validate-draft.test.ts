import { expect, test } from 'vitest'
import type { BotDraft } from './bot-draft.ts'
import { emptyDraft } from './bot-draft.ts'
import { validateChange, validateDraft } from './validate-draft.ts'

const good: BotDraft = { ...emptyDraft, code: 'support', name: 'Support' }
const problemsOf = (part: Partial<BotDraft>, needsBotToken = false) =>
  Object.keys(validateDraft({ ...good, ...part }, { needsBotToken }))

test('code and name are all a bot needs', () => {
  expect(problemsOf({})).toEqual([])
  expect(problemsOf({ code: ' ', name: '' })).toEqual(['code', 'name'])
})

test.each([
  ['', false],
  ['not an address', false],
  ['ftp://bot.example.com/', false],
  ['http://localhost:3000/', false],
  ['https://.../', false],
  ['https://user:pass@bot.example.com/', false],
  ['http://127.0.0.1:3000/', true],
  ['https://bot.example.com/events?key=1', true],
])('webhook address %s: %s', (webhookUrl, isGood) => {
  expect(problemsOf({ eventMode: 'webhook', webhookUrl })).toEqual(isGood ? [] : ['webhookUrl'])
  expect(problemsOf({ eventMode: 'fetch', webhookUrl })).toEqual([])
})

test('a token is wanted over a webhook address only, and has at most 40 characters', () => {
  expect(problemsOf({ botToken: '' })).toEqual([])
  expect(problemsOf({ botToken: '' }, true)).toEqual(['botToken'])
  expect(problemsOf({ botToken: 'x'.repeat(40) }, true)).toEqual([])
  expect(problemsOf({ botToken: 'x'.repeat(41) }, true)).toEqual(['botToken'])
})

test('a file that cannot be the picture stands in the way until it is taken out', () => {
  expect(problemsOf({ avatar: { name: 'a.png', mimeType: 'image/png', base64: 'iVBORw0KGgo=' } })).toEqual([])
  expect(problemsOf({ avatar: { name: 'a.svg', refusal: 'Choose a PNG.' } })).toEqual(['avatar'])
})

test('a bot that is posted to may keep its address, one that will be needs one', () => {
  const fetch = good
  const webhook: BotDraft = { ...good, eventMode: 'webhook' }
  expect(validateChange(webhook, { ...webhook, name: 'New' })).toEqual({})
  expect(Object.keys(validateChange(fetch, webhook))).toEqual(['webhookUrl'])
  expect(Object.keys(validateChange(webhook, { ...webhook, webhookUrl: 'nonsense' }))).toEqual(['webhookUrl'])
})
