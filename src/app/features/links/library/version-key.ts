import type { SavedLink } from '../../../../contract/links/saved-link.ts'

/** Names a saved link and what it is made of, not who has renamed, tagged or proved it since. */
export const versionKeyOf = ({ id, recipe }: Pick<SavedLink, 'id' | 'recipe'>): string => {
  let print = 0
  for (const letter of JSON.stringify(recipe)) print = (Math.imul(print, 31) + letter.charCodeAt(0)) | 0
  return `${id} ${(print >>> 0).toString(36)}`
}
