import { sql, type Selectable } from 'kysely'
import * as z from 'zod/mini'
import type { AuditRecord, AuditStore } from '../ports/audit.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database } from './database.ts'
import { parseJson } from './parse-json.ts'
import { countChanged, once } from './prepare.ts'
import type { Tables } from './tables.ts'

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const recordOf = (row: Selectable<Tables['audit']>): AuditRecord => ({
  id: row.id,
  at: row.at,
  memberId: row.member_id,
  pairingId: row.pairing_id,
  actor: row.actor,
  kind: row.kind,
  detail: parseJson(detailSchema, row.detail),
})

/** Lines that whoever tries something can make more of. */
const refusalKinds = ['refused', 'notWritten']

export const createSqlAuditStore = (database: Database): AuditStore => {
  const { builder } = database
  const insert = createAuditInsert(database)
  return {
    append: (entries) => database.write((transaction) => insert(transaction, entries)),
    list: async ({ memberId, pairingId, before, limit }) => {
      let query = builder.selectFrom('audit').selectAll().where('member_id', '=', memberId)
      if (pairingId !== undefined) query = query.where('pairing_id', '=', pairingId)
      if (before !== undefined) query = query.where('id', '<', before)
      const rows = await database.read(once(query.orderBy('id', 'desc').limit(limit)))
      return rows.map(recordOf)
    },
    trace: async ({ memberId, pairingId, refusals }) => {
      const { read } = database
      const ofIt = builder
        .selectFrom('audit')
        .where('member_id', '=', memberId)
        .where('pairing_id', '=', pairingId)
      const refused = ofIt.where('kind', 'in', refusalKinds)
      const [steps, newest, counted] = await Promise.all([
        read(once(ofIt.where('kind', 'not in', refusalKinds).selectAll())),
        read(once(refused.selectAll().orderBy('id', 'desc').limit(refusals))),
        read(once(refused.select((row) => row.fn.countAll<number>().as('count')))),
      ])
      const entries = [...steps, ...newest].map(recordOf).toSorted((one, other) => one.id - other.id)
      return { entries, leftOut: Math.max(0, (counted[0]?.count ?? 0) - newest.length) }
    },
    purge: (before) => {
      const kept = sql<number>`now_ms() - ${sql.lit(90 * 24 * 60 * 60_000)}`
      const old = builder.deleteFrom('audit').where('at', '<', before).where('at', '<=', kept)
      return countChanged(database, old.returning('id'))
    },
  }
}
