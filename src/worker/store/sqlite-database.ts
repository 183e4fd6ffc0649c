import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'
import type { Clock } from '../ports/clock.ts'
import { createBuilder } from './builders.ts'
import type { Database, Query } from './database.ts'
import { createGroupCommit } from './group-commit.ts'

/** How long another process may hold the file before a write is refused. */
const busyMs = 10_000

/**
 * How long the log may grow before it is worked into the file: 16 MB. One pairing writes about a hundred pages, mostly the
 * same ones, and each working-in waits for the disk.
 */
const checkpointPages = 4_000

type Connection = {
  readonly raw: DatabaseSyncInstance
  readonly run: <Row>(query: Query<Row>) => readonly Row[]
}

/** A statement of ours without values. */
const fixed = (sql: string) => ({ sql, parameters: [], isHot: true })
const begin = fixed('begin immediate')
const commit = fixed('commit')

const connect = (file: string, clock: Clock): Connection => {
  const raw = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true })
  raw.function('now_ms', { deterministic: false }, () => clock.now())
  raw.exec('pragma journal_mode = wal; pragma synchronous = full')
  raw.exec(`pragma wal_autocheckpoint = ${checkpointPages}`)
  const kept = new Map<string, StatementSyncInstance>()
  const statementOf = ({ sql, isHot }: Query<unknown>): StatementSyncInstance => {
    const found = kept.get(sql)
    if (found) return found
    const statement = raw.prepare(sql)
    if (isHot) kept.set(sql, statement)
    return statement
  }
  return {
    raw,
    // The row type is Kysely's, made from the same tables.
    run: <Row>(query: Query<Row>) => statementOf(query).all(...query.parameters) as Row[],
  }
}

/**
 * A database in one file: WAL, every commit on the disk before it is answered, but for what may be repeated. One connection
 * writes, in groups. It reads, too, what is asked for between them; what is asked for during one is read by another, and so
 * never sees what is not committed.
 */
export const openSqliteDatabase = ({ file, clock }: { file: string; clock: Clock }): Database => {
  const writer = connect(file, clock)
  let reader: Connection | undefined
  let isSynced = true
  const group = createGroupCommit({
    begin: (isDurable) => {
      if (isDurable !== isSynced) writer.raw.exec(`pragma synchronous = ${isDurable ? 'full' : 'normal'}`)
      isSynced = isDurable
      writer.run(begin)
    },
    commit: () => void writer.run(commit),
    rollback: () => {
      if (writer.raw.isTransaction) writer.raw.exec('rollback')
    },
  })
  let isClosed = false

  const read = <Row>(query: Query<Row>) =>
    (writer.raw.isTransaction ? (reader ??= connect(file, clock)) : writer).run(query)

  const transaction = {
    run: <Row>(query: Query<Row>) => Promise.resolve(writer.run(query)),
    // There is one writer at a time.
    lock: () => Promise.resolve(),
  }

  return {
    dialect: 'sqlite',
    builder: createBuilder('sqlite'),
    read: async (query) => Promise.resolve(read(query)),
    write: async (work, { isRepeatable = false } = {}) => {
      if (isClosed) throw new Error(`The database ${file} is closed.`)
      return group.write(() => work(transaction), { isDurable: !isRepeatable })
    },
    isReady: async () => {
      if (isClosed) return Promise.resolve(false)
      return Promise.resolve(read(fixed('select 1')).length === 1)
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await group.idle()
      reader?.raw.close()
      writer.raw.close()
    },
  }
}
