import { expect, test } from 'vitest'
import { encodeSavedLink } from '../../contract/links/saved-link-text.ts'
import { sampleLink } from '../../testing/sample-link.ts'
import { changeLinks, largestLibraryBytes } from './change-links.ts'
import type { LibraryStore } from './library-store.ts'

const base = sampleLink()
const mine = { ...base, name: 'Mine', revision: 2, updatedAt: 5 }
const theirs = { ...base, name: 'Theirs', revision: 2, updatedAt: 5, updatedBy: { id: 3, name: 'Mira' } }

/** A place where something happens right after each of our writes, before we read back. */
const storeWith = (afterWrite: (texts: Map<string, string>, write: number) => void, bytes = 0) => {
  const texts = new Map([[base.id, encodeSavedLink(base)]])
  let writes = 0
  const store: LibraryStore = {
    readAll: () => Promise.resolve({ texts: new Map(texts), bytes }),
    write: (given) => {
      for (const [id, text] of given) texts.set(id, text)
      afterWrite(texts, (writes += 1))
      return Promise.resolve()
    },
  }
  return { store, texts, writes: () => writes }
}
const change = { id: base.id, before: base, after: mine }

test('somebody who writes the same link in between is found when reading back, same number or not', async () => {
  const { store } = storeWith((texts) => texts.set(base.id, encodeSavedLink(theirs)))
  expect(await changeLinks(store, [change])).toEqual([{ id: base.id, kind: 'changed', theirs }])
})

test('somebody who deletes it in between, too', async () => {
  const { store } = storeWith((texts) => texts.set(base.id, ''))
  expect(await changeLinks(store, [change])).toEqual([{ id: base.id, kind: 'gone' }])
})

test('a write that got lost, because the portal put back an older record, is made once more', async () => {
  const { store, texts, writes } = storeWith((texts, write) => {
    if (write === 1) texts.set(base.id, encodeSavedLink(base))
  })
  expect(await changeLinks(store, [change])).toEqual([{ id: base.id, kind: 'done' }])
  expect([writes(), texts.get(base.id)]).toEqual([2, encodeSavedLink(mine)])
})

test('a new link that got lost is made once more; lost again, it is said', async () => {
  const { store, writes } = storeWith((texts) => texts.delete('new'))
  const created = { id: 'new', before: undefined, after: { ...mine, id: 'new' } }
  await expect(changeLinks(store, [created])).rejects.toMatchObject({ code: 'notKept' })
  expect(writes()).toBe(2)
})

test('the same change again, after an answer that got lost, is done and writes nothing', async () => {
  const { store, writes } = storeWith(() => undefined)
  await changeLinks(store, [change])
  expect(await changeLinks(store, [change])).toEqual([{ id: base.id, kind: 'done' }])
  expect(writes()).toBe(1)
})

test('of several, those that may be made are made, in their order', async () => {
  const { store, texts } = storeWith(() => undefined)
  const stale = { id: base.id, before: theirs, after: mine }
  const fresh = { id: 'new', before: undefined, after: { ...mine, id: 'new' } }
  const outcomes = await changeLinks(store, [fresh, stale])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'changed'])
  expect(texts.has('new')).toBe(true)
})

test.each([
  ['by somebody else at the same moment', { updatedBy: { id: 3, name: 'Mira' } }],
  ['by the same person at another moment', { updatedAt: 6 }],
  ['once more', { revision: 3 }],
])('a version of the same number that was written %s is another one', async (_, differs) => {
  const other = { ...mine, name: 'Theirs', ...differs }
  const { store, texts, writes } = storeWith(() => undefined)
  texts.set(base.id, encodeSavedLink(other))
  const mended = { id: base.id, before: mine, after: { ...mine, name: 'Mended', revision: 3, updatedAt: 9 } }
  expect(await changeLinks(store, [mended])).toEqual([{ id: base.id, kind: 'changed', theirs: other }])
  expect(writes()).toBe(0)
})

test.each([
  ['ж', 600_000],
  ['x', 1_100_000],
])('what would make the library too large is refused by its bytes: %s', async (character, count) => {
  const { store, writes } = storeWith(() => undefined)
  const context = { text: character.repeat(count) }
  const large = { id: base.id, before: base, after: { ...mine, recipe: { ...mine.recipe, context } } }
  await expect(changeLinks(store, [large])).rejects.toMatchObject({ code: 'full' })
  expect(writes()).toBe(0)
})

test.each([
  ['deleted', undefined],
  ['made smaller', { ...mine, name: '' }],
])('in a library that is too large already, a link can be %s', async (_, after) => {
  const { store } = storeWith(() => undefined, 2 * largestLibraryBytes)
  expect(await changeLinks(store, [{ id: base.id, before: base, after }])).toEqual([
    { id: base.id, kind: 'done' },
  ])
})
