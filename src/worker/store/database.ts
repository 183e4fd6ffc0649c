import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Dialect = 'sqlite' | 'postgres'

/** One statement with its values; `Row` is what it answers. */
export type Query<Row> = {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Its text never changes, so that the database may keep it prepared. */
  readonly isHot?: boolean
  /** Never there; carries the type. */
  readonly row?: Row
}

/** Inside one transaction. */
export type Transaction = {
  readonly run: <Row>(query: Query<Row>) => Promise<readonly Row[]>
  /** Until the transaction ends, nobody else in any worker gets past the same words. */
  readonly lock: (...words: readonly string[]) => Promise<void>
}

export type WriteOptions = {
  /**
   * A queue's own bookkeeping, which is merely done again when it is lost: it outlives the process at once, and a power
   * cut with the next other write. Default: false.
   */
  readonly isRepeatable?: boolean
}

/** A database the stores can speak to; `openDatabase` makes one whose tables are there. */
export type Database = {
  readonly dialect: Dialect
  /** Builds statements, runs none. */
  readonly builder: Kysely<Tables>
  /** Sees only what is committed. */
  readonly read: <Row>(query: Query<Row>) => Promise<readonly Row[]>
  /**
   * Runs `work` in a transaction and resolves when it is durable, on the disk; a throw undoes it. `work` awaits nothing but its
   * transaction, and may be run again from the start when PostgreSQL says that two got in each other's way.
   */
  readonly write: <T>(work: (transaction: Transaction) => Promise<T>, options?: WriteOptions) => Promise<T>
  readonly isReady: () => Promise<boolean>
  /** Lets what was begun end, then closes. */
  readonly close: () => Promise<void>
}
