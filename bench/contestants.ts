import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { takeEventTexts, type EventTexts } from './event-texts.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import { returnTo, runLifecycle, siteKey } from './lifecycle.ts'
import { runBetterAuth } from './better-auth-lifecycle.ts'
import { runOidcProvider } from './oidc-provider-lifecycle.ts'
import { botToken, memberId, openPortal, type BenchPortal, type PortalKind } from './portal.ts'

const root = resolve(import.meta.dirname, '..')
export const builtFolder = join(root, 'node_modules/.cache/bench')

export const contestantNames = ['floor', 'worker', 'oidc-provider', 'better-auth'] as const
export type ContestantName = (typeof contestantNames)[number]

/** Nothing to post for those who have no portal. */
const noTexts: EventTexts = { path: '', context: () => '', press: () => '' }

/** A program that runs, with one way through it. */
export type Running = {
  readonly pid: number
  readonly port: number
  readonly portal: BenchPortal
  /** From the start of the process to its first good answer. */
  readonly coldStartMs: number
  /** One lifecycle; `slot` tells callers apart that run at once. */
  readonly run: (http: HttpClient, slot: number) => Promise<void>
  /** Events as its portal posts them, and the portal's people. */
  readonly texts: EventTexts
  readonly users: readonly number[]
  readonly stop: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

const fileOf = (name: ContestantName) =>
  name === 'worker' ? join(root, 'dist/worker.mjs') : join(builtFolder, `${name}.mjs`)

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Starts a built program and waits for its first good answer. */
const launch = async (
  name: ContestantName,
  port: number,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
) => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...args, fileOf(name)], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => (said = (said + String(text)).slice(-4000)))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const http = createHttpClient(port)
  while (child.exitCode === null) {
    const answer = await http.get('/readyz').catch(() => undefined)
    if (answer?.status === 200) break
    await pause(3)
  }
  http.close()
  if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`)
  const stop = async () => {
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), 3000)
    await ended
    clearTimeout(forced)
    if (said !== '' && name === 'worker') console.error(`${name} said: ${said}`)
  }
  return { pid: child.pid ?? 0, coldStartMs: performance.now() - startedAt, stop }
}

const workerEnv = (portal: BenchPortal, port: number, isLimited: boolean) => ({
  CAPABILITIES: 'pairing',
  LOG_LEVEL: 'warn',
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  WORKER_KEYS: randomBytes(32).toString('base64'),
  PORTAL_MEMBER_ID: memberId,
  BOT_MODE: 'webhook',
  PORTAL_ORIGINS: portal.origin,
  SITES: JSON.stringify([
    { id: 'bench', memberId, name: 'Bench', returnAddresses: [returnTo], key: siteKey, policy: 'plain' },
  ]),
  MINTS_PER_MINUTE: '1000000',
  STARTS_PER_MINUTE: '1000000',
  ...(isLimited ? {} : { REST_BURST: '1000000', REST_PER_SECOND: '1000000' }),
})

const registerBot = async (portal: BenchPortal): Promise<number> => {
  const fields = {
    code: 'bench',
    botToken,
    type: 'bot',
    properties: { name: 'Bench' },
    eventMode: 'webhook',
    webhookUrl: 'http://127.0.0.1:9/hooks/bench',
  }
  const { result } = await portal.ask('imbot.v2.Bot.register', { fields })
  const { id } = (result as { bot: { id: number } }).bot // the method's answer
  await portal.ask('imbot.v2.Command.register', {
    botId: id,
    botToken,
    fields: { command: 'pairing_answer', hidden: true, title: { en: 'Answer' } },
  })
  return id
}

/** The worker's bot, once it has registered it and asked for events at its own address. */
const ownBotOf = async (portal: BenchPortal): Promise<number> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { result } = await portal.ask('imbot.v2.Bot.list', { botToken })
    const { bots } = result as { bots: { id: number; code: string }[] } // the method's answer
    const bot = bots.find(({ code }) => code === 'sign_in')
    if (bot && portal.hookPath() !== undefined && portal.hasCommand()) return bot.id
    await pause(20)
  }
  throw new Error('the worker has not registered its bot')
}

/** Starts one contestant on a fresh database, with a portal of its own where it speaks with one. */
export const startContestant = async (
  name: ContestantName,
  options: {
    readonly portal: PortalKind
    readonly users: number
    readonly isLimited?: boolean
    readonly args?: readonly string[]
  },
): Promise<Running> => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-bench-'))
  const portal = await openPortal({ kind: options.portal })
  const port = await freePort()
  const env = {
    DATABASE_FILE: join(folder, 'bench.sqlite'),
    PORTAL_WEBHOOK: `${portal.origin}/rest/1/sandbox/`,
    BOT_TOKEN: botToken,
  }
  const isLimited = options.isLimited ?? false
  const finish = async (program: { stop: () => Promise<void> }) => {
    await program.stop()
    await portal.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const isPeer = name === 'oidc-provider' || name === 'better-auth'
  const botId = name === 'floor' ? await registerBot(portal) : 0
  const own = name === 'worker' ? workerEnv(portal, port, isLimited) : { BOT_ID: String(botId) }
  const program = await launch(name, port, { ...env, ...own }, options.args ?? [])
  const running = { ...program, port, portal, texts: noTexts, users: [], stop: () => finish(program) }
  if (isPeer) return { ...running, run: name === 'better-auth' ? runBetterAuth(port) : runOidcProvider(port) }

  const { userIds } = await portal.control('seed-users', { count: options.users + 1 })
  const [markUser = 0, ...users] = userIds as number[] // by the control door
  const texts = await takeEventTexts(portal, {
    botId: name === 'floor' ? botId : await ownBotOf(portal),
    path: portal.hookPath() ?? '/hooks/bench',
    userId: markUser,
  })
  if (isLimited) await portal.control('settings', { limits: true })
  let next = 0
  // Somebody else each time: nobody gets more than the six cards an hour that the worker allows.
  return {
    ...running,
    texts,
    users,
    run: (http) => runLifecycle(http, { portal, texts, userId: users[next++ % users.length] ?? 0 }),
  }
}
