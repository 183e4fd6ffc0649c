import { sql } from 'kysely'
import type { LeaseStore } from '../ports/lease.ts'
import type { Database } from './database.ts'
import { nowMs, prepare } from './prepare.ts'

type Lease = { readonly name: string; readonly holder: string; readonly holdMs: number }

export const createSqlLeaseStore = (database: Database): LeaseStore => {
  const { builder } = database
  const acquire = prepare(({ name, holder, holdMs }: Lease) =>
    builder
      .insertInto('leases')
      .values({ name, holder, until: sql<number>`now_ms() + ${holdMs}` })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ holder: sql`excluded.holder`, until: sql`excluded.until` })
          .where((row) =>
            row.or([
              row('leases.holder', '=', sql<string>`excluded.holder`),
              row('leases.until', '<=', nowMs),
            ]),
          ),
      )
      .returning('name'),
  )
  const release = prepare(({ name, holder }: Omit<Lease, 'holdMs'>) =>
    builder.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder),
  )
  return {
    acquire: async (lease) =>
      (await database.write((transaction) => transaction.run(acquire(lease)))).length === 1,
    release: async (lease) => {
      await database.write((transaction) => transaction.run(release(lease)))
    },
  }
}
