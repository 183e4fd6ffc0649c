import type { Clock } from '../../client/timing.ts'
import type { Advance } from './advance.ts'
import type { Pairing } from './pairing.ts'
import type { PairingStore } from './pairing-store.ts'
import { isStillWanted, type AskingSite } from './still-wanted.ts'

const page = 200
const openStates = ['pending', 'awaiting_confirm', 'confirmed'] as const

/** What time and administrators do to pairings. */
export const createSweeping = (parts: {
  readonly pairings: PairingStore
  readonly advance: Advance
  readonly clock: Clock
  readonly findSite: (siteId: string) => Promise<AskingSite | undefined>
  /** Ended pairings are kept this long, for the trace. */
  readonly keepMs: number
  /** Those that never reached anybody, only this long. */
  readonly keepUnclaimedMs: number
}) => {
  const { pairings, advance, clock, findSite, keepMs, keepUnclaimedMs } = parts

  /** Ends what is open and meant, page after page. Answers how many ended. */
  const endOpen = async (
    of: { readonly memberId: string; readonly siteId?: string },
    {
      actor,
      ending,
      isMeant,
    }: {
      readonly actor: string
      readonly ending: 'switchedOff' | 'siteClosed'
      readonly isMeant: (pairing: Pairing) => boolean
    },
  ): Promise<number> => {
    let count = 0
    let before: { createdAt: number; id: string } | undefined
    for (;;) {
      const open = await pairings.list({
        ...of,
        states: openStates,
        limit: page,
        ...(before ? { before } : {}),
      })
      for (const pairing of open.filter(isMeant)) {
        const { kind } = await advance(pairing, { type: 'switchedOff', ending }, { actor })
        if (kind === 'moved') count += 1
      }
      const last = open.at(-1)
      if (!last || open.length < page) return count
      before = { createdAt: last.createdAt, id: last.id }
    }
  }

  /** Ends what a site has open and would not ask for any more: all of it when the site is gone or off. */
  const endUnwanted = async (of: {
    readonly memberId: string
    readonly siteId: string
    readonly actor: string
  }): Promise<number> => {
    const { actor, ...where } = of
    const site = await findSite(where.siteId)
    const isMeant = (pairing: Pairing) => !isStillWanted(pairing, site)
    return endOpen(where, { actor, ending: 'siteClosed', isMeant })
  }

  return {
    endUnwanted,

    /** The same for every site: for what a worker that was killed, or other settings, left open. */
    endAllUnwanted: async (): Promise<number> => {
      let count = 0
      for (const of of await pairings.listSitesOfOpen())
        count += await endUnwanted({ ...of, actor: 'worker' })
      return count
    },

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

    /** Ends every open pairing of a portal at an admin's word. Answers how many ended. */
    switchOff: ({
      memberId,
      admin,
    }: {
      readonly memberId: string
      readonly admin: string
    }): Promise<number> =>
      endOpen({ memberId }, { actor: admin, ending: 'switchedOff', isMeant: () => true }),
  }
}
