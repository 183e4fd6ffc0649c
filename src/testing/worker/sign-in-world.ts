import { Hono } from 'hono'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createClock, sleep, type Clock } from '../../client/timing.ts'
import { createEmulator } from '../../emulator/create-emulator.ts'
import { consoleApp, seedPortals } from '../../emulator/seed-credentials.ts'
import { createLog } from '../../worker/host/create-log.ts'
import { createMetrics } from '../../worker/host/create-metrics.ts'
import { openSecrets } from '../../worker/host/create-secrets.ts'
import { createTokenSigner } from '../../worker/host/create-token-signer.ts'
import type { Secrets } from '../../worker/ports/secrets.ts'
import { connectByWebhook } from '../../worker/portals/connect-portal.ts'
import { requestLog } from '../../worker/routes/request-log.ts'
import { readWorkerSettings, type WorkSettings } from '../../worker/settings.ts'
import { parseSites } from '../../worker/sites/parse-sites.ts'
import type { Site } from '../../worker/sites/site.ts'
import { createStores, type Stores } from '../../worker/store/create-stores.ts'
import { openDatabase } from '../../worker/store/open-database.ts'
import { wireCapabilities } from '../../worker/wire-capabilities.ts'
import { postOver } from './post-over.ts'
import { createBrowser, type BrowserLook } from './sign-in-browser.ts'
import { createChat } from './sign-in-chat.ts'
import { createSiteBackend } from './sign-in-site.ts'

const portalOrigin = 'http://127.0.0.1:8024'
export const memberId = seedPortals.main.memberId
export const secondMemberId = seedPortals.second.memberId
export const botToken = 'sign-in-world-bot-token'
export const setupCode = 'setup-code-of-this-world'
export const siteKeys = {
  shop: 'shop-key-shop-key-shop-key-shop-key',
  kiosk: 'kiosk-key-kiosk-key-kiosk-key-kiosk',
  other: 'other-key-other-key-other-key-other',
} as const
export type SiteId = keyof typeof siteKeys

const worldSites = JSON.stringify(
  (['shop', 'kiosk', 'other'] as const).map((id) => ({
    id,
    memberId,
    name: { shop: 'Corner Shop', kiosk: 'Kiosk', other: 'Other Shop' }[id],
    returnAddresses: [`https://${id}.example/back`],
    policy: id === 'kiosk' ? 'plain' : 'finish',
    key: siteKeys[id],
  })),
)

type Ground = Parameters<typeof wireCapabilities>[0]

/** Where a test reaches into the worker: to wire a guard out, or to stand between it and the portal. */
export type WorldOptions = {
  readonly mode?: 'webhook' | 'fetch'
  /** Default: plain http on loopback. */
  readonly publicUrl?: string
  readonly settings?: Partial<WorkSettings>
  readonly sites?: (sites: readonly Site[]) => readonly Site[]
  readonly stores?: (stores: Stores) => Stores
  readonly secrets?: (secrets: Secrets) => Partial<Secrets>
  readonly step?: Ground['step']
  /** The time the worker sees. */
  readonly clock?: (clock: Clock) => Clock
  readonly change?: Ground['change']
  /** Every request before the worker's routes see it. */
  readonly launder?: (request: Request) => Request | Promise<Request>
  /** Every answer before anybody sees it. */
  readonly answer?: (response: Response, request: Request) => Response | Promise<Response>
  /** What the worker hands to its log, before the log takes out what looks like a secret. */
  readonly takeLog?: (fields: unknown) => void
  /** Every line of the log before it is kept. */
  readonly write?: (line: string) => string
  /** PostgreSQL; default: SQLite in a file. */
  readonly databaseUrl?: string
  /** Runs SQL past the stores once the database is ready. */
  readonly afterwards?: (run: (sql: string) => Promise<unknown>) => Promise<void>
  /** Every request to the portal; undefined lets it through. */
  readonly portal?: (
    request: Request,
    pass: (request: Request) => Promise<Response>,
  ) => Promise<Response> | undefined
}

/**
 * The whole worker in this process, as `main.ts` wires it, over a real database file and before the emulated portal.
 * Time is real and can be moved on; waits are twenty times as short.
 */
export const createSignInWorld = async (options: WorldOptions = {}) => {
  const publicUrl = options.publicUrl ?? 'http://127.0.0.1:8025'
  const real = createClock()
  // Begins with a full minute, for whoever counts by minutes.
  let offset = -(real.now() % 60_000)
  const now = () => real.now() + offset
  const clock = options.clock?.({ now }) ?? { now }
  const shortSleep: typeof sleep = (ms, signal) => sleep(ms / 20, signal)
  const folder = mkdtempSync(join(tmpdir(), 'b24-sign-in-'))
  const file = join(folder, 'worker.sqlite')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const logged: string[] = []
  const ownLog = createLog({
    level: 'debug',
    destination: { write: (line) => void logged.push(options.write?.(line) ?? line) },
  })

  const line =
    (level: 'info' | 'warn' | 'error') => (message: string, fields?: Readonly<Record<string, unknown>>) => {
      options.takeLog?.(fields)
      ownLog[level](message, fields)
    }
  const log = { info: line('info'), warn: line('warn'), error: line('error') }
  const workerKey = randomBytes(32).toString('base64')
  const { work } = readWorkerSettings({
    CAPABILITIES: 'pairing,links',
    PUBLIC_URL: publicUrl,
    WORKER_KEYS: workerKey,
    PORTAL_WEBHOOK: `${portalOrigin}/rest/1/sandbox/`,
    PORTAL_MEMBER_ID: memberId,
    BOT_TOKEN: botToken,
    BOT_MODE: options.mode ?? 'webhook',
    CLIENT_ID: consoleApp.clientId,
    CLIENT_SECRET: consoleApp.clientSecret,
    OAUTH_SERVER: portalOrigin,
    SETUP_CODE: setupCode,
    STARTS_PER_MINUTE: '1000',
    REST_BURST: '100000',
    REST_PER_SECOND: '100000',
    POLL_BUSY_MS: '1000',
    POLL_IDLE_MS: '1000',
  })
  if (!work) throw new Error('the capability is off')
  const settings = { ...work, ...options.settings, setupCode }

  const database = await openDatabase({ url: options.databaseUrl, file, clock, log })
  const run = (sql: string) =>
    database.write((transaction) =>
      transaction.run<Readonly<Record<string, unknown>>>({ sql, parameters: [] }),
    )
  await options.afterwards?.(run)
  const own = createStores(database)
  const stores = options.stores?.(own) ?? own
  const opened = await openSecrets({ workerKeys: workerKey, keys: stores.keys })
  const secrets = { ...opened, ...options.secrets?.(opened) }
  const signer = await createTokenSigner({ keys: stores.keys, sealer: opened, clock, issuer: publicUrl })
  const { sites, problems } = parseSites(worldSites, { memberId, digest: secrets.digest })
  if (problems.length > 0) throw new Error(problems.join())
  const metrics = createMetrics({})

  const requests: Request[] = []
  const pass = (request: Request): Promise<Response> => emulator.fetch(request)
  const posted: { path: string; body: string; status: number; answer: string }[] = []
  const worker = wireCapabilities({
    settings,
    publicUrl,
    stores,
    secrets,
    signer,
    sites: options.sites?.(sites) ?? sites,
    metrics,
    holder: 'world',
    isShared: false,
    addressOf: (c) => c.req.header('x-test-address') ?? null,
    log,
    clock,
    sleep: shortSleep,
    post: postOver((request) => {
      requests.push(request.clone())
      return options.portal?.(request, pass) ?? pass(request)
    }),
    ...(options.step ? { step: options.step } : {}),
    ...(options.change ? { change: options.change } : {}),
  })

  const app = new Hono()
  app.use(requestLog({ log, clock, observe: metrics.request }))
  app.onError((error, c) => {
    log.error('a request failed', { error, method: c.req.method })
    return c.json({ error: 'WORKER_FAILED', error_description: 'The worker failed; its log says why.' }, 500)
  })
  app.route('/', worker.routes)
  /** As from outside. */
  const fetch = async (request: Request): Promise<Response> => {
    const response = await app.fetch((await options.launder?.(request)) ?? request)
    return (await options.answer?.(response, request)) ?? response
  }
  const emulator = createEmulator({
    now: clock.now,
    controlToken: 'control',
    deliver: async (request) => {
      const body = await request.clone().text()
      const response = await fetch(request)
      const answer = await response.clone().text()
      posted.push({ path: new URL(request.url).pathname, body, status: response.status, answer })
      return response
    },
  })
  await worker.ensure()
  worker.start()
  onTestFinished(async () => {
    await worker.stop()
    await database.close()
  })

  /** Waits until it is true. */
  const until = async (isTrue: () => boolean | Promise<boolean>, what = 'it', realMs = 15_000) => {
    for (const end = performance.now() + realMs; !(await isTrue());) {
      if (performance.now() > end) throw new Error(`${what} did not become true`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  /** Waits until everything that came in is worked off and everything that was to be said is said. */
  const settle = async () => {
    await emulator.idle()
    const far = { before: clock.now() + 1e9, limit: 1 }
    await until(
      async () => (await own.inbox.listOpen(far)).length === 0 && (await own.outbox.count()) === 0,
      'rest',
    )
    await emulator.idle()
  }
  const at = { fetch, publicUrl }
  const chat = createChat({
    emulator,
    portalOrigin,
    settle,
    botIdOf: async () => (await own.portals.find(memberId))?.bot?.botId,
  })
  return {
    ...chat,
    publicUrl,
    clock,
    database,
    stores: own,
    secrets,
    file,
    workerKey,
    logged,
    metrics,
    requests,
    posted,
    fetch,
    worker,
    until,
    settle,
    /** Moves the time of worker and portal on. */
    pass: (ms: number) => {
      offset += ms
    },
    site: (id: SiteId, key: string = siteKeys[id]) => createSiteBackend({ ...at, siteId: id, key }),
    /** A site that was made in the console. */
    siteWith: (siteId: string, key: string) => createSiteBackend({ ...at, siteId, key }),
    browser: (look?: BrowserLook) => createBrowser({ ...at, ...look }),
    audit: async (of: { pairingId?: string; memberId?: string } = {}) =>
      (await own.audit.list({ memberId, ...of, limit: 200 })).toReversed(),
    /** All rows of a table, as they are kept. */
    rows: (table: string) => run(`select * from ${table}`),
    /** SQL as it stands, past the stores. */
    run,
    log,
    /** The portal `localhost`, connected like the first and with a bot of its own. */
    connectSecond: async () => {
      const address = `${portalOrigin.replace('127.0.0.1', 'localhost')}/rest/1/sandbox/`
      const portal = { address, memberId: secondMemberId, botToken: `${botToken}-second` }
      await connectByWebhook({ portals: own.portals, secrets, clock }, portal)
      await worker.ensure()
      return (await own.portals.find(secondMemberId))?.bot?.botId ?? 0
    },
  }
}
export type SignInWorld = Awaited<ReturnType<typeof createSignInWorld>>
