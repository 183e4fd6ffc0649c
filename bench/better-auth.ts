// better-auth with its device authorization plugin, as its documentation sets it up, on the same SQLite driver.
import { serve } from '@hono/node-server'
import { DatabaseSync } from '@photostructure/sqlite'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { deviceAuthorization } from 'better-auth/plugins'
import { Hono } from 'hono'
import { SqliteDialect, type SqliteDatabase } from 'kysely'

const { PORT = '0', DATABASE_FILE = '' } = process.env
const origin = `http://127.0.0.1:${PORT}`
const database = new DatabaseSync(DATABASE_FILE)
database.exec('pragma journal_mode = wal; pragma synchronous = full')

/** The driver as Kysely's dialect, and so better-auth, wants it. */
const asBetterSqlite: SqliteDatabase = {
  close: () => database.close(),
  prepare: (sql) => {
    const statement = database.prepare(sql)
    const values = (parameters: readonly unknown[]) => parameters as (string | number | null)[] // made by better-auth for SQLite
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...values(parameters)) as unknown[],
      run: (parameters) => {
        const { changes, lastInsertRowid } = statement.run(...values(parameters))
        return { changes, lastInsertRowid }
      },
      iterate: () => {
        throw new Error('is not used')
      },
    }
  },
}
const options = {
  baseURL: origin,
  secret: 'a-secret-of-the-bench-that-is-long-enough',
  database: { dialect: new SqliteDialect({ database: asBetterSqlite }), type: 'sqlite' as const },
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  logger: { level: 'warn' as const },
  telemetry: { enabled: false },
  plugins: [deviceAuthorization({ expiresIn: '10min', interval: '1s', verificationUri: '/device' })],
}
const { runMigrations } = await getMigrations(options)
await runMigrations()
const auth = betterAuth(options)

const app = new Hono()
app.get('/readyz', (c) => c.text('ok'))
app.on(['GET', 'POST'], '/api/auth/*', (c) => auth.handler(c.req.raw))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) })
process.once('SIGTERM', () => {
  database.close()
  process.exit()
})
