import { Hono } from 'hono'
import { limits } from '../contract/rest/enums.ts'
import { createControlRoutes } from './control/control-routes.ts'
import { createPostman } from './delivery/deliveries.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { createOperatingTime } from './limits/operating-time.ts'
import { createRequestBuckets } from './limits/request-bucket.ts'
import { methodHandlers } from './methods/method-handlers.ts'
import { answerTokenRequest } from './oauth/token-endpoint.ts'
import { issueAuthCode } from './oauth/tokens.ts'
import { bootOf, pageHtml } from './page-shell.ts'
import { createAjax } from './ajax/answer-ajax.ts'
import { chatActions } from './ajax/chat-actions.ts'
import { createPortalActions } from './ajax/portal-actions.ts'
import { answerDownload } from './rest/download.ts'
import { createRestEndpoint, dropHeader } from './rest/endpoint.ts'
import { secondHost, seedUsers } from './seed-credentials.ts'
import { createPortal } from './state/create-portal.ts'
import type { Portal } from './state/portal.ts'
import type { Settings } from './state/settings.ts'

const platformRandomHex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

const platformSleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const documentedOperatingLimit = 480

const newSettings = (options: EmulatorOptions): Settings => ({
  limits: options.limits ?? false,
  legacyFormats: options.legacyFormats ?? false,
  maxFileBytes: options.maxFileBytes ?? limits.fileBytes,
  router: options.router ?? 'current',
  nativeDecodes: 0,
  operatingSeconds: new Map(),
  operatingLimit: documentedOperatingLimit,
  faults: [],
})

/** The user of a page: `as` in the query, else in the cookie, else the admin. */
const sessionUserOf = (request: Request): number => {
  const asked = new URL(request.url).searchParams.get('as')
  const remembered = /(?:^|;\s*)as=(\d+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return Number(asked ?? remembered ?? seedUsers.admin)
}

export type Emulator = {
  /** Answers as the portals would; rejects with a TypeError when a fault cuts the connection. */
  readonly fetch: (request: Request, environment?: unknown) => Promise<Response>
  /** For `/__control/*`. */
  readonly controlToken: string
  /** Resolves when every webhook has been answered. */
  readonly idle: () => Promise<void>
}

/** Two Bitrix24 portals behind one `fetch`: REST, OAuth server, the portal's pages, and a control door. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  let clockOffset = 0
  const machineNow = options.now ?? Date.now
  const now = () => machineNow() + clockOffset
  const randomHex = options.randomHex ?? platformRandomHex
  const postman = createPostman(options.deliver ?? fetch)
  const operating = createOperatingTime(now)
  const buckets = createRequestBuckets(now)
  const controlToken = options.controlToken ?? randomHex(16)
  const advanceClock = (ms: number) => {
    clockOffset += ms
  }

  const seeded = () => {
    const parts = {
      now,
      randomHex,
      post: postman.post,
      settings: newSettings(options),
      appUrl: options.appUrl ?? 'http://127.0.0.1:8025/',
      installed: options.installed ?? true,
    }
    return { main: createPortal('main', parts), second: createPortal('second', parts) }
  }
  let portals = seeded()
  const reset = () => {
    clockOffset = 0
    operating.clear()
    buckets.clear()
    portals = seeded()
  }

  const portalOf = (request: Request): Portal => {
    const { hostname, origin } = new URL(request.url)
    const portal = hostname === secondHost ? portals.second : portals.main
    portal.origin = origin
    return portal
  }

  const actions = { ...chatActions, ...createPortalActions(advanceClock) }
  const ajax = createAjax(actions)
  const rest = createRestEndpoint({
    engine: { handlers: methodHandlers, operating },
    buckets,
    sleep: options.sleep ?? platformSleep,
  })
  const sourceOf = options.sourceOf ?? (() => 'everybody')

  const page = (kind: 'app' | 'chat') => (request: Request) => {
    const userId = sessionUserOf(request)
    const portal = portalOf(request)
    const known = portal.users.has(userId) ? userId : seedUsers.admin
    return new Response(pageHtml(bootOf(portal, kind, known)), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'set-cookie': `as=${known}; Path=/; SameSite=Lax`,
      },
    })
  }

  const app = new Hono()
  app.route(
    '/__control',
    createControlRoutes({ token: controlToken, portalOf, actions, advanceClock, reset, idle: postman.idle }),
  )
  app.get('/__assets/*', async (c) => {
    const asset = await options.assets?.(new URL(c.req.url).pathname.slice('/__assets/'.length))
    if (!asset) return c.notFound()
    return new Response(asset.body, { headers: { 'content-type': asset.type } })
  })
  app.get('/', (c) => page('app')(c.req.raw))
  app.get('/online/', (c) => page('chat')(c.req.raw))
  app.get('/online', (c) => page('chat')(c.req.raw))
  app.post('/bitrix/services/main/ajax.php', (c) => {
    const request = c.req.raw
    return ajax({ portal: portalOf(request), userId: sessionUserOf(request), request })
  })
  app.get('/bitrix/services/main/ajax.php', (c) =>
    answerDownload(portalOf(c.req.raw), Number(c.req.query('fileId'))),
  )
  app.all('/oauth/token/', (c) => answerTokenRequest(portalOf(c.req.raw), c.req.raw))
  app.all('/oauth/token', (c) => answerTokenRequest(portalOf(c.req.raw), c.req.raw))
  app.get('/oauth/authorize/', (c) => {
    const portal = portalOf(c.req.raw)
    const client = portal.apps.get(c.req.query('client_id') ?? '')
    if (!client) return c.json({ error: 'invalid_client' }, 400)
    const target = new URL(client.url)
    const userId = sessionUserOf(c.req.raw)
    target.search = new URLSearchParams({
      code: issueAuthCode(portal, { clientId: client.clientId, userId, scopes: client.scopes }),
      state: c.req.query('state') ?? '',
      domain: new URL(portal.origin).host,
      member_id: portal.memberId,
      scope: client.scopes.join(','),
    }).toString()
    return c.redirect(target.href)
  })
  app.all('/rest/*', (c) => {
    const request = c.req.raw
    const portal = portalOf(request)
    const url = new URL(request.url)
    if (/\/download(\.json)?\/?$/i.test(url.pathname) && url.searchParams.has('token'))
      return answerDownload(portal, portal.downloads.get(url.searchParams.get('token') ?? ''), url)
    return rest({ portal, request, source: sourceOf(request, c.env) })
  })

  return {
    controlToken,
    idle: postman.idle,
    fetch: async (request, environment) => {
      const response = await app.fetch(request, environment ?? {})
      if (response.headers.has(dropHeader)) throw new TypeError('fetch failed: connection dropped by a fault')
      return response
    },
  }
}
