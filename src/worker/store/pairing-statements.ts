import { sql } from 'kysely'
import type { PairingKey } from '../pairing/pairing-store.ts'
import type { Database } from './database.ts'
import type { Changing, newRowOf, RowChange } from './pairing-rows.ts'
import { nowMs, once, pick, prepare } from './prepare.ts'

const changingColumns = [
  'version',
  'state',
  'code_digest',
  'finish_digest',
  'result_digest',
  'user_id',
  'expires_at',
  'ending',
  'details',
] as const satisfies readonly (keyof Changing)[]

/** What every pairing runs, compiled once. */
export const createPairingStatements = ({ builder }: Database) => {
  const findBy = (column: 'id' | `${'start' | 'code' | 'finish' | 'result'}_digest`) =>
    prepare(({ value }: { readonly value: string }) =>
      builder.selectFrom('pairings').selectAll().where(column, '=', value),
    )
  const finds = {
    id: findBy('id'),
    startDigest: findBy('start_digest'),
    codeDigest: findBy('code_digest'),
    finishDigest: findBy('finish_digest'),
    resultDigest: findBy('result_digest'),
  }
  const find = (key: PairingKey) => {
    const [[name, value]] = Object.entries(key) as [[keyof typeof finds, string]] // as the type of a key says
    return finds[name]({ value })
  }

  const insert = prepare((row: ReturnType<typeof newRowOf>) =>
    builder
      .insertInto('pairings')
      .values(
        pick(row, 'id', 'member_id', 'bot_id', 'site_id', 'start_digest', 'created_at', ...changingColumns),
      ),
  )

  type Target = { readonly id: string; readonly fromVersion: number }
  type Update = Target & RowChange & { readonly beforeExpiry: boolean }
  const compileUpdate = ({ columns, stamps, beforeExpiry }: Update) =>
    prepare((to: Target & Changing) => {
      const update = builder
        .updateTable('pairings')
        .set(pick(to, ...changingColumns.filter((column) => column in columns)))
        .set(Object.fromEntries(stamps.map((column) => [column, nowMs])))
        .where('id', '=', to.id)
        .where('version', '=', to.fromVersion)
      return (beforeExpiry ? update.where('expires_at', '>', nowMs) : update).returning('id')
    })
  const updates = new Map<string, ReturnType<typeof compileUpdate>>()
  /** A statement for each set of columns that steps change; there are about ten. */
  const update = (to: Update) => {
    const { columns, stamps, beforeExpiry, ...target } = to
    const shape = [...Object.keys(columns), ...stamps, beforeExpiry].join()
    const compiled = updates.get(shape) ?? compileUpdate(to)
    updates.set(shape, compiled)
    // The statement wants the values of its own columns alone.
    return compiled({ ...target, ...(columns as Changing) })
  }

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

  const sitesOfOpen = once(
    builder
      .selectFrom('pairings')
      .select(['member_id as memberId', 'site_id as siteId'])
      .distinct()
      .where(sql<boolean>`state in ('pending', 'awaiting_confirm', 'confirmed')`),
  )

  return { find, insert, update, isThere, overdue, anyOpen, sitesOfOpen }
}
