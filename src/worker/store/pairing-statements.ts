import { sql } from 'kysely'
import type { PairingKey } from '../pairing/pairing-store.ts'
import type { Database, Query } from './database.ts'
import type { changingColumnsOf, newRowOf } from './pairing-rows.ts'
import { nowMs, prepare } from './prepare.ts'

type Changing = ReturnType<typeof changingColumnsOf>
type Flag = 0 | 1

const columns = {
  id: 'id',
  startDigest: 'start_digest',
  codeDigest: 'code_digest',
  finishDigest: 'finish_digest',
  resultDigest: 'result_digest',
} as const

const stamped = (column: 'claimed_at' | 'ended_at', isNow: Flag) =>
  sql<
    number | null
  >`case when ${isNow} = 1 then coalesce(${sql.ref(column)}, now_ms()) else ${sql.ref(column)} end`

/** What every pairing runs, compiled once. */
export const createPairingStatements = ({ builder }: Database) => {
  const findBy = (column: (typeof columns)[keyof typeof columns]) =>
    prepare(({ value }: { readonly value: string }) =>
      builder.selectFrom('pairings').selectAll().where(column, '=', value),
    )
  const finds = {
    id: findBy(columns.id),
    start: findBy(columns.startDigest),
    code: findBy(columns.codeDigest),
    finish: findBy(columns.finishDigest),
    result: findBy(columns.resultDigest),
  }
  type Found = ReturnType<typeof finds.id> extends Query<infer Row> ? Query<Row> : never

  const find = (key: PairingKey): Found => {
    if ('id' in key) return finds.id({ value: key.id })
    if ('startDigest' in key) return finds.start({ value: key.startDigest })
    if ('codeDigest' in key) return finds.code({ value: key.codeDigest })
    if ('finishDigest' in key) return finds.finish({ value: key.finishDigest })
    return finds.result({ value: key.resultDigest })
  }

  const insert = prepare((row: ReturnType<typeof newRowOf>) =>
    builder.insertInto('pairings').values({
      id: row.id,
      version: row.version,
      member_id: row.member_id,
      bot_id: row.bot_id,
      site_id: row.site_id,
      state: row.state,
      start_digest: row.start_digest,
      code_digest: row.code_digest,
      finish_digest: row.finish_digest,
      result_digest: row.result_digest,
      user_id: row.user_id,
      created_at: row.created_at,
      expires_at: row.expires_at,
      ending: row.ending,
      details: row.details,
    }),
  )

  type Update = Changing & {
    readonly id: string
    readonly fromVersion: number
    readonly isClaimed: Flag
    readonly isEnded: Flag
    readonly atAnyTime: Flag
  }
  const update = prepare((to: Update) =>
    builder
      .updateTable('pairings')
      .set({
        version: to.version,
        state: to.state,
        code_digest: to.code_digest,
        finish_digest: to.finish_digest,
        result_digest: to.result_digest,
        user_id: to.user_id,
        expires_at: to.expires_at,
        ending: to.ending,
        details: to.details,
        claimed_at: stamped('claimed_at', to.isClaimed),
        ended_at: stamped('ended_at', to.isEnded),
      })
      .where('id', '=', to.id)
      .where('version', '=', to.fromVersion)
      .where((row) => row.or([sql<boolean>`${to.atAnyTime} = 1`, row('expires_at', '>', nowMs)]))
      .returning('id'),
  )

  const isThere = prepare(({ id, version }: { readonly id: string; readonly version: number }) =>
    builder.selectFrom('pairings').select('id').where('id', '=', id).where('version', '=', version),
  )

  // The condition stands as in the partial index, word by word, so that it is used.
  const overdue = prepare(({ limit }: { readonly limit: number }) =>
    builder
      .selectFrom('pairings')
      .selectAll()
      .where(sql<boolean>`state in ('pending', 'awaiting_confirm', 'confirmed')`)
      .where('expires_at', '<=', nowMs)
      .orderBy('expires_at')
      .limit(limit),
  )

  const anyOpen = prepare(({ memberId }: { readonly memberId: string }) =>
    builder
      .selectFrom('pairings')
      .select('id')
      .where(sql<boolean>`state in ('pending', 'awaiting_confirm', 'confirmed')`)
      .where('member_id', '=', memberId)
      .limit(1),
  )

  return { find, insert, update, isThere, overdue, anyOpen }
}
