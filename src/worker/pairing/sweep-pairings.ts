import type { Clock } from '../../client/timing.ts'
import type { Advance } from './advance.ts'
import type { PairingStore } from './pairing-store.ts'

const page = 200
const openStates = ['pending', 'awaiting_confirm', 'confirmed'] as const

/** What time and administrators do to pairings. */
export const createSweeping = (parts: {
  readonly pairings: PairingStore
  readonly advance: Advance
  readonly clock: Clock
  /** Ended pairings are kept this long, for the trace. */
  readonly keepMs: number
  /** Those that never reached anybody, only this long. */
  readonly keepUnclaimedMs: number
}) => {
  const { pairings, advance, clock, keepMs, keepUnclaimedMs } = parts
  return {
    /** Ends what is overdue; its cards are edited. Answers how many ended. */
    expire: async (): Promise<number> => {
      let count = 0
      for (;;) {
        const overdue = await pairings.listOverdue(page)
        const before = count
        for (const pairing of overdue) {
          const { kind } = await advance(pairing, { type: 'timePassed' }, { actor: 'worker' })
          if (kind === 'moved') count += 1
        }
        // A page of which nothing ended is overdue by the database's clock alone: later.
        if (overdue.length < page || count === before) return count
      }
    },

    /** Forgets what ended long ago. */
    purge: (): Promise<number> => pairings.purge(clock.now() - keepMs, clock.now() - keepUnclaimedMs),

    /** Ends every open pairing of a portal, or of one of its sites, at an admin's word. Answers how many ended. */
    switchOff: async (of: {
      readonly memberId: string
      readonly siteId?: string
      readonly admin: string
    }): Promise<number> => {
      const { memberId, siteId, admin } = of
      const ending = siteId === undefined ? 'switchedOff' : 'siteClosed'
      let count = 0
      let before: { createdAt: number; id: string } | undefined
      for (;;) {
        const open = await pairings.list({
          memberId,
          states: openStates,
          ...(siteId === undefined ? {} : { siteId }),
          limit: page,
          ...(before ? { before } : {}),
        })
        for (const pairing of open) {
          const { kind } = await advance(pairing, { type: 'switchedOff', ending }, { actor: admin })
          if (kind === 'moved') count += 1
        }
        const last = open.at(-1)
        if (!last || open.length < page) return count
        before = { createdAt: last.createdAt, id: last.id }
      }
    },
  }
}
