import { DatabaseSync } from '@photostructure/sqlite'
import { build } from 'esbuild'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createEmulator } from '../../emulator/create-emulator.ts'
import { seedPortals } from '../../emulator/seed-credentials.ts'
import { createBrowser } from './sign-in-browser.ts'
import { createChat } from './sign-in-chat.ts'
import { createSiteBackend } from './sign-in-site.ts'
import type { CrashPoint } from './crash-points.ts'

const root = resolve(import.meta.dirname, '../../..')
const { memberId } = seedPortals.main
const siteKey = 'kiosk-key-kiosk-key-kiosk-key-kiosk'
/** The worker's time: its 45 s of holding a card that was sent are 4.5 s here. */
const factor = 10

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** The child as one file: it is started many times, and so it must start fast. */
export const bundleCrashChild = async (): Promise<string> => {
  const outfile = join(root, `node_modules/.cache/crash-child/${process.pid}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, 'crash-child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@photostructure/sqlite', 'pg-native'],
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __b24cr } from 'node:module'; const require = __b24cr(import.meta.url);",
    },
  })
  return outfile
}

const listen = (handle: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(handle)
  return new Promise<{ port: number; close: () => void }>((done) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // it listens on a port
      const close = () => {
        server.close()
        server.closeAllConnections()
      }
      done({ port, close })
    }),
  )
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  request.setEncoding('utf8')
  for await (const part of request) text += part as string // by its encoding
  return text
}

export type CrashOptions = {
  readonly childFile: string
  readonly mode: 'webhook' | 'fetch'
  /** Whether the portal posts an event again that was not answered. The platform promises nothing here. */
  readonly postsAgain: boolean
}

/** A portal in this process, and a worker in another that is started again on the same file whenever it dies. */
export const createCrashWorld = async ({ childFile, mode, postsAgain }: CrashOptions) => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-crash-'))
  const file = join(folder, 'worker.sqlite')
  const free = await listen(() => undefined)
  free.close()
  const publicUrl = `http://127.0.0.1:${free.port}`
  /** Both buttons of every card that reached the portal, by pairing. */
  const sent = new Map<string, string[]>()
  let isOver = false

  const deliver = async (request: Request): Promise<Response> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await fetch(request.clone())
      } catch (error) {
        if (!postsAgain || isOver || attempt === 200) throw error
        await pause(50)
      }
    }
  }
  const emulator = createEmulator({ controlToken: 'control', deliver })

  const note = (body: string) => {
    const found = body.matchAll(/COMMAND_PARAMS(?:"\s*:\s*"|%5D=)([0-9a-f]{32})\.([0-9a-f]{32,64})/g)
    const buttons = [...found].map(([, id = '', nonce = '']) => [id, nonce] as const)
    for (let at = 0; at < buttons.length; at += 2) {
      const [id, confirm] = buttons[at] ?? ['', '']
      sent.set(id, [...(sent.get(id) ?? []), `${confirm} ${buttons[at + 1]?.[1]}`])
    }
  }
  const portal = await listen((request, response) => {
    const answer = async () => {
      const body = await readBody(request)
      const { url = '/', method = 'GET' } = request
      const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' }
      const init = { method, headers, ...(method === 'POST' ? { body } : {}) }
      const answered = await emulator.fetch(new Request(`${origin}${url}`, init))
      if (answered.ok && (url + body).includes('Message.send')) note(body)
      response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text())
    }
    answer().catch(() => response.destroy())
  })
  const origin = `http://127.0.0.1:${portal.port}`

  const env = {
    PATH: process.env.PATH ?? '',
    CAPABILITIES: 'pairing',
    PORT: String(free.port),
    WORKER_KEYS: randomBytes(32).toString('base64'),
    DATABASE_FILE: file,
    PORTAL_WEBHOOK: `${origin}/rest/1/sandbox/`,
    PORTAL_MEMBER_ID: memberId,
    BOT_TOKEN: 'crash-world-bot-token',
    BOT_MODE: mode,
    POLL_BUSY_MS: '1000',
    POLL_IDLE_MS: '1000',
    STARTS_PER_MINUTE: '100000',
    MINTS_PER_MINUTE: '100000',
    REST_BURST: '100000',
    REST_PER_SECOND: '100000',
    SITES: JSON.stringify([
      {
        id: 'kiosk',
        name: 'Kiosk',
        returnAddresses: ['https://kiosk.example/back'],
        policy: 'plain',
        key: siteKey,
      },
    ]),
    CRASH_FACTOR: String(factor),
    CRASH_EPOCH: String(Date.now()),
  }
  let child: ChildProcess | undefined
  let crashes = 0
  let ended = Promise.resolve()

  /** Starts the worker; when it is killed, it is started again, without a point to die at. */
  const start = (crashAt?: CrashPoint) => {
    const started = spawn(process.execPath, [childFile], {
      env: { ...env, ...(crashAt ? { CRASH_AT: crashAt } : {}) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child = started
    ended = new Promise((done) =>
      started.once('exit', (_code, signal) => {
        if (signal === 'SIGKILL') crashes += 1
        if (!isOver && signal === 'SIGKILL') start()
        done()
      }),
    )
  }
  const isUp = async () =>
    (await fetch(`${publicUrl}/.well-known/jwks.json`).catch(() => undefined))?.ok === true
  /** It answers, and has noted which bot is its own: the last thing it does before it can pair anybody. */
  const isReady = async () =>
    (await isUp()) && rows('select bot_id from portals where bot_id is not null').length > 0

  const chat = createChat({
    emulator,
    portalOrigin: origin,
    settle: () => Promise.resolve(),
    botIdOf: async () => botId(),
  })
  const botId = async (): Promise<number> => {
    const { bots } = (await chat.control('state')) as { bots: { id: number; code: string }[] } // by the door's schema
    return bots.find(({ code }) => code === 'sign_in')?.id ?? 0
  }
  /** What stands in the file, whoever wrote it. */
  const rows = (sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] => {
    const database = new DatabaseSync(file, { timeout: 5000 })
    try {
      return database.prepare(sql).all(...values) as Record<string, unknown>[] // rows are objects
    } finally {
      database.close()
    }
  }
  const stopChild = async () => {
    child?.kill('SIGTERM')
    await ended
  }

  return {
    ...chat,
    publicUrl,
    memberId,
    sent,
    crashes: () => crashes,
    start,
    isReady,
    kill: () => child?.kill('SIGKILL'),
    /** Ends the worker without a trace of a crash, to start it with another point to die at. */
    stopChild,
    site: () =>
      createSiteBackend({ fetch: (request) => fetch(request), publicUrl, siteId: 'kiosk', key: siteKey }),
    browser: () => createBrowser({ fetch: (request) => fetch(request), publicUrl }),
    rows,
    close: async () => {
      isOver = true
      await stopChild()
      portal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type CrashWorld = Awaited<ReturnType<typeof createCrashWorld>>
