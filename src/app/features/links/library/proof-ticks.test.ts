import { expect, test } from 'vitest'
import { sampleLink } from '../../../../testing/sample-link.ts'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { isSameProof, proofTicks } from './proof-ticks.ts'
import { versionKeyOf } from './version-key.ts'

const link = sampleLink({ provedAt: null })
const { recipe, portalOrigin } = link
const entryOf = (given: Partial<typeof link>, canWrite = true): LibraryEntry => ({
  place: 'shared',
  canWrite,
  link: { ...link, ...given },
})
const writer = { by: { id: 5, name: 'Anna' }, at: 900 }

test('every saved link with this bot and this context gets the tick, and no other one', () => {
  const turned = Object.fromEntries(Object.entries(recipe.context).toReversed())
  const entries = [
    entryOf({ id: 'a' }),
    entryOf({ id: 'turned', recipe: { ...recipe, context: turned, parameters: [['utm_source', 'x']] } }),
    entryOf({ id: 'otherBot', recipe: { ...recipe, botId: recipe.botId + 1 } }),
    entryOf({ id: 'otherContext', recipe: { ...recipe, context: { ...recipe.context, more: 1 } } }),
    entryOf({ id: 'otherPortal', portalOrigin: 'https://other.example' }),
    entryOf({ id: 'read only' }, false),
    entryOf({ id: 'later', provedAt: 901 }),
  ]
  const ticks = proofTicks(entries, { portalOrigin, recipe, at: 900 }, writer)
  expect(ticks.map(({ id }) => id)).toEqual(['a', 'turned'])
  expect(ticks[0]).toMatchObject({
    before: { provedAt: null, revision: link.revision },
    after: { provedAt: 900, updatedBy: writer.by, revision: link.revision + 1 },
  })
})

test('a proof is of types, too', () => {
  expect(isSameProof({ botId: 1, context: { n: 1 } }, { botId: 1, context: { n: '1' } })).toBe(false)
})

test('a tick is no new version to open, a changed recipe is one', () => {
  const key = versionKeyOf(link)
  expect(versionKeyOf(entryOf({ provedAt: 5, revision: 9 }).link)).toBe(key)
  expect(versionKeyOf({ ...link, recipe: { ...recipe, botId: 1 } })).not.toBe(key)
  expect(versionKeyOf({ ...link, id: 'other' })).not.toBe(key)
})
