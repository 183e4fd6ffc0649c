import { encodeAppLink, encodeWebLink } from '../../../../contract/deep-link/deep-link.ts'
import { withParameters } from '../../../../contract/links/link-parameters.ts'
import type { SavedLink } from '../../../../contract/links/saved-link.ts'

/** A saved link as it is handed out: for a browser, and for the desktop app. */
export const linkAddresses = ({ portalOrigin, recipe }: SavedLink): { web: string; app: string } => {
  const { botId, context, parameters } = recipe
  const link = { portalOrigin, botDialogId: String(botId), context }
  return { web: withParameters(encodeWebLink(link), parameters), app: encodeAppLink(link) }
}
