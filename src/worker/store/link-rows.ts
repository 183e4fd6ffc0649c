import { sql, type Selectable } from 'kysely'
import * as z from 'zod/mini'
import { carriedKinds, type Funnel, type ShortLinkState } from '../../contract/links/short-link.ts'
import { shortLinkStates } from '../../contract/links/short-link-states.ts'
import type { NewShortLink, ShortLink } from '../links/short-link.ts'
import type { LinkTables } from './link-tables.ts'
import { parseJson } from './parse-json.ts'

const carries = z.enum(carriedKinds)
const state = z.enum(shortLinkStates)
const parameters = z.array(z.tuple([z.string(), z.string()]))

export const funnelColumns = ['landed', 'app', 'browser', 'copied', 'received', 'replied'] as const

/** By the database's clock; what is for good goes first. */
export const stateOfLink = sql<ShortLinkState>`case
  when revoked_at is not null then 'revoked'
  when expires_at is not null and expires_at <= now_ms() then 'expired'
  when max_uses is not null and received >= max_uses then 'usedUp'
  else 'active' end`

export const funnelOf = ({ landed, app, browser, copied, received, replied }: Funnel): Funnel => ({
  landed,
  app,
  browser,
  copied,
  received,
  replied,
})

export type LinkRow = Selectable<LinkTables['links']> & { readonly state: string }

export const linkOf = (row: LinkRow): ShortLink => ({
  id: row.id,
  position: row.position,
  memberId: row.member_id,
  slug: row.slug,
  sealed: row.sealed,
  name: row.name,
  campaign: row.campaign,
  botDialogId: row.bot_dialog_id,
  botName: row.bot_name,
  carries: carries.parse(row.carries),
  parameters: parseJson(parameters, row.parameters),
  title: row.title,
  text: row.text,
  expiresAt: row.expires_at,
  maxUses: row.max_uses,
  createdAt: row.created_at,
  createdBy: row.created_by,
  revokedAt: row.revoked_at,
  state: state.parse(row.state),
  funnel: funnelOf(row),
})

/** What a replaced link gets; the slug is looked for with the rest and never changes. */
export const editedColumnsOf = (link: Omit<NewShortLink, 'tokenDigest' | 'createdAt' | 'createdBy'>) => ({
  sealed: link.sealed,
  name: link.name,
  campaign: link.campaign,
  search: `${link.name}\n${link.slug}\n${link.campaign}`.toLowerCase(),
  bot_dialog_id: link.botDialogId,
  bot_name: link.botName,
  carries: link.carries,
  parameters: JSON.stringify(link.parameters),
  title: link.title,
  text: link.text,
  expires_at: link.expiresAt,
  max_uses: link.maxUses,
})

export const newRowOfLink = (link: NewShortLink) => ({
  ...editedColumnsOf(link),
  id: link.id,
  member_id: link.memberId,
  slug: link.slug,
  token_digest: link.tokenDigest,
  created_at: link.createdAt,
  created_by: link.createdBy,
  revoked_at: null,
})
