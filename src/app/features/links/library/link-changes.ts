import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import type { LibraryEntry, PlacedChange } from '../../../queries/library-queries.ts'
import type { LibraryPlace } from '../../../queries/library-store.ts'

/** Who changes something, and when (epoch milliseconds). */
export type Writer = { readonly by: SavedLink['updatedBy']; readonly at: number }

/** A version that follows `before`; what it holds beside that is given. */
export const revised = (link: SavedLink, before: SavedLink | undefined, { by, at }: Writer): SavedLink => ({
  ...link,
  revision: (before?.revision ?? 0) + 1,
  updatedAt: at,
  updatedBy: by,
})

/** Some fields of a saved link anew. */
export const editOf = (
  { place, link }: LibraryEntry,
  fields: Partial<SavedLink>,
  writer: Writer,
): PlacedChange => ({
  place,
  id: link.id,
  before: link,
  after: revised({ ...link, ...fields }, link, writer),
})

export const deleteOf = ({ place, link }: LibraryEntry): PlacedChange => ({
  place,
  id: link.id,
  before: link,
  after: undefined,
})

/** What a saved link says, beside who wrote it when. */
export type LinkContent = Pick<
  SavedLink,
  'name' | 'kind' | 'tags' | 'portalOrigin' | 'recipe' | 'bot' | 'provedAt'
>

/** A link nobody has saved before. */
export const createOf = (
  { name, kind, tags, portalOrigin, recipe, bot, provedAt }: LinkContent,
  { id, place }: { readonly id: string; readonly place: LibraryPlace },
  { by, at }: Writer,
): PlacedChange => ({
  place,
  id,
  before: undefined,
  after: {
    ...{ id, name, kind, tags, portalOrigin, recipe, bot, provedAt },
    ...{ createdAt: at, revision: 1, updatedAt: at, updatedBy: by, archivedAt: null },
  },
})

/** The same link under another id; nobody has seen the copy arrive yet. */
export const copyOf = (
  link: SavedLink,
  to: { readonly id: string; readonly place: LibraryPlace; readonly name?: string },
  writer: Writer,
): PlacedChange => {
  const copy = {
    ...link,
    id: to.id,
    name: to.name ?? `${link.name} (copy)`.slice(0, 200),
    createdAt: writer.at,
  }
  const after = revised({ ...copy, archivedAt: null, provedAt: null }, undefined, writer)
  return { place: to.place, id: to.id, before: undefined, after }
}

/** What takes a change back, as a new version: whoever has read in between sees that something happened. */
export const undoOf = ({ place, id, before, after }: PlacedChange, writer: Writer): PlacedChange => ({
  place,
  id,
  before: after,
  after: before && revised(before, after ?? before, writer),
})

/** The same change on top of what somebody else has written meanwhile; undefined `theirs`: they have deleted it. */
export const insistOn = (
  change: PlacedChange,
  theirs: SavedLink | undefined,
  writer: Writer,
): PlacedChange => ({
  ...change,
  before: theirs,
  after: change.after && revised(change.after, theirs, writer),
})

/** Tags as they are kept: trimmed, each once, in the order given; 20 of 50 characters at most. */
export const cleanTags = (tags: readonly string[]): string[] => {
  const trimmed = tags.map((tag) => tag.trim().replace(/\s+/g, ' ').slice(0, 50)).filter(Boolean)
  const seen = new Set<string>()
  const once = trimmed.filter((tag) => {
    const key = tag.toLowerCase()
    return seen.has(key) ? false : seen.add(key)
  })
  return once.slice(0, 20)
}
