import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft } from '../../../ui/kept-draft.ts'
import { shortDraftSchema } from './short-draft.ts'

/** The new link that this person has begun on this portal. */
export const keptShortDraft = ({ origin, user }: Pick<Portal, 'origin' | 'user'>) =>
  createKeptDraft(`short link ~new ${origin} ${user.id}`, shortDraftSchema)
