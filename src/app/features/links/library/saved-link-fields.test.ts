import { expect, test } from 'vitest'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import { differencesOf, mergeVersions } from '../versions.ts'
import { savedLinkFields } from './saved-link-fields.ts'

const linkDifferences = (one: SavedLink, other: SavedLink) => differencesOf(savedLinkFields, one, other)
const mergeLinks = (mine: SavedLink, theirs: SavedLink, taken: ReadonlySet<string>) =>
  mergeVersions(savedLinkFields, { mine, theirs }, taken)

const { recipe } = sampleLink()
const mine = sampleLink()
const theirs = sampleLink({
  kind: 'template',
  name: 'Winter',
  tags: ['mail', 'print'],
  portalOrigin: 'https://new.bitrix24.com',
  bot: { code: 'sales', type: 'supervisor', name: 'Sales' },
  recipe: {
    template: 'coupon',
    botId: 7,
    context: { promo: 'winter' },
    parameters: [],
    code: { ...recipe.code, dark: '#111111' },
    print: { widthMm: 80, caption: 'Scan me' },
  },
  archivedAt: 5,
  revision: 7,
  updatedAt: 9,
  updatedBy: { id: 9, name: 'Mira' },
})

test('versions that differ only in who wrote them when do not differ', () => {
  expect(linkDifferences(mine, { ...mine, revision: 8, updatedAt: 1, updatedBy: theirs.updatedBy })).toEqual(
    [],
  )
})

test('each field that differs is told as people read it', () => {
  const told = linkDifferences(mine, theirs)
  expect(told.map(({ field }) => field)).toEqual([
    'Name',
    'Kind',
    'Tags',
    'Bot',
    'Portal',
    'Purpose',
    'Context',
    'Behind the context',
    'Code',
    'Print',
    'Archived',
  ])
  expect(told[3]).toEqual({
    field: 'Bot',
    mine: 'Support (support, bot, 274)',
    theirs: 'Sales (sales, supervisor, 7)',
  })
  expect(told.find(({ field }) => field === 'Print')).toMatchObject({
    mine: 'as usual',
    theirs: '80 mm Scan me',
  })
})

test('field by field one becomes the other, and nothing but the chosen ones', () => {
  const fields = linkDifferences(mine, theirs).map(({ field }) => field)
  for (const field of fields) {
    const merged = mergeLinks(mine, theirs, new Set([field]))
    expect(linkDifferences(mine, merged).map((difference) => difference.field)).toEqual([field])
  }
  expect(linkDifferences(mergeLinks(mine, theirs, new Set(fields)), theirs)).toEqual([])
  expect(mergeLinks(mine, theirs, new Set())).toEqual(mine)
})
