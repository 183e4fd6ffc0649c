import { serve, type HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer as createSecureServer } from 'node:https'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { createClock, sleep } from '../client/timing.ts'
import { framingOrigins } from './framing-origins.ts'
import { createLog } from './host/create-log.ts'
import { createMetrics } from './host/create-metrics.ts'
import { createPost } from './host/create-post.ts'
import { isEqualText, openSecrets, replaceRoot } from './host/create-secrets.ts'
import { createTokenSigner } from './host/create-token-signer.ts'
import { createClientAddress, parseTrustedProxies } from './host/trusted-proxies.ts'
import { createAppRoutes } from './routes/app-routes.ts'
import { auditLine } from './ports/audit.ts'
import { createHealthRoutes } from './routes/health-routes.ts'
import { refuse as refuseRequest } from './routes/refuse.ts'
import { requestLog } from './routes/request-log.ts'
import { readWorkerSettings, SettingsError, type WorkSettings } from './settings.ts'
import { parseSites } from './sites/parse-sites.ts'
import { clockSkewMs, mostClockSkewMs } from './store/clock-skew.ts'
import { createStores } from './store/create-stores.ts'
import { openDatabase } from './store/open-database.ts'
import { resealCredentials } from './store/reseal-credentials.ts'
import { resealLinks } from './store/reseal-links.ts'
import { wireCapabilities } from './wire-capabilities.ts'

/** Node's error for a host with several addresses has no message of its own, but a code. */
const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? error.message || ('code' in error ? String(error.code) : error.name)
    : String(error)

const refuse = (...lines: readonly string[]): never => {
  console.error(['The worker cannot start.', ...lines].join('\n  '))
  process.exit(1)
}

/** Runs a step of the start; what it throws is said, line by line, and ends the process. */
const orRefuse = <T>(step: () => T): T => {
  try {
    return step()
  } catch (error) {
    if (error instanceof SettingsError) return refuse(...error.lines)
    return refuse(...reasonOf(error).split('\n'))
  }
}

// The database and what belongs to it are nobody else's business.
process.umask(0o077)
const settings = orRefuse(() => readWorkerSettings(process.env))
const wantsNewRoot = process.argv.includes('--new-root')
const unknown = process.argv.slice(2).filter((word) => word !== '--new-root')
if (unknown.length > 0) refuse(`It takes no ${unknown.join(' ')}; the only option is --new-root.`)
if (wantsNewRoot && !settings.work) refuse('--new-root: there is no root without WORKER_KEYS.')
const clock = createClock()
const log = createLog({ level: settings.logLevel })
const clientAddress = createClientAddress(parseTrustedProxies(settings.trustedProxies))
if (!existsSync(join(settings.consoleDir, 'index.html')))
  refuse(`There is no built console in ${settings.consoleDir}: run "npm run build" first.`)
if (settings.work && !existsSync(join(settings.pagesDir, 'pair-page.js')))
  refuse(`PAGES_DIR: there are no built pages in ${settings.pagesDir}: run "npm run build" first.`)

const readTls = ({ certFile, keyFile }: NonNullable<typeof settings.tls>) => {
  const problems: string[] = []
  const readOf = (setting: string, file: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      problems.push(`${setting}: ${reasonOf(error)}`)
      return ''
    }
  }
  const pem = { cert: readOf('TLS_CERT_FILE', certFile), key: readOf('TLS_KEY_FILE', keyFile) }
  if (problems.length > 0) refuse(...problems)
  try {
    createSecureContext(pem)
  } catch (error) {
    refuse(`TLS_CERT_FILE, TLS_KEY_FILE: ${reasonOf(error)}`)
  }
  return pem
}
const tls = settings.tls && readTls(settings.tls)

const socketOf = (c: Context): string | undefined => (c.env as HttpBindings).incoming.socket.remoteAddress // served by Node alone
const addressOf = (c: Context): string | null =>
  clientAddress({ socket: socketOf(c), forwardedFor: c.req.header('x-forwarded-for') })

/** The capabilities with their database; the rest of the worker does without. */
const openWork = async (work: WorkSettings) => {
  const { databaseUrl: url, databaseFile: file } = work
  const database = await openDatabase({ url, file, clock, log }).catch((error: unknown) =>
    refuse(`${url === undefined ? `DATABASE_FILE (${file})` : 'DATABASE_URL'}: ${reasonOf(error)}`),
  )
  const skewMs = await clockSkewMs(database, clock)
  if (Math.abs(skewMs) > mostClockSkewMs)
    refuse(
      `This machine's clock and the database's are ${Math.round(Math.abs(skewMs) / 1000)} s apart: pairings would expire early or late. Set them (NTP).`,
    )
  const stores = createStores(database)
  const workerKeys = work.workerKeys.join(',')
  const secrets = await openSecrets({ workerKeys, keys: stores.keys })
  const signer = await createTokenSigner({
    keys: stores.keys,
    sealer: secrets,
    clock,
    issuer: settings.publicUrl,
  })
  const unopened = await resealCredentials(stores.portals, secrets)
  for (const memberId of unopened)
    log.error('no key of WORKER_KEYS opens what this portal is opened with', { memberId })
  const lostLinks = await resealLinks(stores.links, secrets)
  if (lostLinks > 0)
    log.error('no key of WORKER_KEYS opens what these short links stand for', { count: lostLinks })
  const { sites } = parseSites(work.sites, {
    memberId: work.portal?.memberId,
    digest: secrets.digest,
  })
  const metrics = createMetrics({
    outbox_waiting: { help: 'Cards and edits that wait to be sent', read: stores.outbox.count },
    portals_connected: { help: 'Connected portals', read: async () => (await stores.portals.list()).length },
  })
  if (!work.portal && !work.app && !wantsNewRoot)
    log.warn(
      'neither PORTAL_WEBHOOK nor CLIENT_ID is set: no portal can be connected, and nobody can sign in to the console',
    )
  const setupCode = work.setupCode ?? randomBytes(12).toString('hex')
  const worker = wireCapabilities({
    settings: { ...work, setupCode },
    publicUrl: settings.publicUrl,
    stores,
    secrets,
    signer,
    sites,
    metrics,
    holder: secrets.randomHex(8),
    isShared: work.databaseUrl !== undefined,
    addressOf,
    log,
    clock,
    sleep,
    post: createPost(),
  })
  if (wantsNewRoot) {
    const ended = await worker.endOpen('operator')
    await replaceRoot(secrets, stores.keys)
    const line = { at: clock.now(), actor: 'operator', kind: 'rootReplaced' }
    await stores.audit.append(
      (await stores.portals.list()).map(({ memberId }) => auditLine({ ...line, memberId })),
    )
    await database.close()
    console.log(`There is a new root, and ${ended} open pairings were ended. Start every worker anew.`)
    process.exit(0)
  }
  if (work.app && work.setupCode === undefined)
    console.log(`setup code: ${setupCode}  (connects a portal the first time; SETUP_CODE fixes it)`)
  /** The console is shown also while the database is away: then to those the operator names. */
  const listPortalOrigins = async () => {
    const portals = await stores.portals.list().catch(() => [])
    return portals.map(({ origin }) => origin)
  }
  return { ...worker, database, metrics, listPortalOrigins }
}

const work =
  settings.work &&
  (await openWork(settings.work).catch((error: unknown) => refuse(...reasonOf(error).split('\n'))))
let isStopping = false

const hasDemo = existsSync(join(settings.demoDir, 'demo.html'))
const metrics = work?.metrics ?? createMetrics({})
const routes = new Hono()
routes.use(requestLog({ log, clock, observe: metrics.request }))
routes.use(async (c, next) => {
  // Before the answer is made: a header that is added to a made one costs as much as making it.
  c.header('X-Content-Type-Options', 'nosniff')
  await next()
})
routes.onError((error, c) => {
  log.error('a request failed', { error, method: c.req.method })
  return refuseRequest(c, 500, 'WORKER_FAILED', 'The worker failed; its log says why.')
})
routes.route(
  '/',
  createHealthRoutes({
    about: { demo: hasDemo, capabilities: settings.capabilities },
    isReady: async () => !isStopping && (work ? await work.database.isReady() : true),
    metrics,
    metricsToken: settings.metricsToken,
    isEqual: isEqualText,
    socketOf,
  }),
)
if (work) {
  routes.get(
    '/pair-assets/*',
    serveStatic({
      root: settings.pagesDir,
      rewriteRequestPath: (path) => path.replace(/^\/pair-assets/, ''),
    }),
  )
  routes.route('/', work.routes)
}
routes.route(
  '/',
  createAppRoutes({
    files: serveStatic({ root: settings.consoleDir }),
    demoFiles: hasDemo
      ? serveStatic({ root: settings.demoDir, rewriteRequestPath: (path) => path.replace(/^\/demo/, '') })
      : undefined,
    portalOrigins: async () =>
      framingOrigins(settings.portalOrigins, (await work?.listPortalOrigins()) ?? []),
  }),
)

const secure = tls && { createServer: createSecureServer, serverOptions: tls }
const server = serve(
  { fetch: routes.fetch, hostname: settings.host, port: settings.port, ...secure },
  ({ port }) => {
    console.log(`worker: ${settings.listensAt}:${port}`)
    work?.start()
  },
)
server.once('error', (error: NodeJS.ErrnoException) => {
  refuse(
    error.code === 'EADDRINUSE'
      ? `Port ${settings.port} is taken by another program: set PORT.`
      : `HOST, PORT: ${error.message}`,
  )
})

/** Longest wait for what is under way; streams and half-sent requests would hold the process for ever. */
const graceMs = 10_000

const stop = async () => {
  if (isStopping) return
  isStopping = true
  log.info('stopping')
  const closed = new Promise<void>((done) => server.close(() => done()))
  const isHttp1 = 'closeIdleConnections' in server
  if (isHttp1) server.closeIdleConnections()
  if (!work && isHttp1) server.closeAllConnections()
  const forced = setTimeout(() => isHttp1 && server.closeAllConnections(), 1000)
  await Promise.race([closed, sleep(graceMs)])
  clearTimeout(forced)
  await Promise.race([work?.stop(), sleep(graceMs)])
  await work?.database.close()
  log.info('stopped')
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
