import type { SavedLink } from '../../../../contract/links/saved-link.ts'
import type { VersionField } from '../versions.ts'

type Field = VersionField<SavedLink>

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

/** A saved link's fields; when and by whom it was written is none. */
export const savedLinkFields: readonly Field[] = [
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
