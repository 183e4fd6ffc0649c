import { createRestClient } from '../client/create-rest-client.ts'
import type { Clock, Sleep } from '../client/timing.ts'
import { createPortalLines } from './loops/portal-lines.ts'
import type { Lane } from './loops/rest-lanes.ts'
import { createPortalConnection, type Connected, type InstallRequest } from './portals/connect-portal.ts'
import { createCredentials } from './portals/credentials.ts'
import { createEnsureBot } from './portals/ensure-bot.ts'
import { createEnsurePortals } from './portals/ensure-portals.ts'
import { createEventProof } from './portals/event-proof.ts'
import { createOAuthServer } from './portals/oauth-server.ts'
import { createPortalClient } from './portals/portal-client.ts'
import { createPortalNews } from './portals/portal-news.ts'
import type { Log } from './ports/log.ts'
import type { Post } from './ports/post.ts'
import type { Secrets } from './ports/secrets.ts'
import type { WorkSettings } from './settings.ts'
import type { Stores } from './store/create-stores.ts'

/** What every part of the wiring is handed. */
export type Ground = {
  /** With a setup code, which `main.ts` makes where the environment has none. */
  readonly settings: WorkSettings & { readonly setupCode: string }
  readonly publicUrl: string
  readonly stores: Stores
  readonly secrets: Secrets
  readonly log: Log
  readonly clock: Clock
  readonly sleep: Sleep
  readonly post: Post
}

/** The portals' side: how they are opened, called, believed and connected. */
export const wirePortals = (ground: Ground) => {
  const { settings } = ground
  const common = { ...ground, ...ground.stores, bot: settings.bot, setupCode: settings.setupCode }
  const oauth =
    settings.app && createOAuthServer({ origin: settings.oauthServer, ...settings.app, post: ground.post })
  const credentials = createCredentials({ ...common, oauth })
  const portalClient = createPortalClient({ ...common, credentials })
  const lines = createPortalLines({ ...common, sendFor: portalClient.sendFor, bucket: settings.restBucket })
  const clientIn = (lane: Lane) => (memberId: string) => createRestClient(lines.lineOf(memberId).lane(lane))
  // Without pairing there is nothing that a bot would ask.
  const ensureBot: ReturnType<typeof createEnsureBot> = settings.has.includes('pairing')
    ? createEnsureBot({ ...common, credentials, clientFor: clientIn('rest') })
    : () => Promise.resolve(undefined)
  const { ensure, renew } = createEnsurePortals({
    ...common,
    credentials,
    ensureBot,
    own: settings.portal,
  })
  const connect = createPortalConnection({ ...common, oauth })
  return {
    lines,
    problemOf: portalClient.problemOf,
    ensure,
    proveArrival: createEventProof({
      ...common,
      credentials,
      portalClient,
      budgetFor: (memberId) => lines.lineOf(memberId).budget,
    }),
    /** What follows from what portals post, beside the signals. */
    news: createPortalNews({
      ...common,
      credentials,
      ensureBot: (memberId) => ensureBot(memberId, settings.bot),
    }),
    /** A client of a portal whose calls go ahead of edits and polls, for what a person waits for. */
    exchangeClient: clientIn('exchange'),
    /** A client of a connected portal with somebody's own token, in the portal's own line. */
    clientAs: ({ memberId, accessToken }: { readonly memberId: string; readonly accessToken: string }) => {
      const send = portalClient.sendWithToken(memberId, accessToken)
      return createRestClient({ ...lines.lineOf(memberId).lane('rest'), send, repeats: false })
    },
    connect: async (request: InstallRequest): Promise<Connected> => {
      const connected = await connect(request)
      if (connected.kind === 'connected') await renew(connected.memberId)
      return connected
    },
  }
}
export type PortalSide = ReturnType<typeof wirePortals>
