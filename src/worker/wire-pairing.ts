import { wirePortals } from './wire-portals.ts'
import { wireRoutes } from './wire-routes.ts'
import { wireRules, type PairingGround } from './wire-rules.ts'

/** The capability `pairing`, whole: rules, loops and routes over the stores it is given. */
export const wirePairing = (ground: PairingGround) => {
  const side = (ground.change ?? ((same) => same))(wirePortals(ground))
  const rules = wireRules(ground, side)
  const sayShadowed = async () => {
    for (const { id, memberId } of await rules.common.sites.listShadowed())
      ground.log.warn('a site of SITES has the id of one made in the console, which is out of work', {
        site: id,
        memberId,
      })
  }
  return {
    routes: wireRoutes(ground, side, rules),
    /** Does now what the loops would do in a while. */
    ensure: side.ensure,
    start: () => {
      rules.start()
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
    stop: rules.stop,
  }
}
