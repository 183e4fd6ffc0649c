import * as z from 'zod/mini'
import type { Portal } from '../../../portal/portal.ts'
import { createKeptDraft, type KeptDraft } from '../../../ui/kept-draft.ts'
import { shortDraftSchema, type ShortDraft } from './short-draft.ts'
import { readVersionSchema, type ReadVersion } from './short-versions.ts'

const editSchema = z.nullable(z.object({ draft: shortDraftSchema, base: readVersionSchema }))

/** What was typed of a link that is there, and on top of which version. */
export const keptShortEdit = ({ origin, user }: Pick<Portal, 'origin' | 'user'>, id: string) =>
  createKeptDraft(`short link edit ${id} ${origin} ${user.id}`, editSchema)

/** The draft alone, for the form. */
export const draftOn = (
  base: ReadVersion,
  kept: ReturnType<typeof keptShortEdit>,
  onTyped: (isTyped: boolean) => void,
): KeptDraft<ShortDraft> => ({
  load: (before) => kept.load(null)?.draft ?? before,
  save: (draft, before) => {
    const isTyped = JSON.stringify(draft) !== JSON.stringify(before)
    kept.save(isTyped ? { draft, base } : null, null)
    onTyped(isTyped)
  },
  forget: kept.forget,
})
