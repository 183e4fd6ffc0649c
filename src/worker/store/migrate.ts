import type { Database } from './database.ts'
import { migrations, type Migration } from './migrations.ts'
import { nowMs, once } from './prepare.ts'

const statement = (text: string) => ({ sql: text, parameters: [] })

/** Brings the schema up to date in one transaction, under a lock: several workers may start at once. */
export const migrate = (
  { builder, dialect, write }: Pick<Database, 'builder' | 'dialect' | 'write'>,
  steps: readonly Migration[] = migrations,
): Promise<void> =>
  write(async (transaction) => {
    await transaction.lock('migrations')
    await transaction.run(
      statement('create table if not exists migrations (name text primary key, run_at bigint not null)'),
    )
    const done = await transaction.run(once(builder.selectFrom('migrations').select('name')))
    const missing = steps.filter(({ name }) => !done.some((one) => one.name === name))
    for (const { name, statements } of missing) {
      for (const text of statements(dialect)) await transaction.run(statement(text))
      await transaction.run(once(builder.insertInto('migrations').values({ name, run_at: nowMs })))
    }
  })
