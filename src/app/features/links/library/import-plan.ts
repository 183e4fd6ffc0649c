import type { FileEntry } from '../../../../contract/links/library-file.ts'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import type { LibraryEntry, PlacedChange } from '../../../queries/library-queries.ts'
import type { LibraryPlace } from '../../../queries/library-store.ts'
import { differencesOf } from '../versions.ts'
import { savedLinkFields } from './saved-link-fields.ts'
import { copyOf, revised, type Writer } from './link-changes.ts'

/** A bot of this portal, as links remember it. */
export type LocalBot = SavedLink['bot'] & { readonly id: number }

/** What stands between a file and the library. */
type Surroundings = {
  readonly portalOrigin: string
  readonly entries: readonly LibraryEntry[]
  readonly bots: readonly LocalBot[]
  /** Bots somebody chose for links of another portal, by the code they have there. */
  readonly chosenBots: ReadonlyMap<string, number>
}

/** One line of the preview: what the file holds, what it is beside the library, and why. */
export type ImportRow = {
  readonly key: string
  readonly name: string
  readonly status: 'new' | 'same' | 'changed' | 'damaged'
  readonly reason: string
  /** The link as it would be kept; absent when there is nothing to keep. */
  readonly link?: SavedLink
  readonly existing?: LibraryEntry
  /** Whose bot is meant, when the link comes from another portal. */
  readonly bot?: { readonly code: string; readonly was: string; readonly is: LocalBot | undefined }
}

/** Links of another portal name a bot by an id that means nothing here; its code may be known here, too. */
const localBotOf = (link: SavedLink, { bots, chosenBots }: Surroundings): LocalBot | undefined => {
  const chosen = chosenBots.get(link.bot.code)
  return bots.find((bot) => (chosen === undefined ? bot.code === link.bot.code : bot.id === chosen))
}

const settledHere = (link: SavedLink, around: Surroundings): Pick<ImportRow, 'bot'> & { link: SavedLink } => {
  if (link.portalOrigin === around.portalOrigin) return { link }
  const is = localBotOf(link, around)
  const was = `${link.bot.name} (${link.recipe.botId})`
  const bot = { code: link.bot.code, was, is }
  // What was seen to arrive arrived in the other portal.
  const elsewhere = { ...link, provedAt: null }
  if (!is) return { link: elsewhere, bot }
  const { id: botId, code, type, name } = is
  const here = { ...elsewhere, portalOrigin: around.portalOrigin, bot: { code, type, name } }
  return { link: { ...here, recipe: { ...link.recipe, botId } }, bot }
}

const statusOf = (
  link: SavedLink,
  existing: LibraryEntry | undefined,
): Pick<ImportRow, 'status' | 'reason'> => {
  if (!existing) return { status: 'new', reason: 'Not in the library.' }
  const differences = differencesOf(savedLinkFields, link, existing.link).map(({ field }) =>
    field.toLowerCase(),
  )
  if (differences.length === 0) return { status: 'same', reason: 'Is in the library just so.' }
  const reason = `In the library with another ${differences.join(', ')}.`
  return existing.canWrite
    ? { status: 'changed', reason }
    : { status: 'changed', reason: `${reason} Shared by an admin, so it becomes a copy of your own.` }
}

/** The preview of a file, a line for each of its entries. */
export const planImport = (file: readonly FileEntry[], around: Surroundings): readonly ImportRow[] =>
  file.map((entry, index): ImportRow => {
    const key = String(index)
    if (entry.kind === 'damaged')
      return { key, name: entry.name, status: 'damaged', reason: `Cannot be read: ${entry.reason}` }
    const existing = around.entries.find(({ link }) => link.id === entry.link.id)
    const settled = settledHere(entry.link, around)
    const status = statusOf(settled.link, existing)
    return { key, name: entry.link.name, ...settled, ...status, ...(existing && { existing }) }
  })

/** The change that takes one line over; undefined when there is nothing to take. */
export const importOf = (
  { status, link, existing }: ImportRow,
  home: LibraryPlace,
  writer: Writer & { readonly newId: string },
): PlacedChange | undefined => {
  if (!link || status === 'same' || status === 'damaged') return undefined
  if (existing && !existing.canWrite)
    return copyOf(link, { id: writer.newId, place: home, name: link.name }, writer)
  const after = revised(link, existing?.link, writer)
  return { place: existing?.place ?? home, id: link.id, before: existing?.link, after }
}
