import { decodeSavedLink, encodeSavedLink } from '../../contract/links/saved-link-text.ts'
import type { SavedLink } from '../../contract/links/saved-link.ts'
import { LibraryError, sizeOf, type LibraryStore, type StoredTexts } from './library-store.ts'

/** One link of a place, as it was read and as it is to be. */
export type LinkChange = {
  readonly id: string
  /** What the person has read; undefined: nothing had this id. */
  readonly before: SavedLink | undefined
  /** Undefined: it is to be deleted. */
  readonly after: SavedLink | undefined
}

export type ChangeOutcome = { readonly id: string } & (
  | { readonly kind: 'done' }
  /** Somebody else has written it since it was read; nothing was changed. */
  | { readonly kind: 'changed'; readonly theirs: SavedLink }
  /** Somebody else has deleted it since; nothing was changed. */
  | { readonly kind: 'gone' }
)

/**
 * A library beyond this is refused: the portal keeps all options of an app as one record, reads all of it at every
 * call, and hands it to the app at every start.
 */
export const largestLibraryBytes = 1_000_000

const isSameVersion = (one: SavedLink, other: SavedLink): boolean =>
  one.revision === other.revision &&
  one.updatedAt === other.updatedAt &&
  one.updatedBy.id === other.updatedBy.id

const textOf = (link: SavedLink | undefined): string => (link ? encodeSavedLink(link) : '')

/** What stands in the way of a change; undefined when nothing does. */
const obstacleOf = (stored: string, { id, before, after }: LinkChange): ChangeOutcome | undefined => {
  // Also when an answer got lost and the same change comes again.
  if (stored === textOf(after)) return { id, kind: 'done' }
  const theirs = decodeSavedLink(stored)
  if (!theirs) return before && stored === '' && after ? { id, kind: 'gone' } : undefined
  return before && isSameVersion(theirs, before) ? undefined : { id, kind: 'changed', theirs }
}

const isGrowing = (stored: StoredTexts, changes: readonly LinkChange[]) => {
  const growth = changes.reduce(
    (sum, { id, after }) => sum + sizeOf(textOf(after)) - sizeOf(stored.texts.get(id) ?? ''),
    0,
  )
  return growth > 0 && stored.bytes + growth > largestLibraryBytes
}

const settle = async (
  store: LibraryStore,
  changes: readonly LinkChange[],
): Promise<readonly (ChangeOutcome | { readonly id: string; readonly kind: 'lost' })[]> => {
  const stored = await store.readAll()
  const read = changes.map((change) => ({
    change,
    obstacle: obstacleOf(stored.texts.get(change.id) ?? '', change),
  }))
  const free = read.flatMap(({ change, obstacle }) => (obstacle ? [] : [change]))
  if (isGrowing(stored, free)) throw new LibraryError('full')
  if (free.length === 0) return read.flatMap(({ obstacle }) => obstacle ?? [])
  await store.write(new Map(free.map(({ id, after }) => [id, textOf(after)])))
  const kept = await store.readAll()
  return read.map(({ change, obstacle }) => {
    const now = kept.texts.get(change.id) ?? ''
    return obstacle ?? obstacleOf(now, change) ?? { id: change.id, kind: 'lost' }
  })
}

/**
 * Makes changes in one place, each only if what is kept there is still what the person has read; says for each what came
 * of it. Nobody else's link is touched.
 *
 * The platform has no compare-and-set: what is kept is read again right before the write and right after it. Between the
 * two calls, some tenths of a second, another writer of the same link can still be overwritten; whoever wrote first then
 * finds the other's version when reading back, and is asked, as if it had been there before. All options are one record
 * that the portal itself reads, changes and puts back, so that of two different links written within the same
 * milliseconds one may be lost: then the old version is read back, and the change is made once more.
 * Throws `LibraryError` when it is lost again, or the library would become too large.
 */
export const changeLinks = async (
  store: LibraryStore,
  changes: readonly LinkChange[],
): Promise<readonly ChangeOutcome[]> => {
  const first = await settle(store, changes)
  const lost = changes.filter(({ id }) =>
    first.some((outcome) => outcome.id === id && outcome.kind === 'lost'),
  )
  const second = lost.length > 0 ? await settle(store, lost) : []
  return first.map((outcome) => {
    const settled = outcome.kind === 'lost' ? second.find(({ id }) => id === outcome.id) : outcome
    if (!settled || settled.kind === 'lost') throw new LibraryError('notKept')
    return settled
  })
}
