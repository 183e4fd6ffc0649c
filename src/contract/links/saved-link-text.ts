import { savedLinkSchema, type SavedLink } from './saved-link.ts'

const escaped = (half: string): string => `\\u${half.charCodeAt(0).toString(16)}`

/**
 * A saved link as the text of an option. JSON inside one text, because the portal keeps values as PHP does: `{}` would
 * come back as `[]`, and a map with the keys 0, 1, 2 as a list. Characters of four bytes, which not every portal's
 * database can hold, are escaped.
 */
export const encodeSavedLink = (link: SavedLink): string =>
  JSON.stringify(link).replace(/[\ud800-\udfff]/g, escaped)

/** The link of an option's text; undefined when it is none, or not one this version understands. */
export const decodeSavedLink = (text: string): SavedLink | undefined => {
  try {
    return savedLinkSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
