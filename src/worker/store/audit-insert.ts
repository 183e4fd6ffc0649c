import type { AuditEntry } from '../ports/audit.ts'
import type { Database, Transaction } from './database.ts'
import { prepare } from './prepare.ts'

export type InsertAudit = (transaction: Transaction, entries: readonly AuditEntry[]) => Promise<void>

/** Writes audit rows as part of another change. */
export const createAuditInsert = ({ builder }: Database): InsertAudit => {
  type Row = Omit<AuditEntry, 'detail'> & { readonly detail: string }
  const insert = prepare((row: Row) =>
    builder.insertInto('audit').values({
      at: row.at,
      member_id: row.memberId,
      pairing_id: row.pairingId,
      actor: row.actor,
      kind: row.kind,
      detail: row.detail,
    }),
  )
  return async (transaction, entries) => {
    for (const entry of entries)
      await transaction.run(insert({ ...entry, detail: JSON.stringify(entry.detail) }))
  }
}
