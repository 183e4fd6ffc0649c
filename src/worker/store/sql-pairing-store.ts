import { pairingStates } from '../../contract/pairing/pairing-words.ts'
import type { Applied, PairingChange, PairingStore } from '../pairing/pairing-store.ts'
import { createAuditInsert } from './audit-insert.ts'
import { createCardLimitCheck } from './card-limit-check.ts'
import type { Database, Transaction } from './database.ts'
import { createOutboxInsert } from './outbox-insert.ts'
import { newRowOf, pairingOf, rowChangeOf } from './pairing-rows.ts'
import { createPairingStatements } from './pairing-statements.ts'
import { countChanged, once } from './prepare.ts'

type Counts = Awaited<ReturnType<PairingStore['countStates']>>

/** Short enough that nobody waits for it. */
const purgedAtOnce = 5000

export const createSqlPairingStore = (database: Database): PairingStore => {
  const { builder } = database
  const statements = createPairingStatements(database)
  const insertAudit = createAuditInsert(database)
  const insertOutbox = createOutboxInsert(database)
  const checkCardLimits = createCardLimitCheck(database)

  const isLimited = async (transaction: Transaction, { from, to, cardLimits }: PairingChange) => {
    const approver = 'approver' in to.state ? to.state.approver : null
    if (!cardLimits || !approver) return undefined
    const person = { memberId: to.memberId, userId: approver.userId }
    const refusal = await checkCardLimits(transaction, person, cardLimits)
    if (refusal === undefined) return undefined
    // Somebody who was overtaken must hear that, and not that it was too much.
    const there = await transaction.run(statements.isThere({ id: from.id, version: from.version }))
    return there.length === 1 ? refusal : 'stale'
  }

  const apply = async (transaction: Transaction, change: PairingChange): Promise<Applied> => {
    const { from, to, beforeExpiry, audit, outbox } = change
    const refusal = await isLimited(transaction, change)
    if (refusal !== undefined) return refusal
    const written = await transaction.run(
      statements.update({ id: from.id, fromVersion: from.version, ...rowChangeOf(from, to), beforeExpiry }),
    )
    if (written.length === 0) return 'stale'
    await insertAudit(transaction, audit)
    await insertOutbox(transaction, outbox)
    return 'applied'
  }

  return {
    insert: (pairing, audit) =>
      database.write(async (transaction) => {
        await transaction.run(statements.insert(newRowOf(pairing)))
        await insertAudit(transaction, audit)
      }),
    find: async (key) => {
      const [row] = await database.read(statements.find(key))
      return row && pairingOf(row)
    },
    apply: (change) => database.write((transaction) => apply(transaction, change)),
    listOverdue: async (limit) => (await database.read(statements.overdue({ limit }))).map(pairingOf),
    list: async ({ memberId, states, siteId, before, limit }) => {
      let query = builder.selectFrom('pairings').selectAll().where('member_id', '=', memberId)
      if (states) query = query.where('state', 'in', states)
      if (siteId !== undefined) query = query.where('site_id', '=', siteId)
      if (before)
        query = query.where((row) =>
          row.or([
            row('created_at', '<', before.createdAt),
            row.and([row('created_at', '=', before.createdAt), row('id', '<', before.id)]),
          ]),
        )
      const newest = query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
      return (await database.read(once(newest))).map(pairingOf)
    },
    countStates: async (memberId) => {
      const counted = builder
        .selectFrom('pairings')
        .select((row) => ['state', row.fn.countAll<number>().as('count')])
        .where('member_id', '=', memberId)
        .groupBy('state')
      const rows = await database.read(once(counted))
      const countOf = (name: string) => rows.find(({ state }) => state === name)?.count ?? 0
      // Every state is a key.
      return Object.fromEntries(pairingStates.map((name) => [name, countOf(name)])) as Counts
    },
    listSitesOfOpen: () => database.read(statements.sitesOfOpen),
    hasOpen: async (memberId) => (await database.read(statements.anyOpen({ memberId }))).length > 0,
    versionsOf: async (ids) => {
      if (ids.length === 0) return new Map()
      const query = builder.selectFrom('pairings').select(['id', 'version']).where('id', 'in', ids)
      return new Map((await database.read(once(query))).map(({ id, version }) => [id, version]))
    },
    purge: (before, beforeUnclaimed) => {
      const old = builder
        .selectFrom('pairings')
        .select('id')
        .where('ended_at', '<', beforeUnclaimed)
        .where((row) => row.or([row('ended_at', '<', before), row('user_id', 'is', null)]))
        .limit(purgedAtOnce)
      return countChanged(database, builder.deleteFrom('pairings').where('id', 'in', old).returning('id'))
    },
  }
}
