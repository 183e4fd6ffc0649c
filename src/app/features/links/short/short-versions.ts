import * as z from 'zod/mini'
import { shortLinkFieldsSchema, type ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { carriedTexts } from '../../../messages/short-link-texts.ts'
import type { FoundShortLink } from '../../../queries/short-link-queries.ts'
import { formatExactTime } from '../../../ui/relative-time.ts'
import type { VersionField } from '../versions.ts'

type Field = VersionField<ShortLinkFields>

const plain = (name: string, key: 'name' | 'campaign' | 'title' | 'text'): Field => ({
  name,
  read: (link) => link[key],
  take: (link, from) => ({ ...link, [key]: from[key] }),
})

/** What admins say of a short link, as people read it. */
export const shortLinkFields: readonly Field[] = [
  plain('Name', 'name'),
  {
    name: 'Bot',
    read: ({ botName, botDialogId }) => `${botName} (${botDialogId})`,
    take: (link, { botName, botDialogId }) => ({ ...link, botName, botDialogId }),
  },
  plain('Campaign', 'campaign'),
  {
    name: 'The chat’s address carries',
    read: ({ carries }) => carriedTexts[carries].name,
    take: (link, { carries }) => ({ ...link, carries }),
  },
  {
    name: 'Context',
    read: ({ context }) => JSON.stringify(context, null, 2),
    take: (link, { context }) => ({ ...link, context }),
  },
  {
    name: 'Behind the context',
    read: ({ parameters }) => parameters.map((pair) => pair.join('=')).join('\n'),
    take: (link, { parameters }) => ({ ...link, parameters }),
  },
  plain('Heading', 'title'),
  plain('Sentence', 'text'),
  {
    name: 'Ends at',
    read: ({ expiresAt }) => (expiresAt === null ? 'never' : formatExactTime(expiresAt)),
    take: (link, { expiresAt }) => ({ ...link, expiresAt }),
  },
  {
    name: 'People it is for',
    read: ({ maxUses }) => (maxUses === null ? 'as many as like' : String(maxUses)),
    take: (link, { maxUses }) => ({ ...link, maxUses }),
  },
]

export const readVersionSchema = z.object({ version: z.string(), fields: shortLinkFieldsSchema })

/** What a link said when it was read, and the version's name. */
export type ReadVersion = z.infer<typeof readVersionSchema>

export const versionOf = ({ link, context, version }: FoundShortLink): ReadVersion => {
  const { name, campaign, botDialogId, botName, carries, parameters, title, text, expiresAt, maxUses } = link
  const said = { name, campaign, botDialogId, botName, carries, parameters, title, text, expiresAt, maxUses }
  return { version, fields: { ...said, context } }
}
