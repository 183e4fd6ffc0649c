import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The tests' PostgreSQL server, as `npm test` starts it; undefined without one. */
export const server: string | undefined = process.env.TEST_DATABASE_URL

export const whySkipped =
  'no PostgreSQL: TEST_DATABASE_URL is not set (npm test starts a server where it can)'

/** A schema of its own, and the address that leads into it. */
export const createSchema = async (
  at: string,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> => {
  const name = `e2e_${randomBytes(8).toString('hex')}`
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: at })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await run(`create schema ${name}`)
  const url = new URL(at)
  url.searchParams.set('options', `-c search_path=${name}`)
  return { url: url.href, drop: () => run(`drop schema ${name} cascade`) }
}
