import { expect, test } from 'vitest'
import { sampleBot } from '../../../testing/sample-bot.ts'
import { changedFieldsOf, draftOf, emptyDraft } from './bot-draft.ts'
import { differencesOf, isAsFilledIn, updateDraftOf } from './draft-differences.ts'

const existing = sampleBot()
const same = { ...emptyDraft, code: 'support_bot', name: 'Support' }

test('what was left empty is no difference', () => {
  expect(differencesOf(existing, same)).toEqual([])
  expect(changedFieldsOf(draftOf(existing), updateDraftOf(existing, same))).toBeUndefined()
})

test('a background that was not chosen stays', () => {
  const mint = sampleBot({ backgroundId: 'mint' })
  expect(differencesOf(mint, same)).toEqual([])
  expect(changedFieldsOf(draftOf(mint), updateDraftOf(mint, same))).toBeUndefined()
})

test('each field that differs is named with both values', () => {
  const draft = { ...same, name: 'Help', color: 'azure' as const, isHidden: true }
  expect(
    differencesOf(existing, draft).map(({ label, theirs, yours, kind }) => [label, theirs, yours, kind]),
  ).toEqual([
    ['Name', 'Support', 'Help', 'changes'],
    ['Color', 'red', 'azure', 'changes'],
    ['Hidden from the contact list', 'no', 'yes', 'changes'],
  ])
})

test('a type stays what it is and is not sent', () => {
  const draft = { ...same, type: 'personal' as const }
  expect(differencesOf(existing, draft)).toMatchObject([{ field: 'type', kind: 'keep' }])
  expect(changedFieldsOf(draftOf(existing), updateDraftOf(existing, draft))).toBeUndefined()
})

test('the address is never told, so it is unknown, and sent because it was typed', () => {
  const webhook = sampleBot({ eventMode: 'webhook' })
  const draft = { ...same, eventMode: 'webhook' as const, webhookUrl: 'https://a.b/c' }
  expect(differencesOf(webhook, draft)).toMatchObject([
    { field: 'webhookUrl', theirs: 'unknown', kind: 'unknown' },
  ])
  expect(changedFieldsOf(draftOf(webhook), updateDraftOf(webhook, draft))).toEqual({
    webhookUrl: 'https://a.b/c',
  })
})

test('a colour outside the palette is shown as the portal tells it', () => {
  const odd = sampleBot({}, { color: '#123456' })
  expect(differencesOf(odd, { ...same, color: 'azure' })).toMatchObject([
    { theirs: '#123456', yours: 'azure' },
  ])
})

test('a bot is as filled in only when it is ours and nothing differs or is unknown', () => {
  expect(isAsFilledIn(existing, same)).toBe(true)
  expect(isAsFilledIn(existing, { ...same, name: 'Help' })).toBe(false)
  const { eventMode: _told, ...short } = existing.bot
  expect(isAsFilledIn({ ...existing, bot: short }, same)).toBe(false)
  const webhook = sampleBot({ eventMode: 'webhook' })
  expect(isAsFilledIn(webhook, { ...same, eventMode: 'webhook', webhookUrl: 'https://a.b/c' })).toBe(false)
})
