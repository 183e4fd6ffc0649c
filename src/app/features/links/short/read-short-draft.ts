import { findShortLinkProblems } from '../../../../contract/links/short-link-problems.ts'
import {
  shortLinkFieldsSchema,
  slugSchema,
  type ShortLinkFields,
} from '../../../../contract/links/short-link.ts'
import { parametersOf } from '../build/link-draft.ts'
import { readDraft, type ReadContext } from '../build/read-draft.ts'
import { formatLocalTime, parseLocalTime } from './local-time.ts'
import type { ShortDraft } from './short-draft.ts'

/** Where a problem stands: a field of the link, or the address. */
export type ShortDraftField = keyof ShortLinkFields | 'slug'
export type ShortDraftProblems = Partial<Record<ShortDraftField, string>>

/** What a draft says, or what keeps it from being a short link, by field; and its context either way. */
export type ReadShortDraft = { readonly context: ReadContext } & (
  | { readonly fields: ShortLinkFields; readonly slug: string | undefined }
  | { readonly problems: ShortDraftProblems }
)

type Surroundings = {
  /** As the landing page names the bot. */
  readonly botName: string
  readonly portalOrigin: string
  readonly now: number
  /** Of a link that is there already: it may be over, and may stay so. */
  readonly expiresAt?: number | null
}

/** Rules say what would be right, in a few words; under a field it is a sentence. */
export const sentence = (right: string): string => `${right.slice(0, 1).toUpperCase()}${right.slice(1)}.`

const readExpiry = ({ expires }: ShortDraft, { now, expiresAt }: Surroundings) => {
  if (expires === '') return { at: null }
  // The field knows no seconds.
  if (typeof expiresAt === 'number' && formatLocalTime(expiresAt) === expires) return { at: expiresAt }
  const at = parseLocalTime(expires)
  if (at === undefined) return { problem: 'Give a date and a time, or neither.' }
  return at <= now ? { problem: 'This moment has passed.' } : { at }
}

const schemaProblems = (draft: ShortDraft, fields: ShortLinkFields): ShortDraftProblems => {
  const found: ShortDraftProblems = {}
  if (fields.name === '') found.name = 'Give the link a name; visitors do not see it.'
  for (const { path, message } of shortLinkFieldsSchema.safeParse(fields).error?.issues ?? []) {
    // The keys of the schema's own shape.
    const field = path[0] as keyof ShortLinkFields
    found[field] ??= sentence(message)
  }
  if (draft.maxUses.trim() !== '' && !/^\d+$/.test(draft.maxUses.trim()))
    found.maxUses = 'A whole number; empty for as many as like.'
  const slug = slugSchema.safeParse(slugOf(draft) ?? 'any')
  if (!slug.success) found.slug = sentence(slug.error.issues[0]?.message ?? '')
  return found
}

const slugOf = ({ slug }: ShortDraft): string | undefined => slug.trim().toLowerCase() || undefined

/** Reads a draft; the same rules as in the worker, so that only what it alone can know is left to it. */
export const readShortDraft = (draft: ShortDraft, around: Surroundings): ReadShortDraft => {
  const context = readDraft(draft.link)
  const expiry = readExpiry(draft, around)
  const fields: ShortLinkFields = {
    name: draft.name.trim(),
    campaign: draft.campaign.trim(),
    botDialogId: draft.botDialogId,
    botName: around.botName,
    carries: draft.carries,
    context: 'context' in context ? { ...context.context } : {},
    parameters: parametersOf(draft.link),
    title: draft.title.trim(),
    text: draft.text.trim(),
    expiresAt: 'at' in expiry ? expiry.at : null,
    maxUses: draft.maxUses.trim() === '' ? null : Number(draft.maxUses),
  }
  const problems = schemaProblems(draft, fields)
  if ('problem' in expiry) problems.expiresAt = expiry.problem
  if (!('context' in context)) problems.context = context.problem
  if (Object.keys(problems).length === 0)
    for (const { field, text } of findShortLinkProblems(fields, around.portalOrigin))
      problems[field] ??= sentence(text)
  return Object.keys(problems).length > 0 ? { context, problems } : { context, fields, slug: slugOf(draft) }
}
