import { sql, type Selectable } from 'kysely'
import { auditLine } from '../ports/audit.ts'
import type { Arrival, InboxStore, StoredArrival } from '../ports/inbox.ts'
import { signalSchema } from '../ports/signal.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database, Transaction } from './database.ts'
import { tryParseJson } from './parse-json.ts'
import { countChanged, nowMs, once, pick, prepare } from './prepare.ts'
import type { Tables } from './tables.ts'

/** One statement for each so many arrivals of a page. */
const chunk = 200

/** As in the partial index, word by word, so that it is used. */
const isOpen = sql<boolean>`is_done = 0`

type Row = Selectable<Tables['inbox']>

/** undefined: its signal is none that this version of the worker knows. */
const arrivalOf = (row: Row): StoredArrival | undefined => {
  const signal = tryParseJson(signalSchema, row.signal ?? '')
  return signal && { id: row.id, memberId: row.member_id, botId: row.bot_id, key: row.key, signal }
}

const valuesOf = ({ memberId, botId, key, signal }: Arrival) => ({
  member_id: memberId,
  bot_id: botId,
  key,
  signal: JSON.stringify(signal),
})

type Values = ReturnType<typeof valuesOf>

export const createSqlInboxStore = (database: Database): InboxStore => {
  const { builder } = database
  const insertAudit = createAuditInsert(database)
  const insert = (rows: readonly Values[]) =>
    builder
      .insertInto('inbox')
      .values(rows.map((row) => ({ ...row, received_at: nowMs, is_done: 0 })))
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
  const insertOne = prepare((row: Values) => insert([pick(row, 'member_id', 'bot_id', 'key', 'signal')]))
  const finish = prepare(({ id }: { readonly id: number }) =>
    builder.updateTable('inbox').set({ is_done: 1, signal: null }).where('id', '=', id),
  )
  const listOpen = prepare((query: { readonly before: number; readonly limit: number }) =>
    builder
      .selectFrom('inbox')
      .selectAll()
      .select(nowMs.as('now'))
      .where(isOpen)
      .where('received_at', '<', query.before)
      .orderBy('id')
      .limit(query.limit),
  )

  const put = async (transaction: Transaction, arrivals: readonly Arrival[]) => {
    const stored: Row[] = []
    const values = arrivals.map(valuesOf)
    for (let from = 0; from < values.length; from += chunk) {
      const [first, ...more] = values.slice(from, from + chunk)
      if (!first) break
      const query = more.length === 0 ? insertOne(first) : once(insert([first, ...more]))
      stored.push(...(await transaction.run(query)))
    }
    return stored.toSorted((a, b) => a.id - b.id).flatMap((row) => arrivalOf(row) ?? [])
  }

  /** One that nobody can read would stand in the way of all others at every look. */
  const giveUp = (row: Row & { readonly now: number }) =>
    database.write(async (transaction) => {
      await transaction.run(finish({ id: row.id }))
      const line = { at: row.now, memberId: row.member_id, kind: 'givenUp', detail: { reason: 'unreadable' } }
      await insertAudit(transaction, [auditLine(line)])
    })

  return {
    put: (arrivals) => database.write((transaction) => put(transaction, arrivals)),
    putPage: ({ memberId, botId, nextOffset, arrivals }) =>
      database.write(async (transaction) => {
        const offset = builder
          .updateTable('portals')
          .set({ next_offset: nextOffset })
          .where('member_id', '=', memberId)
          .where('bot_id', '=', botId)
        await transaction.run(once(offset))
        return put(transaction, arrivals)
      }),
    listOpen: async (query) => {
      const rows = await database.read(listOpen(query))
      for (const row of rows) if (!arrivalOf(row)) await giveUp(row)
      return rows.flatMap((row) => arrivalOf(row) ?? [])
    },
    finish: async (ids) => {
      // Only bookkeeping: an arrival that is worked off once more changes nothing.
      const all = async (transaction: Transaction) => {
        for (const id of ids) await transaction.run(finish({ id }))
      }
      await database.write(all, { isRepeatable: true })
    },
    purge: (before) => {
      const done = builder.deleteFrom('inbox').where('is_done', '=', 1).where('received_at', '<', before)
      return countChanged(database, done.returning('id'))
    },
  }
}
