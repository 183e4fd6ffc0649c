import { expect, test } from 'vitest'
import { sampleLink } from '../../../../testing/sample-link.ts'
import type { LibraryEntry } from '../../../queries/library-queries.ts'
import { cleanTags, copyOf, deleteOf, editOf, insistOn, undoOf } from './link-changes.ts'

const writer = { by: { id: 2, name: 'Anna' }, at: 99 }
const link = sampleLink({ revision: 4, provedAt: 5, archivedAt: 6 })
const entry: LibraryEntry = { place: 'shared', canWrite: true, link }

test('an edit is the next version, by who makes it', () => {
  expect(editOf(entry, { name: 'New' }, writer)).toEqual({
    place: 'shared',
    id: 'flyer',
    before: link,
    after: { ...link, name: 'New', revision: 5, updatedAt: 99, updatedBy: writer.by },
  })
})

test('taking back makes a further version, so that nobody who read in between misses it', () => {
  const edit = editOf(entry, { name: 'New' }, writer)
  expect(undoOf(edit, writer)).toMatchObject({ before: edit.after, after: { name: link.name, revision: 6 } })
  expect(undoOf(deleteOf(entry), writer)).toMatchObject({ before: undefined, after: { revision: 5 } })
  const copy = copyOf(link, { id: 'b', place: 'own' }, writer)
  expect(undoOf(copy, writer)).toMatchObject({ id: 'b', before: copy.after, after: undefined })
})

test('a copy is nobody’s old version: not archived, not proved, its own id', () => {
  expect(copyOf(link, { id: 'b', place: 'own' }, writer)).toMatchObject({
    place: 'own',
    before: undefined,
    after: {
      id: 'b',
      name: 'Autumn flyer (copy)',
      revision: 1,
      archivedAt: null,
      provedAt: null,
      createdAt: 99,
    },
  })
  const long = sampleLink({ name: 'x'.repeat(200) })
  expect(copyOf(long, { id: 'b', place: 'own' }, writer).after?.name).toHaveLength(200)
})

test('who insists writes on top of the other’s version, or makes anew what was deleted', () => {
  const edit = editOf(entry, { name: 'New' }, writer)
  const theirs = { ...link, name: 'Theirs', revision: 9 }
  expect(insistOn(edit, theirs, writer)).toMatchObject({
    before: theirs,
    after: { name: 'New', revision: 10 },
  })
  expect(insistOn(edit, undefined, writer)).toMatchObject({ before: undefined, after: { revision: 1 } })
  expect(insistOn(deleteOf(entry), theirs, writer)).toMatchObject({ before: theirs, after: undefined })
})

test('tags are trimmed, once each, and not too many', () => {
  expect(cleanTags([' print ', 'Print', '', 'two  words', 'b'])).toEqual(['print', 'two words', 'b'])
  expect(cleanTags(Array.from({ length: 30 }, (_, at) => `t${at}`))).toHaveLength(20)
  expect(cleanTags(['x'.repeat(60)])).toEqual(['x'.repeat(50)])
})
