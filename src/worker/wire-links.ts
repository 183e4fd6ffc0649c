import { Hono } from 'hono'
import { createLinkKeys } from './links/link-keys.ts'
import { createResolving } from './links/resolve-link.ts'
import { createShortLinks } from './links/create-short-links.ts'
import { createVisitCounts } from './links/visit-counts.ts'
import type { Chore } from './loops/purge-loop.ts'
import { createLandingRoutes } from './routes/landing-routes.ts'
import type { LinkApiParts } from './routes/link-api-handlers.ts'
import { createResolveRoutes } from './routes/resolve-routes.ts'
import type { WorkGround } from './wire-rules.ts'

const hour = 3_600_000
/** How long a link that is over is kept, and what happened on a day. */
const keptMs = 400 * 24 * hour
/** How often visits are written. */
const flushMs = 1000

/** Short links: what admins do with them, the landing pages, and what the bots' side resolves. */
export const wireLinks = (ground: WorkGround) => {
  const { stores, secrets, clock, log, publicUrl: issuer, settings, addressOf } = ground
  const { links, linkUses: uses, linkKeys } = stores
  const visits = createVisitCounts({ store: uses, now: clock.now })
  const api: LinkApiParts = {
    shortLinks: createShortLinks({ store: links, secrets, clock }),
    links,
    keys: createLinkKeys({ store: linkKeys, secrets, clock }),
    clock,
    issuer,
  }
  const resolving = createResolving({
    uses,
    keys: linkKeys,
    isConnected: async (memberId) => (await stores.portals.find(memberId)) !== undefined,
    secrets,
  })
  const { resolvesPerMinute } = settings
  const chores: readonly Chore[] = [
    // Not told of: it is no tidying up.
    { name: 'visits', everyMs: flushMs, run: () => visits.flush().then(() => 0) },
    { name: 'old short links', everyMs: hour, run: (now) => links.purge(now - keptMs) },
  ]
  return {
    api,
    chores,
    routes: new Hono()
      .route('/', createResolveRoutes({ resolving, clock, resolvesPerMinute, addressOf }))
      .route(
        '/',
        createLandingRoutes({
          links,
          findPortal: stores.portals.find,
          visits,
          secrets,
          clock,
          log,
          issuer,
          addressOf,
        }),
      ),
    /** Writes the visits of the last moment. */
    stop: async () => {
      await visits.flush().catch((error: unknown) => log.error('the last visits were not written', { error }))
    },
  }
}
export type LinkWork = ReturnType<typeof wireLinks>
