import type { Clock } from '../ports/clock.ts'
import type { Database } from './database.ts'

/** How far the clocks of workers and database may be apart: a pairing's times are set by one and judged by the other. */
export const mostClockSkewMs = 5_000

/** How far the worker's clock is ahead of the database's, in milliseconds; the way to it is taken for even. */
export const clockSkewMs = async (database: Pick<Database, 'read'>, clock: Clock): Promise<number> => {
  const asked = clock.now()
  const [row] = await database.read<{ readonly now: number }>({
    sql: 'select now_ms() as now',
    parameters: [],
  })
  return Math.round((asked + clock.now()) / 2 - (row?.now ?? asked))
}
