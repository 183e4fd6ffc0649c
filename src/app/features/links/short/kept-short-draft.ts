import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft } from '../../../ui/kept-draft.ts'
import { shortDraftSchema } from './short-draft.ts'

/** The draft of this person on this portal: of a link by its id, or `~new`. */
export const keptShortDraft = ({ origin, user }: Pick<Portal, 'origin' | 'user'>, id: string) =>
  createKeptDraft(`short link ${id} ${origin} ${user.id}`, shortDraftSchema)

/** No link can have this id. */
export const newShortLink = '~new'
