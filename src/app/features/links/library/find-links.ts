import type { LibraryEntry } from '../../../queries/library-queries.ts'

/** What the list is asked for; it stands in the address. */
export type LinkSearch = {
  readonly q?: string | undefined
  readonly tag?: string | undefined
  readonly show?: 'archived' | undefined
  readonly sort?: 'name' | undefined
}

const haystacks = new WeakMap<LibraryEntry['link'], string>()

/** Everything of a link that somebody may remember, in small letters; made once for each version. */
const haystackOf = ({ link }: LibraryEntry): string => {
  const known = haystacks.get(link)
  if (known !== undefined) return known
  const { name, kind, tags, bot, recipe } = link
  const parts = [name, kind, ...tags, bot.name, bot.code, recipe.botId, JSON.stringify(recipe.context)]
  const made = [...parts, ...recipe.parameters.flat()].join('\n').toLowerCase()
  haystacks.set(link, made)
  return made
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The entries that hold every word of `q` and the tag; archived ones only when they are asked for. */
export const findLinks = (entries: readonly LibraryEntry[], search: LinkSearch): readonly LibraryEntry[] => {
  const { q = '', tag, show, sort } = search
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter(
    (entry) =>
      (entry.link.archivedAt !== null) === (show === 'archived') &&
      (tag === undefined || entry.link.tags.includes(tag)) &&
      words.every((word) => haystackOf(entry).includes(word)),
  )
  return found.toSorted((one, other) => {
    const names = byName.compare(one.link.name, other.link.name)
    return sort === 'name' ? names : other.link.updatedAt - one.link.updatedAt || names
  })
}

/** All tags in use with how many links have each, by name. */
export const tagsOf = (
  entries: readonly LibraryEntry[],
): readonly { readonly tag: string; readonly count: number }[] => {
  const counts = new Map<string, number>()
  for (const { link } of entries) for (const tag of link.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((one, other) => byName.compare(one.tag, other.tag))
}
