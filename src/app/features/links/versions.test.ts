import { expect, test } from 'vitest'
import { differencesOf, mergeVersions, onlyTheirs, type VersionField } from './versions.ts'

type Note = { readonly name: string; readonly uses: number; readonly at: number }
const fields: readonly VersionField<Note>[] = [
  { name: 'Name', read: ({ name }) => name, take: (note, { name }) => ({ ...note, name }) },
  { name: 'Uses', read: ({ uses }) => String(uses), take: (note, { uses }) => ({ ...note, uses }) },
]
const before = { name: 'Flyer', uses: 5, at: 1 }

test('what is no field makes no difference', () => {
  expect(differencesOf(fields, before, { ...before, at: 2 })).toEqual([])
  expect(differencesOf(fields, before, { ...before, uses: 6 })).toEqual([
    { field: 'Uses', mine: '5', theirs: '6' },
  ])
})

test('theirs at first is what they alone have touched, not what both have', () => {
  const mine = { ...before, name: 'Mine' }
  expect(onlyTheirs(fields, { before, mine, theirs: { ...before, uses: 6 } })).toEqual(new Set(['Uses']))
  expect(onlyTheirs(fields, { before, mine, theirs: { ...before, name: 'Theirs', uses: 6 } })).toEqual(
    new Set(['Uses']),
  )
  expect(onlyTheirs(fields, { before, mine, theirs: { ...before, name: 'Theirs' } })).toEqual(new Set())
})

test('merged, each field is of whom it was chosen from, and the rest stays mine', () => {
  const both = { mine: { ...before, name: 'Mine' }, theirs: { name: 'Theirs', uses: 6, at: 9 } }
  expect(mergeVersions(fields, both, new Set(['Uses']))).toEqual({ name: 'Mine', uses: 6, at: 1 })
  expect(mergeVersions(fields, both, new Set())).toEqual(both.mine)
})
