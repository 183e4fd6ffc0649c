import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOwnCertificate } from '../src/testing/worker/tls.ts'
import { freePort, startProgram, type Program } from './programs.ts'

/** The app that the emulator knows the console as. */
const consoleApp = {
  CLIENT_ID: 'local.691ef0c0a1b2c3.10000001',
  CLIENT_SECRET: 'sandboxConsoleSecret0000000000000000000000000000001',
}
const memberId = 'a0e1b2c3d4f5061728394a5b6c7d8e9f'
const setupCode = 'e2e-setup-code-0001'

export type SignInOptions = {
  readonly mode: 'fetch' | 'webhook'
  /** A bot of an incoming webhook, or of the app. */
  readonly bot: 'botToken' | 'oauth'
  /** How the app's portal is connected: an admin gives the setup code, or the portal posts to the install address. */
  readonly connectedBy?: 'admin' | 'callback'
  /** PostgreSQL instead of SQLite. */
  readonly databaseUrl?: string | undefined
  readonly policy?: 'finish' | 'plain'
  /** The worker has a certificate of its own making and is reached by https. */
  readonly isSecure?: boolean
  readonly env?: Record<string, string>
}

/** One process of the worker. */
type WorkerProcess = Program & {
  /** Where this very process listens. */
  readonly address: string
}

export type SignIn = {
  readonly portal: string
  /** Where browsers find the worker. */
  readonly worker: string
  readonly site: string
  readonly siteKey: string
  readonly memberId: string
  readonly control: <T = unknown>(path: string, body?: unknown) => Promise<T>
  /** What the worker has said. */
  readonly output: () => string
  readonly first: WorkerProcess
  /** One more process over the same database; with `instead` in the place of one that has ended. */
  readonly startWorker: (of?: {
    readonly instead?: WorkerProcess
    readonly env?: Record<string, string>
  }) => Promise<WorkerProcess>
  readonly stop: () => Promise<void>
}

export const waitFor = async <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> => {
  for (let attempt = 0; attempt < 150; attempt++) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    await new Promise((next) => setTimeout(next, 100))
  }
  throw new Error(`${what} did not come about`)
}

const createControl =
  (portal: string): SignIn['control'] =>
  async (path, body) => {
    const response = await fetch(`${portal}/__control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-control-token': 'e2e-control-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as never // the caller names what the door answers
  }

const connectApp = async (
  { connectedBy }: SignInOptions,
  { worker, control }: Pick<SignIn, 'worker' | 'control'>,
) => {
  const clientId = consoleApp.CLIENT_ID
  if (connectedBy === 'callback') {
    await control('install-app', { clientId, url: `${worker}/hooks/app/${setupCode}` })
    return
  }
  const { refreshToken } = await control<{ refreshToken: string }>('tokens', { clientId, userId: 1 })
  const answer = await fetch(`${worker}/api/portals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken, setupCode }),
  })
  if (!answer.ok) throw new Error(`the portal was not connected: ${await answer.text()}`)
}

/** A portal, a worker that signs people in with it, and the sample site: three processes on ports of their own. */
export const startSignIn = async (options: SignInOptions): Promise<SignIn> => {
  const [port, workerPort, sitePort] = [await freePort(), await freePort(), await freePort()]
  const scheme = options.isSecure ? 'https' : 'http'
  const portal = `http://127.0.0.1:${port}`
  const worker = `${scheme}://127.0.0.1:${workerPort}`
  const site = `http://127.0.0.1:${sitePort}`
  const siteKey = randomBytes(24).toString('hex')
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-'))
  const certificate = options.isSecure ? await createOwnCertificate(folder) : undefined
  const programs: Program[] = []
  const stop = async () => {
    for (const program of programs.toReversed()) await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const control = createControl(portal)

  const workerEnv = {
    CAPABILITIES: 'pairing,links',
    PUBLIC_URL: worker,
    PORTAL_ORIGINS: portal,
    WORKER_KEYS: randomBytes(32).toString('base64'),
    DATABASE_FILE: join(folder, 'worker.sqlite'),
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...(certificate ? { TLS_CERT_FILE: certificate.certFile, TLS_KEY_FILE: certificate.keyFile } : {}),
    ...(options.bot === 'botToken'
      ? {
          PORTAL_WEBHOOK: `${portal}/rest/1/sandbox/`,
          PORTAL_MEMBER_ID: memberId,
          BOT_TOKEN: 'e2e-sign-in-bot-token',
        }
      : {}),
    ...consoleApp,
    OAUTH_SERVER: portal,
    SETUP_CODE: setupCode,
    BOT_MODE: options.mode,
    POLL_BUSY_MS: '500',
    POLL_IDLE_MS: '500',
    SITES: JSON.stringify([
      {
        id: 'sample-shop',
        memberId,
        name: 'Corner Shop',
        returnAddresses: [`${site}/back`],
        key: siteKey,
        policy: options.policy ?? 'finish',
      },
    ]),
    ...options.env,
  }
  const startWorker = async (at: number, env: Record<string, string> = {}): Promise<WorkerProcess> => {
    const address = `${scheme}://127.0.0.1:${at}`
    // This process believes in no certificate of our own making: there, what the worker says is the sign.
    const sign = options.isSecure ? /worker: https/ : `${address}/readyz`
    const program = await startProgram('worker', [], {
      sign,
      env: { ...workerEnv, ...env, PORT: String(at) },
    })
    programs.push(program)
    return { ...program, address }
  }

  try {
    programs.push(
      await startProgram(
        'emulator',
        ['--port', String(port), '--app-url', `${worker}/`, '--control-token', 'e2e-control-token'],
        { sign: `${portal}/` },
      ),
    )
    const first = await startWorker(workerPort)
    if (options.bot === 'oauth') await connectApp(options, { worker, control })
    programs.push(
      await startProgram('sample site', [], {
        sign: `${site}/`,
        env: {
          SITE_KEY: siteKey,
          SITE_PORT: String(sitePort),
          WORKER_URL: worker,
          ...(certificate ? { NODE_EXTRA_CA_CERTS: certificate.certFile } : {}),
        },
      }),
    )
    await waitFor('the bot', async () => {
      const { bots } = await control<{ bots: { code: string }[] }>('state')
      return bots.some(({ code }) => code === 'sign_in')
    })
    return {
      portal,
      worker,
      site,
      siteKey,
      memberId,
      control,
      output: first.output,
      first,
      startWorker: async ({ instead, env } = {}) =>
        startWorker(instead ? Number(new URL(instead.address).port) : await freePort(), env),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
