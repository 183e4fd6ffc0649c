import type { Insertable, Selectable } from 'kysely'
import { pairingDetailsSchema, type Pairing } from '../pairing/pairing.ts'
import { parseJson } from './parse-json.ts'
import type { Tables } from './tables.ts'

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
  ...parseJson(pairingDetailsSchema, row.details),
})

const approverOf = ({ state }: Pairing) => ('approver' in state ? state.approver : null)

/** The columns that may change with the state. */
const changingColumnsOf = (pairing: Pairing) => {
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
    details: JSON.stringify({ policy, request, state }),
  }
}

const isEnded = ({ state }: Pairing): boolean =>
  state.name === 'consumed' || state.name === 'declined' || state.name === 'expired'

export type Changing = ReturnType<typeof changingColumnsOf>

/** What a step changes in the row of `from`; `stamps` are the columns that get the database's time. */
export type RowChange = {
  readonly columns: Partial<Changing>
  readonly stamps: readonly ('claimed_at' | 'ended_at')[]
}

/** No more than what changes: a column that is written again costs each index it stands in, whatever is written. */
export const rowChangeOf = (from: Pairing, to: Pairing): RowChange => {
  const before: Readonly<Record<string, unknown>> = changingColumnsOf(from)
  const after = changingColumnsOf(to)
  const isClaimed = after.user_id !== before.user_id
  const hasEnded = isEnded(to) && !isEnded(from)
  return {
    columns: Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name])),
    stamps: [...(isClaimed ? (['claimed_at'] as const) : []), ...(hasEnded ? (['ended_at'] as const) : [])],
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
