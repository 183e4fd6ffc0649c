import * as z from 'zod/mini'
import type { SiteView } from '../../../contract/pairing/console-api.ts'
import { sitePolicies } from '../../../contract/pairing/pairing-words.ts'
import type { SiteFields } from '../../../contract/pairing/site-fields.ts'
import { findSiteProblems } from '../../../contract/pairing/site-fields.ts'

/** A site as it is typed: its return addresses one per line. */
export const siteDraftSchema = z.object({
  id: z.string(),
  name: z.string(),
  addresses: z.string(),
  policy: z.enum(sitePolicies),
  isActive: z.boolean(),
})
export type SiteDraft = z.infer<typeof siteDraftSchema>

export const emptySiteDraft: SiteDraft = { id: '', name: '', addresses: '', policy: 'finish', isActive: true }

export const draftOfSite = ({ id, name, returnAddresses, policy, isActive }: SiteView): SiteDraft => ({
  id,
  name,
  addresses: returnAddresses.join('\n'),
  policy,
  isActive,
})

/** What is sent: spaces around a line and empty lines at the end are slips of the hand. */
export const fieldsOfDraft = ({ id, name, addresses, policy, isActive }: SiteDraft): SiteFields => ({
  id: id.trim(),
  name: name.trim(),
  returnAddresses: addresses
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  policy,
  isActive,
})

export type DraftProblems = Partial<Record<'id' | 'name' | 'returnAddresses', string>>

export const problemsOfDraft = (draft: SiteDraft): DraftProblems =>
  Object.fromEntries(findSiteProblems(fieldsOfDraft(draft)).map(({ field, text }) => [field, text]))
