import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../ports/log.ts'
import { createBuilder } from './builders.ts'
import type { Database, Query, Transaction, WriteOptions } from './database.ts'

/** Two transactions that got in each other's way: serialization failure and deadlock. */
const retriedCodes = new Set(['40001', '40P01'])
const mostTries = 5

/** How long `isReady` waits; whoever asks it wants to know now. */
const readyMs = 1_500

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

// Every number here is far below 2^53. The driver's own parsers are untyped.
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(id, format) as unknown),
}

/** What the driver says when an answer is overdue; its connection is of no use then. */
const isOverdue = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout'

type Client = Pick<pg.PoolClient, 'query'>

/** A PostgreSQL server that several workers may share. What the address says of its options goes before what is said here. */
export const openPostgresDatabase = ({
  url,
  log,
  connections = 16,
}: {
  readonly url: string
  readonly log: Log
  readonly connections?: number
}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: 5_000,
    // The server ends what takes long; where nothing comes back from it, the worker does.
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'b24-bot-console worker',
  })
  // A connection that dies while nobody uses it is replaced; without a listener it would end the process.
  // Only the reason is told: the error carries the whole client, with all that it knows.
  pool.on('error', (error) =>
    log.warn('database connection lost', { reason: error.message, code: codeOf(error) }),
  )
  // One that dies in use fails its statement; it says so once more, and that would end the process, too.
  pool.on('connect', (client) => void client.on('error', () => undefined))

  const names = new Map<string, string>()
  const nameOf = (sql: string): string => {
    const name = names.get(sql) ?? `hot_${names.size}`
    names.set(sql, name)
    return name
  }

  const run = async <Row>(
    client: Client,
    { sql, parameters, isHot }: Query<Row>,
  ): Promise<readonly Row[]> => {
    const values = [...parameters]
    const { rows } = await client.query(
      isHot ? { name: nameOf(sql), text: sql, values } : { text: sql, values },
    )
    // The row type is Kysely's, made from the same tables.
    return rows as Row[]
  }

  const transactionOn = (client: Client): Transaction => ({
    run: (query) => run(client, query),
    lock: async (...words) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [words.join(' ')])
    },
  })

  const isRolledBack = (client: Client): Promise<boolean> =>
    client.query('rollback').then(
      () => true,
      () => false,
    )

  const attempt = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    { isRepeatable = false }: WriteOptions,
  ): Promise<T> => {
    const client = await pool.connect()
    let isBroken = false
    try {
      await client.query(isRepeatable ? 'begin; set local synchronous_commit = off' : 'begin')
      const value = await work(transactionOn(client))
      await client.query('commit')
      return value
    } catch (error) {
      isBroken = isOverdue(error) || !(await isRolledBack(client))
      throw error
    } finally {
      client.release(isBroken)
    }
  }

  const write = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    options: WriteOptions,
  ): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(work, options)
      } catch (error) {
        if (!retriedCodes.has(codeOf(error)) || tries === mostTries) throw error
        await sleep(tries * 10)
      }
    }
  }

  // The pool forgets who waits for a connection when it ends, so they are let through before.
  const open = new Set<Promise<unknown>>()
  let isClosed = false
  const tracked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new Error('The database is closed.')
    const working = work()
    open.add(working)
    try {
      return await working
    } finally {
      open.delete(working)
    }
  }

  return {
    dialect: 'postgres',
    builder: createBuilder('postgres'),
    read: (query) => tracked(() => run(pool, query)),
    write: (work, options = {}) => tracked(() => write(work, options)),
    isReady: () => {
      // The driver knows this limit and its types do not.
      const asked: pg.QueryConfig & { readonly query_timeout: number } = {
        text: 'select 1',
        query_timeout: readyMs,
      }
      const answered = tracked(() => pool.query(asked)).then(
        () => true,
        () => false,
      )
      return Promise.race([answered, sleep(readyMs, false, { ref: false })])
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await Promise.allSettled(open)
      await pool.end()
    },
  }
}
