import type { Context } from 'hono'
import type { Metrics } from './host/create-metrics.ts'
import { createInboxLoop } from './loops/inbox-loop.ts'
import { createLiveFeed } from './loops/live-feed.ts'
import { createOutboxLoop } from './loops/outbox-loop.ts'
import { createPollerLoop, documentedPauses } from './loops/poller-loop.ts'
import type { Chore } from './loops/purge-loop.ts'
import { createAdvance } from './pairing/advance.ts'
import { createAnswering } from './pairing/answer-signal.ts'
import { createCollecting } from './pairing/collect-pairing.ts'
import type { Step } from './pairing/pairing-machine.ts'
import { createSayItem } from './pairing/say-item.ts'
import { createStarting } from './pairing/start-pairing.ts'
import { createSweeping } from './pairing/sweep-pairings.ts'
import { createStandingOf } from './portals/active-user.ts'
import { defaultPairingSettings } from './portals/portal.ts'
import { signalOf } from './portals/signal-of.ts'
import { auditLine } from './ports/audit.ts'
import type { StoredArrival } from './ports/inbox.ts'
import type { TokenSigner } from './ports/token-signer.ts'
import { createSites } from './sites/create-sites.ts'
import type { Site } from './sites/site.ts'
import { type Ground, type PortalSide } from './wire-portals.ts'

const hour = 3_600_000
const day = 24 * hour
/** How long what has ended is kept, in milliseconds. */
const kept = {
  pairings: 30 * day,
  unclaimed: day,
  inbox: 3 * day,
  outbox: 7 * day,
} as const

/** What the capabilities are handed. */
export type WorkGround = Ground & {
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
}

/** Pairing: the rules over the stores, and the loops that work for them. */
export const wireRules = (ground: WorkGround, side: PortalSide) => {
  const { settings, stores, secrets, log, clock, signer, metrics } = ground
  const { pairings, portals, audit, inbox, outbox } = stores
  const { lines } = side
  const sites = createSites({ ...ground, store: stores.sites, environment: ground.sites })
  const feed = createLiveFeed({ ...ground, versionsOf: ground.isShared ? pairings.versionsOf : undefined })
  const settingsOf = async (memberId: string) => {
    const found = (await portals.find(memberId))?.settings ?? defaultPairingSettings
    return { ...found, coolDownMs: found.coolDownSeconds * 1000 }
  }
  const common = { ...ground, ...stores, sites, feed, lines, settingsOf, issuer: ground.publicUrl }

  const advance = createAdvance({
    ...common,
    onWish: () => outboxLoop.wake(),
    onOutcome: (what, reason) => (reason ? metrics.refused(reason) : metrics.pairingStep(what)),
  })
  const starting = createStarting({
    ...common,
    advance,
    isSiteOn: async (siteId) => (await sites.find(siteId))?.isActive === true,
  })
  const answering = createAnswering({
    ...common,
    advance,
    onStray: () => metrics.refused('unknownCode'),
  })
  const standingOf = createStandingOf({ portals, clientFor: side.exchangeClient })
  const collecting = createCollecting({ ...common, advance, standingOf, findSite: sites.find })
  const sweeping = createSweeping({
    ...common,
    advance,
    findSite: sites.find,
    keepMs: kept.pairings,
    keepUnclaimedMs: kept.unclaimed,
  })

  const outboxLoop = createOutboxLoop({
    ...common,
    wordsOf: createSayItem({ ...common, findSite: sites.find }),
    cardSent: async ({ pairingId, unanswered }, messageId) => {
      const claimedAt = await answering.cardSent(pairingId, messageId, unanswered)
      if (claimedAt !== undefined) metrics.cardAfter((clock.now() - claimedAt) / 1000)
    },
    onDead: async ({ memberId, pairingId, kind }, code) => {
      const line = { at: clock.now(), memberId, pairingId, kind: 'notSent', detail: { kind, code } }
      await audit.append([auditLine(line)])
      log.warn('the portal refused for good', { memberId, pairingId, kind, code })
      // After a lost answer the card may be there all the same: its buttons still work.
      if (kind === 'card' && code !== 'UNANSWERED') await answering.cardRefused(pairingId, code)
    },
  })
  const inboxLoop = createInboxLoop({
    ...common,
    handle: answering.receive,
    onGivenUp: async ({ memberId, signal }) => {
      const line = { at: clock.now(), memberId, kind: 'givenUp', detail: { event: signal.kind } }
      await audit.append([auditLine(line)])
    },
  })
  /** What was stored is counted and worked off. */
  const acceptBy = (mode: 'fetch' | 'webhook') => (arrivals: readonly StoredArrival[]) => {
    arrivals.forEach(() => metrics.arrival(mode, 'stored'))
    inboxLoop.accept(arrivals)
  }
  const pollerLoop = createPollerLoop({
    ...common,
    signalOf: (event) => signalOf(event, secrets),
    onStored: acceptBy('fetch'),
    hasOpen: pairings.hasOpen,
    pauses: { openMs: settings.pollBusyMs, idleMs: settings.pollIdleMs, moreMs: documentedPauses.moreMs },
  })
  const chores: readonly Chore[] = [
    { name: 'overdue pairings', everyMs: 2000, run: sweeping.expire },
    { name: 'pairings of closed sites', everyMs: 10_000, run: sweeping.endAllUnwanted },
    { name: 'old pairings', everyMs: hour, run: sweeping.purge },
    { name: 'old arrivals', everyMs: hour, run: (now) => inbox.purge(now - kept.inbox) },
    { name: 'old messages', everyMs: hour, run: (now) => outbox.purge(now - kept.outbox) },
    { name: 'signing keys', everyMs: 60_000, run: () => signer.refresh().then(() => 0) },
  ]
  const loops = [pollerLoop, inboxLoop, outboxLoop, feed]
  return {
    common,
    starting,
    collecting,
    sweeping,
    acceptBy,
    chores,
    wakePoller: pollerLoop.wake,
    start: () => loops.forEach((loop) => loop.start()),
    // Nothing new comes in before what is in hand has been said.
    stop: async () => {
      await Promise.all([pollerLoop.stop(), feed.stop()])
      await inboxLoop.stop()
      await outboxLoop.stop()
    },
  }
}
export type Rules = ReturnType<typeof wireRules>
