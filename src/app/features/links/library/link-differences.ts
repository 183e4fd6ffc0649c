import type { SavedLink } from '../../../../contract/links/saved-link.ts'

/** One field of two versions, as people read it. */
export type LinkDifference = { readonly field: string; readonly mine: string; readonly theirs: string }

const readers: readonly (readonly [field: string, read: (link: SavedLink) => string])[] = [
  ['Name', ({ name }) => name],
  ['Kind', ({ kind }) => kind],
  ['Tags', ({ tags }) => tags.join(', ')],
  ['Bot', ({ bot, recipe }) => `${bot.name} (${recipe.botId})`],
  ['Portal', ({ portalOrigin }) => portalOrigin],
  ['Purpose', ({ recipe }) => recipe.template],
  ['Context', ({ recipe }) => JSON.stringify(recipe.context, null, 2)],
  ['Behind the context', ({ recipe }) => recipe.parameters.map((pair) => pair.join('=')).join('\n')],
  ['Code', ({ recipe }) => JSON.stringify(recipe.code, null, 2)],
  ['Archived', ({ archivedAt }) => (archivedAt === null ? 'no' : 'yes')],
]

/** The fields in which two versions differ; when and by whom they were written is no difference. */
export const linkDifferences = (mine: SavedLink, theirs: SavedLink): readonly LinkDifference[] =>
  readers.flatMap(([field, read]) => {
    const [here, there] = [read(mine), read(theirs)]
    return here === there ? [] : [{ field, mine: here, theirs: there }]
  })
