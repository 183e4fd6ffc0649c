import { queryOptions } from '@tanstack/react-query'
import { decodeSavedLink } from '../../contract/links/saved-link-text.ts'
import type { SavedLink } from '../../contract/links/saved-link.ts'
import type { Portal } from '../portal/portal.ts'
import { changeLinks, type ChangeOutcome, type LinkChange } from './change-links.ts'
import { canWriteTo, libraryStoreOf, placesOf, type LibraryPlace } from './library-store.ts'

export type LibraryEntry = {
  readonly place: LibraryPlace
  readonly canWrite: boolean
  readonly link: SavedLink
}

type DamagedEntry = {
  readonly place: LibraryPlace
  readonly canWrite: boolean
  readonly id: string
  readonly text: string
}

export type Library = {
  readonly entries: readonly LibraryEntry[]
  /** What stands in the library and is no link this console understands. */
  readonly damaged: readonly DamagedEntry[]
  /** The largest of its records. */
  readonly bytes: number
}

const libraryKey = ({ origin, user }: Portal) => ['library', origin, user.id] as const

const readLibrary = async (portal: Portal, signal: AbortSignal): Promise<Library> => {
  const read = await Promise.all(
    placesOf(portal).map(async (place) => ({
      place,
      canWrite: canWriteTo(portal, place),
      stored: await libraryStoreOf(portal, place).readAll(signal),
    })),
  )
  const found = read.flatMap(({ place, canWrite, stored }) =>
    [...stored.texts].flatMap(([id, text]) => {
      const link = decodeSavedLink(text)
      return text === '' ? [] : [{ place, canWrite, id, text, link: link?.id === id ? link : undefined }]
    }),
  )
  return {
    entries: found.flatMap(({ place, canWrite, link }) => (link ? [{ place, canWrite, link }] : [])),
    damaged: found.flatMap(({ link, ...entry }) => (link ? [] : [entry])),
    bytes: Math.max(...read.map(({ stored }) => stored.bytes)),
  }
}

/** All saved links this person may see, in no order. */
export const libraryOptions = (portal: Portal) =>
  queryOptions({
    queryKey: libraryKey(portal),
    queryFn: ({ signal }) => readLibrary(portal, signal),
  })

/** One saved link; null when the library has none of this id. Shares its answer with the list. */
export const savedLinkOptions = (portal: Portal, id: string) => ({
  ...libraryOptions(portal),
  select: ({ entries }: Library): LibraryEntry | null => entries.find(({ link }) => link.id === id) ?? null,
})

/** A change and the place it is made in. */
export type PlacedChange = LinkChange & { readonly place: LibraryPlace }

/** Makes changes of one or several places; the outcomes in the order of the changes. Each place is written once. */
export const changeLibrary = async (
  portal: Portal,
  changes: readonly PlacedChange[],
): Promise<readonly ChangeOutcome[]> => {
  const places = [...new Set(changes.map(({ place }) => place))]
  const outcomes = new Map<PlacedChange, ChangeOutcome>()
  for (const place of places) {
    const here = changes.filter((change) => change.place === place)
    const settled = await changeLinks(libraryStoreOf(portal, place), here)
    here.forEach((change, index) => {
      const outcome = settled[index]
      if (outcome) outcomes.set(change, outcome)
    })
  }
  return changes.flatMap((change) => outcomes.get(change) ?? [])
}

const putTexts = async (
  portal: Portal,
  damaged: Library['damaged'],
  textOf: (entry: DamagedEntry) => string,
): Promise<void> => {
  for (const place of new Set(damaged.map((entry) => entry.place))) {
    const here = damaged.filter((entry) => entry.place === place)
    await libraryStoreOf(portal, place).write(new Map(here.map((entry) => [entry.id, textOf(entry)])))
  }
}

/** Takes away what is no link this console understands. */
export const clearDamaged = (portal: Portal, damaged: Library['damaged']): Promise<void> =>
  putTexts(portal, damaged, () => '')

/** Puts it back as it was. */
export const restoreDamaged = (portal: Portal, damaged: Library['damaged']): Promise<void> =>
  putTexts(portal, damaged, ({ text }) => text)
