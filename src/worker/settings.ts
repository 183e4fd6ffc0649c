import { hostInAddress } from './listen-host.ts'
import { findSettingsProblems } from './settings-problems.ts'
import { capabilities, environmentSchema, type Capability, type Environment } from './settings-schema.ts'

/** What is switched on: what is named, or everything as soon as there is a key to seal secrets with. */
const switchedOn = ({ CAPABILITIES, WORKER_KEYS }: Environment): readonly Capability[] =>
  CAPABILITIES ?? (WORKER_KEYS?.length ? capabilities : [])

/** What the capabilities need; absent while all of them are off. */
const workOf = (environment: Environment) => {
  const { CLIENT_ID, CLIENT_SECRET, PORTAL_WEBHOOK, PORTAL_MEMBER_ID, BOT_TOKEN } = environment
  const has = switchedOn(environment)
  if (has.length === 0) return undefined
  return {
    has,
    databaseUrl: environment.DATABASE_URL,
    databaseFile: environment.DATABASE_FILE,
    /** Newest first, base64 of 32 bytes each. */
    workerKeys: environment.WORKER_KEYS ?? [],
    /** undefined: one is made and printed at start. */
    setupCode: environment.SETUP_CODE,
    app: CLIENT_ID && CLIENT_SECRET ? { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET } : undefined,
    oauthServer: environment.OAUTH_SERVER,
    /** The portal that the environment names: an incoming webhook, and the token its bot is known by. */
    portal:
      PORTAL_WEBHOOK && PORTAL_MEMBER_ID && BOT_TOKEN
        ? { webhook: PORTAL_WEBHOOK, memberId: PORTAL_MEMBER_ID, botToken: BOT_TOKEN }
        : undefined,
    bot: {
      code: environment.BOT_CODE,
      name: environment.BOT_NAME,
      type: environment.BOT_TYPE,
      mode: environment.BOT_MODE,
    },
    /** JSON text, parsed by `parseSites`. */
    sites: environment.SITES,
    mintsPerMinute: environment.MINTS_PER_MINUTE,
    startsPerMinute: environment.STARTS_PER_MINUTE,
    resolvesPerMinute: environment.RESOLVES_PER_MINUTE,
    pollBusyMs: environment.POLL_BUSY_MS,
    pollIdleMs: environment.POLL_IDLE_MS,
    restBucket: { capacity: environment.REST_BURST, drainPerSecond: environment.REST_PER_SECOND },
  }
}
export type WorkSettings = NonNullable<ReturnType<typeof workOf>>

/** Everything that is wrong with the environment, a line each; no line repeats a value, for many are secrets. */
export class SettingsError extends Error {
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'SettingsError'
    this.lines = lines
  }
}

/**
 * The worker's settings from the environment; an empty value counts as none.
 *
 * @throws SettingsError with one line for each mistake
 */
export const readWorkerSettings = (given: Readonly<Record<string, string | undefined>>) => {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(set)
  const problems = findSettingsProblems(set)
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems)
  const environment = parsed.data
  const { HOST, PORT, TLS_CERT_FILE, TLS_KEY_FILE } = environment
  const [scheme, host] = [TLS_CERT_FILE ? 'https' : 'http', hostInAddress(HOST) ?? HOST]
  return {
    host: HOST,
    port: PORT,
    /** What it listens on; a port is added. */
    listensAt: `${scheme}://${host}`,
    /** The worker's own address, without a slash at the end. */
    publicUrl: environment.PUBLIC_URL ?? new URL(`${scheme}://${host}:${PORT}`).origin,
    tls: TLS_CERT_FILE && TLS_KEY_FILE ? { certFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE } : undefined,
    consoleDir: environment.CONSOLE_DIR,
    demoDir: environment.DEMO_DIR,
    pagesDir: environment.PAGES_DIR,
    /** undefined: the vendor's cloud until a portal is connected, see `framingOrigins`. */
    portalOrigins: environment.PORTAL_ORIGINS,
    capabilities: switchedOn(environment),
    work: workOf(environment),
    trustedProxies: environment.TRUSTED_PROXIES,
    metricsToken: environment.METRICS_TOKEN,
    logLevel: environment.LOG_LEVEL,
  }
}
