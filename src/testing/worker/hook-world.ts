import { createHookRoutes } from '../../worker/routes/hook-routes.ts'
import type { ProveArrival } from '../../worker/portals/event-proof.ts'
import { createHookPaths } from '../../worker/portals/hook-paths.ts'
import { signalOf } from '../../worker/portals/signal-of.ts'
import type { InboxStore, StoredArrival } from '../../worker/ports/inbox.ts'
import { createPortalWorld, memberId, wantedBot } from './portal-world.ts'

/** A portal whose bot posts to hook routes; `proveArrival` may be wired out. */
export const createHookWorld = async (options: {
  readonly by: 'webhook' | 'app'
  readonly applicationToken?: string
  readonly proveArrival?: ProveArrival
  readonly inbox?: Pick<InboxStore, 'put'>
}) => {
  const world = await createPortalWorld()
  if (options.by === 'webhook') await world.connectWebhook()
  else await world.connectApp(options.applicationToken)
  const bot = await world.ensureBot(memberId, { ...wantedBot, mode: 'webhook' })
  const stored: StoredArrival[] = []
  const dropped: string[] = []
  const news: string[] = []
  const installs: unknown[] = []
  const proved: string[] = []
  const routes = createHookRoutes({
    findPortal: createHookPaths({
      portals: world.stores.portals,
      secrets: world.secrets,
      clock: world.clock,
    }),
    findMember: world.stores.portals.find,
    proveArrival: options.proveArrival ?? world.proveArrival,
    signalOf: (event) => signalOf(event, world.secrets),
    inbox: options.inbox ?? world.stores.inbox,
    secrets: world.secrets,
    onStored: (arrivals) => stored.push(...arrivals),
    onProved: (_portal, envelope) => {
      proved.push(envelope.name)
      return Promise.resolve()
    },
    onDropped: (_portal, reason) => {
      dropped.push(reason)
      return Promise.resolve()
    },
    install: (install) => {
      installs.push(install)
      return Promise.resolve()
    },
    onAppNews: ({ event }) => {
      news.push(event.type)
      return Promise.resolve()
    },
    log: world.log,
  })
  routes.onError((_error, c) => c.text('', 500))
  const post = async (body: string, path = world.hookPath, type = 'application/x-www-form-urlencoded') => {
    const request = new Request(`http://127.0.0.1:8025/hooks/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    const response = await routes.fetch(request)
    return { status: response.status, text: await response.text() }
  }
  return {
    world,
    routes,
    post,
    stored,
    dropped,
    news,
    installs,
    proved,
    botId: bot?.botId ?? 0,
    inboxSize: async () =>
      (await world.stores.inbox.listOpen({ before: world.clock.now() + 1e9, limit: 10_000 })).length,
    /** A context event as the portal posts it. */
    delivery: async (code = 'ab'.repeat(32)) => {
      await world.sendContext({ pairCode: code }, String(bot?.botId))
      await world.emulator.idle()
      return world.posted.at(-1)?.body ?? ''
    },
  }
}
