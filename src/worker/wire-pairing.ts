import { Hono } from 'hono'
import { createRestClient } from '../client/create-rest-client.ts'
import { createRation } from '../lib/create-ration.ts'
import type { Context } from 'hono'
import type { Metrics } from './host/create-metrics.ts'
import { createSessionSigner } from './host/session-signer.ts'
import { createInboxLoop } from './loops/inbox-loop.ts'
import { createLiveFeed } from './loops/live-feed.ts'
import { createOutboxLoop } from './loops/outbox-loop.ts'
import { createPollerLoop, documentedPauses } from './loops/poller-loop.ts'
import { createPurgeLoop, type Chore } from './loops/purge-loop.ts'
import { createAdvance } from './pairing/advance.ts'
import { createAnswering } from './pairing/answer-signal.ts'
import { createCollecting } from './pairing/collect-pairing.ts'
import type { Step } from './pairing/pairing-machine.ts'
import { createSayItem } from './pairing/say-item.ts'
import { createStarting } from './pairing/start-pairing.ts'
import { createSweeping } from './pairing/sweep-pairings.ts'
import { createConsoleSessions } from './portals/console-session.ts'
import { createHookPaths } from './portals/hook-paths.ts'
import { defaultPairingSettings } from './portals/portal.ts'
import type { PortalStore } from './portals/portal-store.ts'
import { signalOf } from './portals/signal-of.ts'
import type { TokenSigner } from './ports/token-signer.ts'
import { clientNetworkOf } from './routes/client-network.ts'
import { createConsoleApiRoutes } from './routes/console-api-routes.ts'
import { createFinishRoutes } from './routes/finish-routes.ts'
import { createHookRoutes } from './routes/hook-routes.ts'
import { createPairPageRoutes } from './routes/pair-page-routes.ts'
import { createSiteApiRoutes } from './routes/site-api-routes.ts'
import { createSites } from './sites/create-sites.ts'
import type { Site } from './sites/site.ts'
import { wirePortals, type Ground, type PortalSide } from './wire-portals.ts'

const hour = 3_600_000
const day = 24 * hour
/** How long the portal may take to answer about a user; a result lives a minute. */
const exchangeMs = 8000
/** How long what has ended is kept, in milliseconds. */
const kept = {
  pairings: 30 * day,
  unclaimed: day,
  audit: 400 * day,
  inbox: 3 * day,
  outbox: 7 * day,
} as const

export type PairingWorker = {
  readonly routes: Hono
  readonly start: () => void
  /** Finishes what is under way; nothing acknowledged is lost. */
  readonly stop: () => Promise<void>
  /** Does now what the loops would do in a while. */
  readonly ensure: () => Promise<number>
}

/** The capability `pairing`, whole: rules, loops and routes over the stores it is given. */
export const wirePairing = (
  ground: Ground & {
    readonly signer: TokenSigner & { readonly refresh: () => Promise<void> }
    /** Sites of the environment. */
    readonly sites: readonly Site[]
    readonly metrics: Metrics
    /** Names this process among all workers. */
    readonly holder: string
    /** Whether other processes work on the same database. */
    readonly isShared: boolean
    readonly addressOf: (c: Context) => string | null
    /** For tests that wire a guard out. */
    readonly change?: (side: PortalSide) => PortalSide
    readonly step?: Step
  },
): PairingWorker => {
  const { settings, publicUrl: issuer, stores, secrets, log, clock, sleep, signer, metrics } = ground
  const { addressOf, holder } = ground
  const { pairings, audit, portals, inbox, outbox, leases } = stores
  const side = (ground.change ?? ((same) => same))(wirePortals(ground))
  const sites = createSites({ store: stores.sites, environment: ground.sites, secrets, clock })

  const feed = createLiveFeed({ versionsOf: ground.isShared ? pairings.versionsOf : undefined, sleep, log })

  const settingsOf = async (memberId: string) => {
    const { isOn, allowsExtranet, cardsPerHour, coolDownSeconds } =
      (await portals.find(memberId))?.settings ?? defaultPairingSettings
    return { isOn, allowsExtranet, cardsPerHour, coolDownMs: coolDownSeconds * 1000 }
  }
  /** Asked while a person waits: ahead of edits, once, and given up in time for the site to ask again. */
  const isActive = async ({ memberId, userId }: { memberId: string; userId: number }) => {
    const { isOn, allowsExtranet } = await settingsOf(memberId)
    if (!isOn) return false
    const client = createRestClient(side.lines.lineOf(memberId).lane('exchange'))
    const users = await client.call('user.get', { ID: userId }, { signal: AbortSignal.timeout(exchangeMs) })
    const kinds: readonly (string | undefined)[] = [
      undefined,
      'employee',
      ...(allowsExtranet ? ['extranet'] : []),
    ]
    return users.some(
      ({ ID, ACTIVE, USER_TYPE }) => ID === String(userId) && ACTIVE && kinds.includes(USER_TYPE),
    )
  }

  const advance = createAdvance({
    pairings,
    audit,
    clock,
    feed,
    onWish: () => outboxLoop.wake(),
    onOutcome: (what, reason) => (reason ? metrics.refused(reason) : metrics.pairingStep(what)),
    step: ground.step,
  })
  const starting = createStarting({ pairings, audit, advance, secrets, clock })
  const answering = createAnswering({ pairings, audit, advance, secrets, clock, settingsOf })
  const collecting = createCollecting({
    pairings,
    advance,
    secrets,
    clock,
    signer,
    issuer,
    isActive,
    step: ground.step,
  })
  const sweeping = createSweeping({
    pairings,
    advance,
    clock,
    keepMs: kept.pairings,
    keepUnclaimedMs: kept.unclaimed,
  })

  const outboxLoop = createOutboxLoop({
    outbox,
    lines: side.lines,
    wordsOf: createSayItem({ pairings, findSite: sites.find, secrets, issuer }),
    cardSent: async ({ pairingId, unanswered }, messageId) => {
      const claimedAt = await answering.cardSent(pairingId, messageId, unanswered)
      if (claimedAt !== undefined) metrics.cardAfter((clock.now() - claimedAt) / 1000)
    },
    onDead: async ({ memberId, pairingId, kind }, code) => {
      const line = { at: clock.now(), memberId, pairingId, actor: 'worker', kind: 'notSent' }
      await audit.append([{ ...line, detail: { kind, code } }])
      log.warn('the portal refused for good', { memberId, pairingId, kind, code })
      // After a lost answer the card may be there all the same: its buttons still work.
      if (kind === 'card' && code !== 'UNANSWERED') await answering.cardRefused(pairingId, code)
    },
    clock,
    sleep,
    log,
  })
  const inboxLoop = createInboxLoop({
    inbox,
    handle: answering.receive,
    onGivenUp: async ({ memberId, signal }) => {
      const line = { at: clock.now(), memberId, pairingId: null, actor: 'worker', kind: 'givenUp' }
      await audit.append([{ ...line, detail: { event: signal.kind } }])
    },
    clock,
    sleep,
    log,
  })
  const pollerLoop = createPollerLoop({
    portals,
    inbox,
    leases,
    lines: side.lines,
    signalOf: (event) => signalOf(event, secrets),
    onStored: (arrivals) => {
      arrivals.forEach(() => metrics.arrival('fetch', 'stored'))
      inboxLoop.accept(arrivals)
    },
    hasOpen: pairings.hasOpen,
    pauses: {
      openMs: settings.pollBusyMs,
      idleMs: settings.pollIdleMs,
      moreMs: documentedPauses.moreMs,
    },
    holder,
    clock,
    sleep,
    log,
  })
  const chores: readonly Chore[] = [
    { name: 'portals and bots', everyMs: 2000, run: side.ensure },
    { name: 'overdue pairings', everyMs: 2000, run: sweeping.expire },
    { name: 'old pairings', everyMs: hour, run: sweeping.purge },
    { name: 'old audit lines', everyMs: day, run: (now) => audit.purge(now - kept.audit) },
    { name: 'old arrivals', everyMs: hour, run: (now) => inbox.purge(now - kept.inbox) },
    { name: 'old messages', everyMs: hour, run: (now) => outbox.purge(now - kept.outbox) },
    { name: 'signing keys', everyMs: 60_000, run: () => signer.refresh().then(() => 0) },
  ]
  const choreLoop = createPurgeLoop({ chores, clock, sleep, log })

  /** Switching pairing off ends what is open, too. */
  const watchedPortals: PortalStore = {
    ...portals,
    setSettings: async (memberId, next, lines) => {
      await portals.setSettings(memberId, next, lines)
      if (!next.isOn) await sweeping.switchOff(memberId, lines[0]?.actor ?? 'admin')
    },
  }

  const hookRoutes = createHookRoutes({
    findPortal: createHookPaths({ portals, secrets, clock }),
    findMember: portals.find,
    proveArrival: side.proveArrival,
    signalOf: (event) => signalOf(event, secrets),
    inbox,
    secrets,
    onStored: (arrivals) => {
      arrivals.forEach(() => metrics.arrival('webhook', 'stored'))
      inboxLoop.accept(arrivals)
    },
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
    log,
  })

  const sessions = createConsoleSessions({
    portals,
    clientId: settings.app?.clientId,
    openRest: ({ portal: { memberId }, accessToken }) => side.clientAs({ memberId, accessToken }),
    signer: createSessionSigner({ keys: secrets.deriveFromKeys('console-session'), now: clock.now }),
    clock,
    sleep,
  })
  const consoleApi = createConsoleApiRoutes({
    status: () => ({ ok: true, capabilities: ['pairing'], issuer, canSignIn: settings.app !== undefined }),
    sessions,
    connectPortal:
      settings.app &&
      (async ({ refreshToken, setupCode }) => {
        const connected = await side.connect({ refreshToken, setupCode, applicationToken: undefined })
        if (connected.kind === 'refused')
          return { kind: connected.reason === 'unanswered' ? 'unreachable' : 'refused' }
        const portal = await portals.find(connected.memberId)
        return { kind: 'connected', memberId: connected.memberId, origin: portal?.origin ?? '' }
      }),
    sites,
    pairings,
    portals: watchedPortals,
    audit,
    problemOf: side.problemOf,
    clock,
    ownOrigins: [issuer],
    addressOf,
    log,
  })
  const siteApi = createSiteApiRoutes({
    starting,
    collecting,
    pairings,
    findSiteByKey: sites.findByKey,
    findPortal: portals.find,
    signer,
    clock,
    issuer,
    mintsPerMinute: settings.mintsPerMinute,
    addressOf,
  })
  // One sign-in asks a few times.
  const limit = settings.startsPerMinute * 4
  const asks = createRation({ limit, windowMs: 60_000, maxKeys: 50_000, clock })
  const mayAsk = (c: Context) => asks.take(clientNetworkOf(addressOf(c)))
  const pageParts = { collecting, findSite: sites.find, secrets, issuer, mayAsk }
  const pairPages = createPairPageRoutes({
    ...pageParts,
    starting: {
      ...starting,
      // Somebody waits from now on: the queue is read at the quicker pace.
      open: async (...opened) => {
        const held = await starting.open(...opened)
        if (held) pollerLoop.wake(held.pairing.memberId)
        return held
      },
    },
    findPortal: portals.find,
    feed,
    clock,
    addressOf,
    startsPerMinute: settings.startsPerMinute,
    log,
  })

  const sayShadowed = async () => {
    for (const { id, memberId } of await sites.listShadowed())
      log.warn('a site of SITES has the id of one made in the console, which is out of work', {
        site: id,
        memberId,
      })
  }

  const routes = new Hono()
  for (const part of [hookRoutes, siteApi, pairPages, createFinishRoutes(pageParts)]) routes.route('/', part)
  routes.route('/', consoleApi)
  const loops = [pollerLoop, inboxLoop, outboxLoop, choreLoop, feed]
  return {
    routes,
    ensure: side.ensure,
    start: () => {
      for (const loop of loops) loop.start()
      void sayShadowed().catch((error: unknown) => log.error('the sites cannot be read', { error }))
    },
    // Nothing new comes in before what is in hand has been said.
    stop: async () => {
      await Promise.all([pollerLoop.stop(), choreLoop.stop(), feed.stop()])
      await inboxLoop.stop()
      await outboxLoop.stop()
    },
  }
}
