import * as z from 'zod/mini'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { carriedKinds, type ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { firstDraft, linkDraftSchema } from '../build/draft-schema.ts'
import { draftOf } from '../build/link-draft.ts'
import { formatLocalTime } from './local-time.ts'

/** A short link as it is typed. */
export const shortDraftSchema = z.object({
  name: z.string(),
  campaign: z.string(),
  /** `''`: the worker chooses one. */
  slug: z.string(),
  /** `''`: the first bot. */
  botDialogId: z.string(),
  carries: z.enum(carriedKinds),
  /** Context and parameters, typed as on the builder's page. */
  link: linkDraftSchema,
  title: z.string(),
  text: z.string(),
  /** As the field writes it, in this computer's zone; `''`: never. */
  expires: z.string(),
  /** `''`: as many as like. */
  maxUses: z.string(),
})
export type ShortDraft = z.infer<typeof shortDraftSchema>

export const emptyShortDraft: ShortDraft = {
  name: '',
  campaign: '',
  slug: '',
  botDialogId: '',
  carries: 'token',
  link: firstDraft,
  title: '',
  text: '',
  expires: '',
  maxUses: '',
}

type Recipe = Pick<LinkRecipe, 'template' | 'context' | 'parameters'>

const linkOf = ({ template, context, parameters }: Recipe) =>
  draftOf({ template, botId: 0, context, parameters, code: defaultCodeSettings })

/** What the worker keeps, as it would have been typed. */
export const shortDraftOf = (link: ShortLinkFields & { readonly slug: string }): ShortDraft => ({
  name: link.name,
  campaign: link.campaign,
  slug: link.slug,
  botDialogId: link.botDialogId,
  carries: link.carries,
  link: linkOf({ template: '', context: link.context, parameters: link.parameters }),
  title: link.title,
  text: link.text,
  expires: link.expiresAt === null ? '' : formatLocalTime(link.expiresAt),
  maxUses: link.maxUses === null ? '' : String(link.maxUses),
})

/** The draft with a built link in it; what was typed about the page and the end stays. */
export const withRecipe = (
  draft: ShortDraft,
  recipe: Recipe & Pick<LinkRecipe, 'botId'>,
  carries: ShortDraft['carries'],
): ShortDraft => ({ ...draft, botDialogId: String(recipe.botId), carries, link: linkOf(recipe) })
