import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { AuditStore } from '../ports/audit.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database } from './database.ts'
import { parseJson } from './parse-json.ts'
import { countChanged, once } from './prepare.ts'

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

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
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        memberId: row.member_id,
        pairingId: row.pairing_id,
        actor: row.actor,
        kind: row.kind,
        detail: parseJson(detailSchema, row.detail),
      }))
    },
    purge: (before) => {
      const kept = sql<number>`now_ms() - ${sql.lit(90 * 24 * 60 * 60_000)}`
      const old = builder.deleteFrom('audit').where('at', '<', before).where('at', '<=', kept)
      return countChanged(database, old.returning('id'))
    },
  }
}
