import type { Insertable, Selectable } from 'kysely'
import * as z from 'zod/mini'
import { endings, purposes, sitePolicies } from '../../contract/pairing/pairing-words.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { parseJson } from './parse-json.ts'
import type { Tables } from './tables.ts'

const starter = z.object({
  codeDigest: z.string(),
  cookieDigest: z.string(),
  ip: z.nullable(z.string()),
  browser: z.string(),
  openedAt: z.number(),
})

const approver = z.object({
  userId: z.number(),
  userName: z.string(),
  language: z.nullable(z.string()),
  confirmDigest: z.string(),
  declineDigest: z.string(),
  cardIds: z.array(z.number()),
  lostCards: z.number(),
  claimedAt: z.number(),
})

const state = z.discriminatedUnion('name', [
  z.object({ name: z.literal('pending'), starter: z.nullable(starter) }),
  z.object({ name: z.literal('awaiting_confirm'), starter, approver }),
  z.object({
    name: z.literal('confirmed'),
    starter,
    approver,
    finishDigest: z.nullable(z.string()),
    confirmedAt: z.number(),
  }),
  z.object({
    name: z.literal('consumed'),
    starter,
    approver,
    resultDigest: z.string(),
    consumedAt: z.number(),
    exchangedAt: z.nullable(z.number()),
  }),
  z.object({
    name: z.enum(['declined', 'expired']),
    starter: z.nullable(starter),
    approver: z.nullable(approver),
    ending: z.enum(endings),
    endedAt: z.number(),
  }),
])

/** What no query looks for; the rest of a pairing has columns of its own. */
const detailsSchema = z.object({
  policy: z.enum(sitePolicies),
  request: z.object({
    state: z.string(),
    nonce: z.string(),
    challenge: z.string(),
    returnTo: z.string(),
    purpose: z.enum(purposes),
    claimedName: z.nullable(z.string()),
  }),
  state,
})

type Details = Pick<Pairing, 'policy' | 'request' | 'state'>

type Row = Selectable<Tables['pairings']>

export const pairingOf = (row: Row): Pairing => ({
  id: row.id,
  version: row.version,
  memberId: row.member_id,
  botId: row.bot_id,
  siteId: row.site_id,
  startDigest: row.start_digest,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  ...parseJson(detailsSchema, row.details),
})

const approverOf = ({ state }: Pairing) => ('approver' in state ? state.approver : null)

/** The columns that change with the state. */
export const changingColumnsOf = (pairing: Pairing) => {
  const { state, policy, request } = pairing
  return {
    version: pairing.version,
    state: state.name,
    code_digest: state.starter?.codeDigest ?? null,
    finish_digest: state.name === 'confirmed' ? state.finishDigest : null,
    result_digest: state.name === 'consumed' ? state.resultDigest : null,
    user_id: approverOf(pairing)?.userId ?? null,
    expires_at: pairing.expiresAt,
    ending: 'ending' in state ? state.ending : null,
    details: JSON.stringify({ policy, request, state } satisfies Details),
  }
}

/** A new pairing's row; its claim and end are stamped by the database when they come. */
export const newRowOf = (pairing: Pairing) =>
  ({
    ...changingColumnsOf(pairing),
    id: pairing.id,
    member_id: pairing.memberId,
    bot_id: pairing.botId,
    site_id: pairing.siteId,
    start_digest: pairing.startDigest,
    created_at: pairing.createdAt,
  }) satisfies Insertable<Tables['pairings']>

export const isEnded = ({ state }: Pairing): boolean =>
  state.name === 'consumed' || state.name === 'declined' || state.name === 'expired'
