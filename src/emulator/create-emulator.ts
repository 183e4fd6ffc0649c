import { Hono } from 'hono'
import { limits } from '../contract/rest/enums.ts'
import { createControlRoutes } from './control/control-routes.ts'
import { createPostman } from './delivery/deliveries.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { createOperatingTime } from './limits/operating-time.ts'
import { createRequestBuckets } from './limits/request-bucket.ts'
import { methodHandlers } from './methods/method-handlers.ts'
import { chatActions } from './ajax/chat-actions.ts'
import { createPortalActions } from './ajax/portal-actions.ts'
import { createRestEndpoint, dropHeader } from './rest/endpoint.ts'
import { jsonAnswer } from './rest/envelope.ts'
import { refusal } from './rest/refuse.ts'
import { createOAuthRoutes } from './routes/oauth-routes.ts'
import { createPageRoutes } from './routes/page-routes.ts'
import { createRestRoutes } from './routes/rest-routes.ts'
import { secondHost } from './seed-credentials.ts'
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

/** The path of a request; the portal's server reads `//rest/` and `/REST/` as `/rest/`. */
const pathOf = (request: Request): string =>
  new URL(request.url).pathname.replace(/^\/{2,}/, '/').replace(/^\/rest(?=\/)/i, '/rest')

/** A page elsewhere could point its own name here (DNS rebinding) and would be given the session of this one. */
const unknownHost = (hostname: string) =>
  new Response(
    `The emulator does not answer as ${hostname}. Start it with --allow-host ${hostname} if it shall.\n`,
    {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  )

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

  /** The portal as this request sees it: requests under different names may be under way at once. */
  const portalOf = (request: Request): Portal => {
    const { hostname, origin } = new URL(request.url)
    return { ...(hostname === secondHost ? portals.second : portals.main), origin }
  }

  const actions = { ...chatActions, ...createPortalActions(advanceClock) }
  const rest = createRestEndpoint({
    engine: { handlers: methodHandlers, operating },
    buckets,
    sleep: options.sleep ?? platformSleep,
  })
  const app = new Hono({ getPath: pathOf })
  app.onError(() => {
    const { code, status, message } = refusal('INTERNAL_SERVER_ERROR')
    return jsonAnswer({ error: code, error_description: message }, status)
  })
  app.route(
    '/__control',
    createControlRoutes({ token: controlToken, portalOf, actions, advanceClock, reset, idle: postman.idle }),
  )
  app.route('/', createPageRoutes({ portalOf, actions, assets: options.assets }))
  app.route('/', createOAuthRoutes(portalOf))
  app.route('/', createRestRoutes({ portalOf, rest, sourceOf: options.sourceOf ?? (() => 'everybody') }))

  return {
    controlToken,
    idle: postman.idle,
    fetch: async (request, environment) => {
      const { hostname } = new URL(request.url)
      if (options.hosts && !options.hosts.includes(hostname)) return unknownHost(hostname)
      const response = await app.fetch(request, environment ?? {})
      if (response.headers.has(dropHeader)) throw new TypeError('fetch failed: connection dropped by a fault')
      return response
    },
  }
}
