import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { openSqliteDatabase } from './sqlite-database.ts'

export type DatabaseOptions = {
  /** `postgres://…`; when it is there, `file` is not looked at. */
  readonly url?: string | undefined
  /** Where SQLite keeps everything; its folder is made when it is missing. */
  readonly file: string
  /** SQLite's time; PostgreSQL has its own. */
  readonly clock: Clock
  readonly log: Log
  /** PostgreSQL connections at once. */
  readonly connections?: number
}

const open = async ({ url, file, clock, log, connections = 16 }: DatabaseOptions) => {
  if (url !== undefined) {
    // Loaded only where it is needed: the driver takes a while.
    const { openPostgresDatabase } = await import('./postgres-database.ts')
    return openPostgresDatabase({ url, log, connections })
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return openSqliteDatabase({ file, clock })
}

/** Opens the database, brings its tables up to date and answers it. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const database = await open(options)
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
