import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { consoleApi, workerErrors } from '../../contract/pairing/console-api.ts'
import type { EndpointName, WorkerErrorCode } from '../../contract/pairing/console-api.ts'
import { createRation, type Ration } from '../../lib/create-ration.ts'
import type { Log } from '../ports/log.ts'
import type { ConsoleSession } from '../portals/console-session.ts'
import { clientNetworkOf } from './client-network.ts'
import type { ConsoleApiHandlers, ConsoleApiParts } from './console-api-handlers.ts'
import { createConsoleApiHandlers, createPairingApiHandlers } from './console-api-handlers.ts'
import { ConsoleRefusal } from './console-api-refusal.ts'
import { limitBody } from './limit-body.ts'
import { createLinkApiHandlers, type LinkApiParts } from './link-api-handlers.ts'
import { refuse } from './refuse.ts'

export type ConsoleApiRoutes = ConsoleApiParts & {
  /** Origins the console is served from besides the connected portals' own: the worker's (PUBLIC_URL). */
  readonly ownOrigins: readonly string[]
  /** The address of whoever asks, for the count of attempts; null counts all unknown ones as one. */
  readonly addressOf: (c: Context) => string | null
  readonly log: Log
  /** What is switched off is answered like what never was. */
  readonly isPairing: boolean
  readonly links: LinkApiParts | undefined
}

const answerRefusal = (
  c: Context,
  code: WorkerErrorCode,
  description: string,
  status: (typeof workerErrors)[WorkerErrorCode] | 413 = workerErrors[code],
) => refuse(c, status, code, description)

const bodiesUpTo = (kilobytes: number): MiddlewareHandler =>
  limitBody({
    maxSize: kilobytes * 1024,
    onError: (c) => answerRefusal(c, 'REQUEST_INVALID', `the body is larger than ${kilobytes} kB`, 413),
  })

/** Origins by exact match only. No cookie is involved: `credentials` stays off. */
const guardOrigin = ({ portals, ownOrigins }: ConsoleApiRoutes): MiddlewareHandler => {
  const isAllowed = async (origin: string) =>
    ownOrigins.includes(origin) || (await portals.list()).some((portal) => portal.origin === origin)
  return async (c, next) => {
    c.header('Vary', 'Origin')
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    const origin = c.req.header('origin')
    if (origin === undefined) return next()
    if (!(await isAllowed(origin)))
      return answerRefusal(c, 'ORIGIN_REFUSED', 'this page may not speak to the worker')
    c.header('Access-Control-Allow-Origin', origin)
    if (c.req.method !== 'OPTIONS') return next()
    c.header('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
    c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    c.header('Access-Control-Max-Age', '600')
    return c.body(null, 204)
  }
}

const readJson = async (c: Context): Promise<unknown> => {
  const text = await c.req.text()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ConsoleRefusal('REQUEST_INVALID', 'the body is no JSON')
  }
}

const readInput = async (c: Context, name: EndpointName) => {
  const { method, input } = consoleApi[name]
  const said: unknown = method === 'GET' ? c.req.query() : await readJson(c)
  const parsed = input.safeParse({ ...(said as object), ...c.req.param() }) // spreading anything but an object adds nothing that parses
  if (parsed.success) return parsed.data
  // The messages are the contract's own and say what would be right; no value is repeated.
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  throw new ConsoleRefusal('REQUEST_INVALID', [...new Set(wrong)].slice(0, 5).join('; '))
}

const readSession = async (c: Context, { sessions }: ConsoleApiRoutes): Promise<ConsoleSession> => {
  const [, signed] = /^Bearer ([\w.~+/=-]{1,4000})$/i.exec(c.req.header('authorization') ?? '') ?? []
  const session = signed === undefined ? undefined : await sessions.read(signed)
  if (!session) throw new ConsoleRefusal('SESSION_INVALID', 'there is no session, or it is over')
  if (!session.user.isAdmin) throw new ConsoleRefusal('ADMINS_ONLY', 'this is for the admins of the portal')
  return session
}

/** Where somebody could try out secrets, and how often. */
const attemptRations = ({ clock }: ConsoleApiRoutes): Partial<Record<EndpointName, Ration>> => ({
  // Fewer than a portal bears, so that one address alone keeps no admin out.
  openSession: createRation({ clock, limit: 15, windowMs: 60_000 }),
  connectPortal: createRation({ clock, limit: 10, windowMs: 600_000 }),
})

/** The worker's API for the console, under `/api`; see `contract/pairing/console-api.ts`. */
export const createConsoleApiRoutes = (parts: ConsoleApiRoutes): Hono => {
  const handlers: Partial<ConsoleApiHandlers> = {
    ...createConsoleApiHandlers(parts),
    ...(parts.isPairing ? createPairingApiHandlers(parts) : {}),
    ...(parts.links ? createLinkApiHandlers(parts.links) : {}),
  }
  const rations = attemptRations(parts)
  const routes = new Hono()
  routes.use('/api/*', guardOrigin(parts))
  const bodies = bodiesUpTo(64)
  // As many links at once as there may be, each with its longest context, of letters that take three bytes.
  const manyLinks = bodiesUpTo(8192)
  const { method: adding, path: links } = consoleApi.addLinks
  const inBounds: MiddlewareHandler = (c, next) =>
    c.req.method === adding && c.req.path === links ? manyLinks(c, next) : bodies(c, next)
  routes.use('/api/*', inBounds)
  for (const name of Object.keys(consoleApi) as EndpointName[]) {
    const { method, path, access } = consoleApi[name]
    // The loop forgets which handler belongs to which input; `readInput` has read it with this endpoint's own schema.
    const handle = handlers[name] as
      ((input: unknown, session?: ConsoleSession) => Promise<object>) | undefined
    if (!handle) continue
    routes.on(method, path, async (c) => {
      if (rations[name]?.take(clientNetworkOf(parts.addressOf(c))) === false)
        throw new ConsoleRefusal('TOO_MANY_ATTEMPTS', 'too many attempts; wait some minutes')
      const session = access === 'admin' ? await readSession(c, parts) : undefined
      return c.json(await handle(await readInput(c, name), session))
    })
  }
  routes.all('/api/*', (c) => answerRefusal(c, 'UNKNOWN_OBJECT', 'there is nothing at this address'))
  routes.onError((error, c) => {
    if (error instanceof ConsoleRefusal) return answerRefusal(c, error.code, error.message)
    parts.log.error('console API failed', { path: c.req.routePath, error: error.name })
    return answerRefusal(c, 'WORKER_FAILED', 'the worker failed')
  })
  return routes
}
