import type { OutboxWish } from '../ports/outbox.ts'
import type { Database, Transaction } from './database.ts'
import { nowMs, prepare } from './prepare.ts'

/** Cards leave first. */
const ranks = { card: 0, edit: 1 } as const

export type InsertOutbox = (transaction: Transaction, wishes: readonly OutboxWish[]) => Promise<void>

/** Writes outbox rows as part of another change. */
export const createOutboxInsert = ({ builder }: Database): InsertOutbox => {
  const insert = prepare((wish: OutboxWish & { readonly rank: number }) =>
    builder.insertInto('outbox').values({
      member_id: wish.memberId,
      pairing_id: wish.pairingId,
      kind: wish.kind,
      rank: wish.rank,
      message_id: wish.messageId,
      created_at: nowMs,
      due_at: nowMs,
      is_taken: 0,
      unanswered: 0,
      attempts: 0,
    }),
  )
  return async (transaction, wishes) => {
    for (const wish of wishes) await transaction.run(insert({ ...wish, rank: ranks[wish.kind] }))
  }
}
