import { encodeAppLink, encodeWebLink } from '../deep-link/deep-link.ts'
import { withParameters } from './link-parameters.ts'
import type { LinkRecipe } from './saved-link.ts'

/** The two addresses a recipe makes on a portal (`https://company.bitrix24.com`). */
export const linksOf = (
  { botId, context, parameters }: Pick<LinkRecipe, 'botId' | 'context' | 'parameters'>,
  portalOrigin: string,
): { readonly webLink: string; readonly appLink: string } => {
  const link = { portalOrigin, botDialogId: String(botId), context }
  return { webLink: withParameters(encodeWebLink(link), parameters), appLink: encodeAppLink(link) }
}
