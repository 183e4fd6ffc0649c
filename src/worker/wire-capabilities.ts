import { createPurgeLoop, type Chore } from './loops/purge-loop.ts'
import { wireLinks } from './wire-links.ts'
import { wirePortals } from './wire-portals.ts'
import { wireRoutes } from './wire-routes.ts'
import { wireRules, type WorkGround } from './wire-rules.ts'

const day = 24 * 3_600_000
const auditKeptMs = 400 * day

/** The capabilities that are switched on, whole: rules, loops and routes over the stores they are given. */
export const wireCapabilities = (ground: WorkGround) => {
  const { has } = ground.settings
  const { audit } = ground.stores
  const side = (ground.change ?? ((same) => same))(wirePortals(ground))
  const rules = wireRules(ground, side)
  const pairing = has.includes('pairing') ? rules : undefined
  const links = has.includes('links') ? wireLinks(ground) : undefined
  const chores: readonly Chore[] = [
    { name: 'portals and bots', everyMs: 2000, run: side.ensure },
    { name: 'old audit lines', everyMs: day, run: (now) => audit.purge(now - auditKeptMs) },
    ...(pairing?.chores ?? []),
    ...(links?.chores ?? []),
  ]
  const choreLoop = createPurgeLoop({ ...ground, chores })
  const sayShadowed = async () => {
    for (const { id, memberId } of await rules.common.sites.listShadowed())
      ground.log.warn('a site of SITES has the id of one made in the console, which is out of work', {
        site: id,
        memberId,
      })
  }
  return {
    routes: wireRoutes(ground, side, rules, links),
    /** Does now what the loops would do in a while. */
    ensure: side.ensure,
    start: () => {
      choreLoop.start()
      pairing?.start()
      void sayShadowed().catch((error: unknown) => ground.log.error('the sites cannot be read', { error }))
    },
    /** Ends every open pairing of every portal; answers how many. */
    endOpen: async (admin: string): Promise<number> => {
      let count = 0
      for (const { memberId } of await ground.stores.portals.list())
        count += await rules.sweeping.switchOff({ memberId, admin })
      return count
    },
    /** Finishes what is under way; nothing acknowledged is lost. */
    stop: async () => {
      await choreLoop.stop()
      await Promise.all([pairing?.stop(), links?.stop()])
    },
  }
}
