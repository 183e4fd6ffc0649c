import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, onTestFinished } from 'vitest'
import type { Clock } from '../../client/timing.ts'
import { createStores, type Stores } from '../../worker/store/create-stores.ts'
import type { Database } from '../../worker/store/database.ts'
import { openDatabase } from '../../worker/store/open-database.ts'

/** A database of its own for one test, gone when the test ends. */
export type TestDatabase = {
  readonly database: Database
  readonly stores: Stores
  /** How another process opens the same one. */
  readonly url: string | undefined
  readonly file: string
  /** The database's clock; starts at 1,000,000,000,000 and stands still. */
  readonly clock: Clock
  readonly setNow: (now: number) => Promise<void>
  /** Runs a text as it stands, past the stores. */
  readonly run: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

const start = 1_000_000_000_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const openWith = async (url: string | undefined, file: string): Promise<TestDatabase> => {
  let now = start
  const clock = { now: () => now }
  const database = await openDatabase({ url, file, clock, log })
  onTestFinished(() => database.close())
  const run = (sql: string) =>
    database.write((transaction) =>
      transaction.run<Readonly<Record<string, unknown>>>({ sql, parameters: [] }),
    )
  const setNow = async (at: number) => {
    now = at
    if (url === undefined) return
    await run(
      `create or replace function now_ms() returns bigint language sql stable as $$ select ${at}::bigint $$`,
    )
  }
  await setNow(start)
  return { database, stores: createStores(database), url, file, clock, setNow, run }
}

/** A database in a real file. */
export const openTestSqlite = (): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return openWith(undefined, join(folder, 'worker.sqlite'))
}

/** A schema of its own on the server of `TEST_DATABASE_URL`; answers the address that leads into it. */
export const createTestSchema = async (server: string): Promise<string> => {
  const schema = `test_${randomBytes(8).toString('hex')}`
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await onServer(`create schema ${schema}`)
  onTestFinished(() => onServer(`drop schema ${schema} cascade`))
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}

const openTestPostgres = async (server: string): Promise<TestDatabase> =>
  openWith(await createTestSchema(server), '')

/** The tests' PostgreSQL server, as `npm test` starts it; undefined without one. */
export const testServer: string | undefined = process.env.TEST_DATABASE_URL

/** Why a PostgreSQL test was skipped, for its title. */
export const postgresTitle = testServer ? 'on PostgreSQL' : 'on PostgreSQL (skipped: no PostgreSQL)'

/** The same tests on SQLite and on a real PostgreSQL server. */
export const onEachDatabase = (define: (open: () => Promise<TestDatabase>) => void): void => {
  describe('on SQLite', () => define(openTestSqlite))
  describe.skipIf(testServer === undefined)(postgresTitle, () =>
    define(() => openTestPostgres(testServer ?? '')),
  )
}
