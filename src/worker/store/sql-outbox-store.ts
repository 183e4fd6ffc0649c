import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { OutboxOutcome, OutboxStore } from '../ports/outbox.ts'
import type { Database, Transaction } from './database.ts'
import { countChanged, nowMs, once, prepare } from './prepare.ts'

const kind = z.enum(['card', 'edit'])

const createStatements = ({ builder, dialect }: Database) => {
  /** Cards, and of a pairing's edits the one that nothing of it comes before. */
  const isFirst = sql<boolean>`(outbox.kind = 'card' or not exists (
    select 1 from outbox as earlier where earlier.pairing_id = outbox.pairing_id and earlier.dead_code is null
      and (earlier.rank, earlier.id) < (outbox.rank, outbox.id)))`
  const take = prepare(
    (query: { readonly memberId: string; readonly limit: number; readonly holdMs: number }) =>
      builder
        .with(
          (cte) => cte('due').materialized(),
          (db) => {
            const due = db
              .selectFrom('outbox')
              .select('id')
              .where('member_id', '=', query.memberId)
              .where('dead_code', 'is', null)
              .where('due_at', '<=', nowMs)
              .where(isFirst)
              .orderBy('rank')
              .orderBy('id')
              .limit(query.limit)
            // Several workers take side by side; on SQLite there is one writer at a time anyway.
            return dialect === 'postgres' ? due.forUpdate().skipLocked() : due
          },
        )
        .updateTable('outbox')
        .from('due')
        .set({
          // Still taken: whoever had it never said what became of it.
          unanswered: sql<number>`unanswered + is_taken`,
          is_taken: 1,
          due_at: sql<number>`now_ms() + ${query.holdMs}`,
        })
        .whereRef('outbox.id', '=', 'due.id')
        .returning([
          'outbox.id',
          'member_id',
          'pairing_id',
          'kind',
          'rank',
          'message_id',
          'unanswered',
          'attempts',
          sql<number>`now_ms() - created_at`.as('age_ms'),
        ]),
  )
  const remove = prepare(({ id }: { readonly id: number }) =>
    builder.deleteFrom('outbox').where('id', '=', id),
  )
  type Return = {
    readonly id: number
    readonly afterMs: number
    readonly refused: number
    readonly lost: number
  }
  const giveBack = prepare(({ id, afterMs, refused, lost }: Return) =>
    builder
      .updateTable('outbox')
      .set({
        is_taken: 0,
        due_at: sql<number>`now_ms() + ${afterMs}`,
        attempts: sql<number>`attempts + ${refused}`,
        unanswered: sql<number>`unanswered + ${lost}`,
      })
      .where('id', '=', id),
  )
  const bury = prepare(({ id, code }: { readonly id: number; readonly code: string }) =>
    builder.updateTable('outbox').set({ is_taken: 0, dead_code: code }).where('id', '=', id),
  )
  const listDue = prepare((_: object) =>
    builder
      .selectFrom('outbox')
      .select('member_id')
      .distinct()
      .where('dead_code', 'is', null)
      .where('due_at', '<=', nowMs)
      // Else a portal whose only edit waits for another one would be served over and over.
      .where(isFirst),
  )
  return { take, remove, giveBack, bury, listDue }
}

/** What is sent stands in the pairing; what is taken or settled here is only a place in a queue. */
const repeatable = { isRepeatable: true } as const

export const createSqlOutboxStore = (database: Database): OutboxStore => {
  const { builder } = database
  const statements = createStatements(database)

  const settleOne = (transaction: Transaction, id: number, outcome: OutboxOutcome) => {
    switch (outcome.kind) {
      case 'done':
        return transaction.run(statements.remove({ id }))
      case 'later':
        return transaction.run(statements.giveBack({ id, afterMs: outcome.afterMs, refused: 1, lost: 0 }))
      case 'unanswered':
        return transaction.run(statements.giveBack({ id, afterMs: outcome.afterMs, refused: 0, lost: 1 }))
      case 'dead':
        return transaction.run(statements.bury({ id, code: outcome.code }))
    }
  }

  return {
    take: async (query) => {
      const rows = await database.write((transaction) => transaction.run(statements.take(query)), repeatable)
      return rows
        .toSorted((a, b) => a.rank - b.rank || a.id - b.id)
        .map((row) => ({
          id: row.id,
          memberId: row.member_id,
          pairingId: row.pairing_id,
          kind: kind.parse(row.kind),
          messageId: row.message_id,
          unanswered: row.unanswered,
          attempts: row.attempts,
          ageMs: row.age_ms,
        }))
    },
    settle: (outcomes) =>
      database.write(async (transaction) => {
        for (const [id, outcome] of outcomes) await settleOne(transaction, id, outcome)
      }, repeatable),
    listDue: async () => (await database.read(statements.listDue({}))).map((row) => row.member_id),
    count: async () => {
      const waiting = builder
        .selectFrom('outbox')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('dead_code', 'is', null)
      const [row] = await database.read(once(waiting))
      return row?.count ?? 0
    },
    purge: (before) => {
      const dead = builder.deleteFrom('outbox').where('dead_code', 'is not', null)
      return countChanged(database, dead.where('created_at', '<', before).returning('id'))
    },
  }
}
