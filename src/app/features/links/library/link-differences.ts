import type { SavedLink } from '../../../../contract/links/saved-link.ts'

/** One field of two versions, as people read it. */
export type LinkDifference = { readonly field: string; readonly mine: string; readonly theirs: string }

type Field = {
  readonly name: string
  readonly read: (link: SavedLink) => string
  /** The link with this field as `from` has it. */
  readonly take: (link: SavedLink, from: SavedLink) => SavedLink
}

const shown = (value: unknown): string => JSON.stringify(value, null, 2)

const plain = (name: string, key: 'name' | 'kind' | 'portalOrigin'): Field => ({
  name,
  read: (link) => link[key],
  take: (link, from) => ({ ...link, [key]: from[key] }),
})

const ofRecipe = (
  name: string,
  key: 'template' | 'context' | 'parameters' | 'code' | 'print',
  read: (recipe: SavedLink['recipe']) => string,
): Field => ({
  name,
  read: ({ recipe }) => read(recipe),
  take: (link, from) => ({ ...link, recipe: { ...link.recipe, [key]: from.recipe[key] } }),
})

const fields: readonly Field[] = [
  plain('Name', 'name'),
  plain('Kind', 'kind'),
  { name: 'Tags', read: ({ tags }) => tags.join(', '), take: (link, { tags }) => ({ ...link, tags }) },
  {
    name: 'Bot',
    read: ({ bot, recipe }) => `${bot.name} (${bot.code}, ${bot.type}, ${recipe.botId})`,
    take: (link, { bot, recipe }) => ({ ...link, bot, recipe: { ...link.recipe, botId: recipe.botId } }),
  },
  plain('Portal', 'portalOrigin'),
  ofRecipe('Purpose', 'template', ({ template }) => template),
  ofRecipe('Context', 'context', ({ context }) => shown(context)),
  ofRecipe('Behind the context', 'parameters', ({ parameters }) =>
    parameters.map((pair) => pair.join('=')).join('\n'),
  ),
  ofRecipe('Code', 'code', ({ code }) => shown(code)),
  ofRecipe('Print', 'print', ({ print }) =>
    print ? `${print.widthMm} mm ${print.caption}`.trim() : 'as usual',
  ),
  {
    name: 'Archived',
    read: ({ archivedAt }) => (archivedAt === null ? 'no' : 'yes'),
    take: (link, { archivedAt }) => ({ ...link, archivedAt }),
  },
]

/** The fields in which two versions differ; when and by whom they were written is no difference. */
export const linkDifferences = (mine: SavedLink, theirs: SavedLink): readonly LinkDifference[] =>
  fields.flatMap(({ name, read }) => {
    const [here, there] = [read(mine), read(theirs)]
    return here === there ? [] : [{ field: name, mine: here, theirs: there }]
  })

/** `mine` with the named fields as `theirs` has them. */
export const mergeLinks = (mine: SavedLink, theirs: SavedLink, takeTheirs: ReadonlySet<string>): SavedLink =>
  fields.reduce((link, { name, take }) => (takeTheirs.has(name) ? take(link, theirs) : link), mine)
