import { expect, test } from 'vitest'
import type { ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { differencesOf, mergeVersions } from '../versions.ts'
import { draftOn, keptShortEdit } from './kept-short-edit.ts'
import { shortDraftOf } from './short-draft.ts'
import { shortLinkFields } from './short-versions.ts'

const mine: ShortLinkFields = {
  name: 'Poster',
  campaign: '',
  botDialogId: '7',
  botName: 'Promo',
  carries: 'token',
  context: { table: 7 },
  parameters: [['utm_source', 'poster']],
  title: '',
  text: '',
  expiresAt: null,
  maxUses: null,
}
const theirs: ShortLinkFields = {
  name: 'Flyer',
  campaign: 'summer',
  botDialogId: '8',
  botName: 'Sales',
  carries: 'context',
  context: { table: 8 },
  parameters: [],
  title: 'Come in',
  text: 'We are open.',
  expiresAt: 1_800_000_000_000,
  maxUses: 5,
}

test('every field of a link is told, and taken by itself', () => {
  const told = differencesOf(shortLinkFields, mine, theirs)
  // Bot and its name are one.
  expect(told).toHaveLength(Object.keys(mine).length - 1)
  for (const { field } of told) {
    const merged = mergeVersions(shortLinkFields, { mine, theirs }, new Set([field]))
    expect(differencesOf(shortLinkFields, mine, merged).map((one) => one.field)).toEqual([field])
  }
  const all = new Set(told.map(({ field }) => field))
  expect(mergeVersions(shortLinkFields, { mine, theirs }, all)).toEqual(theirs)
  expect(told.find(({ field }) => field === 'Ends at')?.mine).toBe('never')
  expect(told.find(({ field }) => field === 'Bot')?.theirs).toBe('Sales (8)')
})

test('a draft is kept with the version it was typed on, and both are gone once it is that again', () => {
  const kept = keptShortEdit({ origin: 'https://a.bitrix24.com', user: { id: 1, name: 'John' } }, 'x')
  const base = { version: 'v1', fields: mine }
  const before = shortDraftOf({ ...mine, slug: 'poster' })
  const told: boolean[] = []
  const draft = draftOn(base, kept, (isTyped) => told.push(isTyped))
  expect(draft.load(before)).toBe(before)
  draft.save({ ...before, name: 'Typed' }, before)
  expect(kept.load(null)).toMatchObject({ draft: { name: 'Typed' }, base })
  expect(draft.load(before).name).toBe('Typed')
  draft.save(before, before)
  expect([kept.load(null), told]).toEqual([null, [true, false]])
})
