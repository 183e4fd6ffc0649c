import { createRestClient, type RestClient } from '../client/create-rest-client.ts'
import type { Clock, Sleep } from '../client/timing.ts'
import { reasonOf } from '../lib/reason-of.ts'
import { createPortalLines, type PortalLines } from './loops/portal-lines.ts'
import {
  connectByWebhook,
  disconnectRemoved,
  createPortalConnection,
  type Connected,
  type InstallRequest,
} from './portals/connect-portal.ts'
import { createCredentials } from './portals/credentials.ts'
import { createEnsureBot } from './portals/ensure-bot.ts'
import { createEventProof, type ProveArrival } from './portals/event-proof.ts'
import type { Fetch } from './portals/guarded-fetch.ts'
import { createOAuthServer } from './portals/oauth-server.ts'
import { createPortalClient, type PortalClient } from './portals/portal-client.ts'
import { createPortalNews } from './portals/portal-news.ts'
import type { Log } from './ports/log.ts'
import type { Secrets } from './ports/secrets.ts'
import type { PairingWorkerSettings } from './settings.ts'
import type { Stores } from './store/create-stores.ts'

/** What every part of the wiring is handed. */
export type Ground = {
  /** With a setup code, which `main.ts` makes where the environment has none. */
  readonly settings: PairingWorkerSettings & { readonly setupCode: string }
  readonly publicUrl: string
  readonly stores: Stores
  readonly secrets: Secrets
  readonly log: Log
  readonly clock: Clock
  readonly sleep: Sleep
  readonly fetch: Fetch
}

/** The portals' side: how they are opened, called, believed and connected. */
export type PortalSide = {
  readonly lines: PortalLines
  readonly clientFor: (memberId: string) => RestClient
  readonly problemOf: PortalClient['problemOf']
  readonly proveArrival: ProveArrival
  /** What follows from what portals post, beside the signals. */
  readonly news: ReturnType<typeof createPortalNews>
  readonly connect: (request: InstallRequest) => Promise<Connected>
  /** A client of a connected portal with somebody's own token, in the portal's own line. */
  readonly clientAs: (who: { readonly memberId: string; readonly accessToken: string }) => RestClient
  /** Connects the environment's portal and sees to every portal's bot; throws nothing, says what is not there yet. */
  readonly ensure: () => Promise<number>
}

export const wirePortals = (ground: Ground): PortalSide => {
  const { settings, publicUrl, stores, secrets, log, clock, sleep, fetch } = ground
  const { portals } = stores
  const oauth = settings.app && createOAuthServer({ origin: settings.oauthServer, ...settings.app, fetch })
  const credentials = createCredentials({ portals, secrets, oauth, leases: stores.leases, sleep })
  const portalClient = createPortalClient({ portals, credentials, secrets, fetch, clock })
  const lines = createPortalLines({
    sendFor: portalClient.sendFor,
    clock,
    sleep,
    bucket: settings.restBucket,
  })
  const clientFor = (memberId: string) => createRestClient(lines.lineOf(memberId).lane('rest'))
  const clientAs: PortalSide['clientAs'] = ({ memberId, accessToken }) => {
    const send = portalClient.sendWithToken(memberId, accessToken)
    return createRestClient({ ...lines.lineOf(memberId).lane('rest'), send, repeats: false })
  }
  const proveArrival = createEventProof({
    portals,
    credentials,
    secrets,
    portalClient,
    budgetFor: (memberId) => lines.lineOf(memberId).budget,
    clock,
    sleep,
  })
  const connect = createPortalConnection({
    portals,
    secrets,
    oauth,
    setupCode: settings.setupCode,
    fetch,
    clock,
    sleep,
  })
  const ensureBot = createEnsureBot({ portals, credentials, secrets, clientFor, clock, publicUrl })

  const news = createPortalNews({
    portals,
    credentials,
    audit: stores.audit,
    secrets,
    ensureBot: (memberId) => ensureBot(memberId, settings.bot),
    clock,
    log,
  })

  let isEnvironmentConnected = false
  const ensured = new Set<string>()
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>()

  const ensureOne = async (memberId: string): Promise<void> => {
    const failed = failures.get(memberId)
    if (failed && clock.now() < failed.notBefore) return
    try {
      if (!(await ensureBot(memberId, settings.bot))) return
      ensured.add(memberId)
      failures.delete(memberId)
      log.info('the bot is ready', { memberId, bot: settings.bot.code, mode: settings.bot.mode })
    } catch (error) {
      const count = (failures.get(memberId)?.count ?? 0) + 1
      failures.set(memberId, { count, notBefore: clock.now() + Math.min(300_000, 2000 * 2 ** count) })
      log.warn('the bot is not ready yet; trying again', {
        memberId,
        reason: reasonOf(error),
        attempt: count,
      })
    }
  }

  const ensure = async (): Promise<number> => {
    if (!isEnvironmentConnected) {
      for (const memberId of await disconnectRemoved(
        { portals, credentials, clock },
        settings.portal?.memberId,
      ))
        log.warn('the portal is in the environment no more: disconnected', { memberId })
      if (settings.portal) {
        const { webhook, memberId, botToken } = settings.portal
        await connectByWebhook({ portals, secrets, clock }, { address: webhook, memberId, botToken })
      }
      isEnvironmentConnected = true
    }
    const missing = (await portals.list()).filter(({ memberId }) => !ensured.has(memberId))
    await Promise.all(missing.map(({ memberId }) => ensureOne(memberId)))
    return missing.filter(({ memberId }) => ensured.has(memberId)).length
  }

  return {
    lines,
    clientFor,
    problemOf: portalClient.problemOf,
    proveArrival,
    news,
    clientAs,
    ensure,
    connect: async (request) => {
      const connected = await connect(request)
      // A new or renewed portal gets its bot at once.
      if (connected.kind === 'connected') {
        ensured.delete(connected.memberId)
        await ensureOne(connected.memberId)
      }
      return connected
    },
  }
}
