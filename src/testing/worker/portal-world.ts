import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createEmulator } from '../../emulator/create-emulator.ts'
import { consoleApp, seedPortals } from '../../emulator/seed-credentials.ts'
import { createPortalLines } from '../../worker/loops/portal-lines.ts'
import { connectByWebhook, createPortalConnection } from '../../worker/portals/connect-portal.ts'
import { createCredentials } from '../../worker/portals/credentials.ts'
import { createEnsureBot, type WantedBot } from '../../worker/portals/ensure-bot.ts'
import { createEventProof } from '../../worker/portals/event-proof.ts'
import { hookPathOf } from '../../worker/portals/hook-paths.ts'
import { createOAuthServer } from '../../worker/portals/oauth-server.ts'
import { createPortalClient } from '../../worker/portals/portal-client.ts'
import { createStores } from '../../worker/store/create-stores.ts'
import { openDatabase } from '../../worker/store/open-database.ts'
import { createFastTime } from './fast-time.ts'
import { createTestLog } from './test-log.ts'
import { createTestSecrets } from './test-secrets.ts'
import { postOver } from './post-over.ts'

export const worldOrigin = 'http://127.0.0.1:8024'
export const memberId = seedPortals.main.memberId
export const botToken = 'pairing-bot-token'
export const setupCode = 'setup-code-of-this-start'
export const wantedBot: WantedBot = { code: 'sign_in', type: 'bot', mode: 'fetch', name: 'Sign-in' }

/** Answers a request in the emulator's place, or undefined to let it through. */
type Intercept = (request: Request) => Promise<Response | undefined> | Response | undefined

/** A portal in this process and everything of the worker that speaks with it, over a real database file. */
export const createPortalWorld = async (
  options: { readonly factor?: number; readonly limits?: boolean } = {},
) => {
  const { clock, sleep } = createFastTime(options.factor)
  const log = createTestLog()
  const folder = mkdtempSync(join(tmpdir(), 'b24-world-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const database = await openDatabase({ file: join(folder, 'worker.sqlite'), clock, log })
  onTestFinished(() => database.close())
  const stores = createStores(database)
  const secrets = createTestSecrets()
  const posted: { url: string; body: string }[] = []
  const emulator = createEmulator({
    now: clock.now,
    limits: options.limits ?? false,
    controlToken: 'control',
    deliver: async (request) => {
      posted.push({ url: request.url, body: await request.text() })
      return new Response('ok')
    },
  })
  const requests: Request[] = []
  let intercept: Intercept = () => undefined
  const post = postOver(async (request) => {
    requests.push(request.clone())
    return (await intercept(request)) ?? emulator.fetch(request)
  })
  const oauth = createOAuthServer({
    origin: worldOrigin,
    clientId: consoleApp.clientId,
    clientSecret: consoleApp.clientSecret,
    post,
  })
  const credentials = createCredentials({
    portals: stores.portals,
    secrets,
    oauth,
    leases: stores.leases,
    sleep,
  })
  const portalClient = createPortalClient({ portals: stores.portals, credentials, secrets, post, clock })
  const lines = createPortalLines({ sendFor: portalClient.sendFor, clock, sleep })
  const clientFor = (of: string) => createRestClient(lines.lineOf(of).lane('rest'))
  const connect = createPortalConnection({
    portals: stores.portals,
    secrets,
    oauth,
    setupCode,
    clock,
    post,
    sleep,
  })
  const ensureBot = createEnsureBot({
    portals: stores.portals,
    credentials,
    secrets,
    clientFor,
    clock,
    publicUrl: 'http://127.0.0.1:8025',
  })
  const proveArrival = createEventProof({
    portals: stores.portals,
    credentials,
    secrets,
    portalClient,
    budgetFor: (of) => lines.lineOf(of).budget,
    clock,
    sleep,
  })
  const control = async (command: string, body?: object): Promise<unknown> => {
    const response = await emulator.fetch(
      new Request(`${worldOrigin}/__control/${command}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'x-control-token': 'control', 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`control ${command}: ${JSON.stringify(answer)}`)
    return answer
  }
  /** As the authorization server gives them. */
  const tokens = async (body: object = {}) =>
    (await control('tokens', body)) as { accessToken: string; refreshToken: string } // by its schema
  return {
    clock,
    sleep,
    log,
    stores,
    database,
    secrets,
    emulator,
    posted,
    requests,
    oauth,
    credentials,
    portalClient,
    lines,
    clientFor,
    connect,
    ensureBot,
    proveArrival,
    control,
    tokens,
    hookPath: hookPathOf(secrets, memberId),
    setIntercept: (next: Intercept) => {
      intercept = next
    },
    connectWebhook: () =>
      connectByWebhook(
        { portals: stores.portals, secrets, clock },
        { address: `${worldOrigin}/rest/1/sandbox/`, memberId, botToken },
      ),
    connectApp: async (applicationToken?: string) => {
      const { refreshToken } = await tokens()
      return connect({ refreshToken, setupCode, applicationToken })
    },
    /** What a link does: the person's messenger hands the context to the bot. */
    sendContext: (context: object, dialogId: string) =>
      emulator.fetch(
        new Request(`${worldOrigin}/rest/2/annahook/im.v2.Chat.Bot.sendContext`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ dialogId, context }),
        }),
      ),
    /** Waits until it is true, for two seconds at most. */
    until: async (isTrue: () => boolean | Promise<boolean>, realMs = 4000) => {
      for (const end = performance.now() + realMs; !(await isTrue());) {
        if (performance.now() > end) throw new Error('it did not become true')
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}

export type PortalWorld = Awaited<ReturnType<typeof createPortalWorld>>
