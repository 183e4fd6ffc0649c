import { Hono } from 'hono'
import type { Context } from 'hono'
import { createRation } from '../lib/create-ration.ts'
import { createSessionSigner } from './host/session-signer.ts'
import { createConsoleSessions } from './portals/console-session.ts'
import { createHookPaths } from './portals/hook-paths.ts'
import type { PortalStore } from './portals/portal-store.ts'
import { signalOf } from './portals/signal-of.ts'
import { clientNetworkOf } from './routes/client-network.ts'
import { createConsoleApiRoutes } from './routes/console-api-routes.ts'
import { createFinishRoutes } from './routes/finish-routes.ts'
import { createHookRoutes } from './routes/hook-routes.ts'
import { createPairPageRoutes } from './routes/pair-page-routes.ts'
import { createSiteApiRoutes } from './routes/site-api-routes.ts'
import type { SiteChanged, SiteEditor, Sites } from './sites/create-sites.ts'
import { type PortalSide } from './wire-portals.ts'
import type { LinkWork } from './wire-links.ts'
import type { Rules, WorkGround } from './wire-rules.ts'

/** What the capabilities that are switched on are asked over HTTP; `links` is absent while short links are off. */
export const wireRoutes = (
  ground: WorkGround,
  side: PortalSide,
  rules: Rules,
  links: LinkWork | undefined,
) => {
  const { settings, secrets, log, metrics, clock, addressOf, stores } = ground
  const { collecting, starting, sweeping, common } = rules
  const { portals } = stores
  const { sites, issuer } = common
  const isPairing = settings.has.includes('pairing')

  const hookRoutes = createHookRoutes({
    ...common,
    findPortal: createHookPaths(common),
    findMember: portals.find,
    proveArrival: side.proveArrival,
    signalOf: (event) => (isPairing ? signalOf(event, secrets) : null),
    onStored: rules.acceptBy('webhook'),
    onProved: side.news.keepToken,
    onDropped: async (portal, reason, name) => {
      metrics.arrival('webhook', 'dropped')
      await side.news.noteDropped(portal, reason, name)
    },
    install: async (request) => {
      const connected = await side.connect(request)
      log.info('an installation was announced', { outcome: connected.kind })
    },
    onAppNews: ({ portal, event }) => side.news.takeAppNews(portal, event),
  })

  /** Switching pairing off ends what is open, too. */
  const watchedPortals: PortalStore = {
    ...portals,
    setSettings: async (memberId, next, lines) => {
      await portals.setSettings(memberId, next, lines)
      if (!next.isOn) await sweeping.switchOff({ memberId, admin: lines[0]?.actor ?? 'admin' })
    },
  }
  /** So does changing a site, or deleting it, for what it would not ask for any more. */
  const endThatOf = async (changed: SiteChanged, { memberId, actor }: SiteEditor) => {
    if (changed.kind === 'changed') await sweeping.endUnwanted({ memberId, siteId: changed.site.id, actor })
    return changed
  }
  const watchedSites: Sites = {
    ...sites,
    replace: async (editor, fields) => endThatOf(await sites.replace(editor, fields), editor),
    remove: async (editor, siteId) => endThatOf(await sites.remove(editor, siteId), editor),
  }
  const sessions = createConsoleSessions({
    ...common,
    clientId: settings.app?.clientId,
    openRest: ({ portal: { memberId }, accessToken }) => side.clientAs({ memberId, accessToken }),
    signer: createSessionSigner({ keys: secrets.deriveFromKeys('console-session'), now: clock.now }),
  })
  const consoleApi = createConsoleApiRoutes({
    ...common,
    portals: watchedPortals,
    sites: watchedSites,
    status: () => ({
      ok: true,
      capabilities: [...settings.has],
      issuer,
      canSignIn: settings.app !== undefined,
    }),
    isPairing,
    links: links?.api,
    sessions,
    connect: side.connect,
    problemOf: side.problemOf,
    ownOrigins: [issuer],
  })

  // One sign-in asks a few times.
  const limit = settings.startsPerMinute * 4
  const asks = createRation({ limit, windowMs: 60_000, maxKeys: 50_000, clock })
  const parts = {
    ...common,
    mintsPerMinute: settings.mintsPerMinute,
    startsPerMinute: settings.startsPerMinute,
    collecting,
    findSite: sites.find,
    findSiteByKey: sites.findByKey,
    findPortal: portals.find,
    mayAsk: (c: Context) => asks.take(clientNetworkOf(addressOf(c))),
  }
  const pairPages = createPairPageRoutes({
    ...parts,
    starting: {
      ...starting,
      // Somebody waits from now on: the queue is read at the quicker pace.
      open: async (...opened) => {
        const held = await starting.open(...opened)
        if (held) rules.wakePoller(held.pairing.memberId)
        return held
      },
    },
  })
  const pairing = [createSiteApiRoutes({ ...parts, starting }), pairPages, createFinishRoutes(parts)]
  const routes = new Hono()
  for (const part of [hookRoutes, ...(isPairing ? pairing : []), consoleApi]) routes.route('/', part)
  // A slug stands where every other address could: it comes last.
  return links ? routes.route('/', links.routes) : routes
}
