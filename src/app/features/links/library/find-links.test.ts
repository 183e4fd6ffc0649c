import { expect, test } from 'vitest'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import { sampleLink } from '../../../../testing/sample-link.ts'
import { findLinks, tagsOf } from './find-links.ts'

const recipe = { ...sampleLink().recipe, parameters: [['utm_source', 'paper'] as [string, string]] }
const entry = (given: Partial<SavedLink>) => ({
  place: 'shared' as const,
  canWrite: true,
  link: sampleLink({ recipe, ...given }),
})
const entries = [
  entry({ id: 'a', kind: 'template', name: 'Flyer 10', tags: ['print'], updatedAt: 3 }),
  entry({ id: 'b', name: 'Flyer 9', tags: ['print', 'mail'], updatedAt: 1 }),
  entry({
    id: 'c',
    name: 'Table',
    tags: [],
    updatedAt: 2,
    bot: { code: 'waiter', type: 'bot', name: 'Kellner' },
  }),
  entry({ id: 'd', name: 'Coupon', tags: ['mail'], recipe: { ...recipe, context: { promo: 'ÖSTERREICH' } } }),
  entry({ id: 'e', name: 'Old', archivedAt: 5 }),
]
const idsOf = (search: Parameters<typeof findLinks>[1]) =>
  findLinks(entries, { sort: 'name', ...search })
    .map(({ link }) => link.id)
    .join('')

test.each<[Parameters<typeof findLinks>[1], string]>([
  [{}, 'dbac'],
  [{ q: 'FLYER' }, 'ba'],
  [{ q: 'kellner' }, 'c'],
  [{ q: 'template' }, 'a'],
  [{ q: 'waiter table' }, 'c'],
  [{ q: 'österreich' }, 'd'],
  [{ q: 'utm_source' }, 'dbac'],
  [{ tag: 'mail' }, 'db'],
  [{ q: 'flyer', tag: 'mail' }, 'b'],
  [{ show: 'archived' }, 'e'],
  [{ q: 'nothing like it' }, ''],
])('%j finds %s', (search, ids) => {
  expect(idsOf(search)).toBe(ids)
})

test('without an order what was changed last comes first', () => {
  expect(findLinks(entries, {}).map(({ link }) => link.id)[0]).toBe('d')
  expect(findLinks(entries, { q: 'flyer' }).map(({ link }) => link.id)).toEqual(['a', 'b'])
})

test('five hundred links are searched in no time', () => {
  const many = Array.from({ length: 500 }, (_, at) => entry({ id: `l${at}`, name: `Link ${at}` }))
  findLinks(many, { q: 'link' })
  const begun = performance.now()
  expect(findLinks(many, { q: 'link 499' })).toHaveLength(1)
  expect(performance.now() - begun).toBeLessThan(50)
})

test('tags are counted, archived links’ too', () => {
  expect(tagsOf(entries)).toEqual([
    { tag: 'mail', count: 2 },
    { tag: 'print', count: 3 },
  ])
})
