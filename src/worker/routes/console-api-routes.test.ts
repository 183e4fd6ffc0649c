import { expect, test } from 'vitest'
import { createEndpointSend } from '../../app/portal/endpoint-send.ts'
import { createRestClient } from '../../client/create-rest-client.ts'
import { createRestBudget } from '../../client/rest-budget.ts'
import { sleep } from '../../client/timing.ts'
import { consoleApi } from '../../contract/pairing/console-api.ts'
import type { SiteFields } from '../../contract/pairing/site-fields.ts'
import { consoleApp, secondApp, seedPortals } from '../../emulator/seed-credentials.ts'
import { openPortal } from '../../testing/emulator/open-portal.ts'
import { samplePairing } from '../../testing/worker/sample-pairing.ts'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createTestLog } from '../../testing/worker/test-log.ts'
import { createTestSecrets } from '../../testing/worker/test-secrets.ts'
import { createSessionSigner } from '../host/session-signer.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { createConsoleSessions, sessionLifetimeMs } from '../portals/console-session.ts'
import type { PortalProblem } from '../portals/portal-client.ts'
import { defaultPairingSettings } from '../portals/portal.ts'
import { createSites } from '../sites/create-sites.ts'
import { createPairingApiHandlers } from './console-api-handlers.ts'
import { createConsoleApiRoutes, type ConsoleApiRoutes } from './console-api-routes.ts'

const own = 'https://worker.example'
const mainOrigin = 'http://127.0.0.1:8024'
const secondOrigin = 'http://localhost:8024'

const portalAt = (memberId: string, origin: string) => ({
  memberId,
  origin,
  clientEndpoint: `${origin}/rest/`,
})
const mainPortal = portalAt(seedPortals.main.memberId, mainOrigin)
const secondPortal = portalAt(seedPortals.second.memberId, secondOrigin)

const pairingOf = (id: string, memberId: string, createdAt = 1): Pairing =>
  samplePairing({ id, memberId, createdAt, startDigest: `start-digest-${id}` })

/** A worker's console API over a real database, before two emulated portals. */
const open = async () => {
  const portal = openPortal()
  const { stores, clock, setNow } = await openTestSqlite()
  const { portals, audit, pairings } = stores
  const secrets = createTestSecrets()
  for (const connected of [mainPortal, secondPortal])
    await portals.connect({ ...connected, sealed: 'sealed', at: clock.now() }, [])
  const signer = createSessionSigner({ keys: secrets.deriveFromKeys('console-session'), now: clock.now })
  const asked: string[] = []
  const problems = new Map<string, PortalProblem>()
  const sessions = createConsoleSessions({
    portals,
    clientId: consoleApp.clientId,
    openRest: ({ portal: { clientEndpoint: base }, accessToken }) => {
      asked.push(base)
      return createRestClient({
        send: createEndpointSend({ base, accessToken, fetch: (request) => portal.emulator.fetch(request) }),
        clock,
        sleep,
        budget: createRestBudget({ clock, sleep }),
      })
    },
    signer,
    clock,
    sleep,
  })
  const parts: ConsoleApiRoutes = {
    isPairing: true,
    links: undefined,
    status: () => ({ ok: true, capabilities: ['pairing'], issuer: own, canSignIn: true }),
    sessions,
    connect: ({ setupCode }) =>
      Promise.resolve(
        setupCode === 'right'
          ? { kind: 'connected', memberId: mainPortal.memberId, origin: mainOrigin, isNew: true }
          : { kind: 'refused', reason: 'setupCode' },
      ),
    sites: createSites({ store: stores.sites, environment: [], secrets, clock }),
    pairings,
    portals,
    audit,
    problemOf: (memberId) => problems.get(memberId),
    clock,
    ownOrigins: [own],
    addressOf: (c) => c.req.header('x-test-address') ?? null,
    log: createTestLog(),
  }
  const routes = createConsoleApiRoutes(parts)

  const ask = async (
    method: string,
    path: string,
    {
      body,
      session,
      headers = {},
    }: { body?: unknown; session?: string; headers?: Record<string, string> } = {},
  ) => {
    const response = await routes.request(path, {
      method,
      headers: { ...(session ? { authorization: `Bearer ${session}` } : {}), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    // What an answer holds is what the test looks at.
    const answer = (text ? JSON.parse(text) : {}) as Record<string, never>
    return { status: response.status, headers: response.headers, answer, text }
  }
  const tokenOf = async (options: { userId?: number; clientId?: string; host?: string } = {}) => {
    const { host = mainOrigin, ...asked } = options
    const response = await portal.emulator.fetch(
      new Request(`${host}/__control/tokens`, {
        method: 'POST',
        headers: { 'x-control-token': 'control', 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      }),
    )
    return ((await response.json()) as { accessToken: string }).accessToken // the emulator's own door
  }
  const prove = (accessToken: string, domain = '127.0.0.1:8024') =>
    ask('POST', '/api/session', { body: { accessToken, domain } })
  const sessionOf = async (userId: number): Promise<string> =>
    (await prove(await tokenOf({ userId }))).answer.session ?? ''
  return {
    parts,
    sessions,
    ask,
    prove,
    tokenOf,
    sessionOf,
    signer,
    asked,
    problems,
    stores,
    clock,
    pass: (ms: number) => setNow(clock.now() + ms),
  }
}

const shop: SiteFields = {
  id: 'shop',
  name: 'Corner Shop',
  returnAddresses: ['https://shop.example/back'],
  policy: 'finish',
  isActive: true,
}

test('status is for everybody and holds no secret', async () => {
  const world = await open()
  const { status, answer } = await world.ask('GET', '/api/status')
  expect([status, answer]).toEqual([
    200,
    { ok: true, capabilities: ['pairing'], issuer: own, canSignIn: true },
  ])
})

test('a token of our app at a connected portal opens a session of fifteen minutes that says who and where', async () => {
  const world = await open()
  const { status, answer } = await world.prove(await world.tokenOf({ userId: 1 }))
  expect(status).toBe(200)
  expect(answer).toMatchObject({
    expiresAt: world.clock.now() + sessionLifetimeMs,
    portal: { memberId: mainPortal.memberId, origin: mainOrigin },
    user: { id: 1, isAdmin: true },
  })
})

test('another app’s token, another portal’s token, a made-up one and an unknown portal get the same answer', async () => {
  const world = await open()
  const answers = [
    await world.prove(await world.tokenOf({ userId: 1, clientId: secondApp.clientId })),
    await world.prove(await world.tokenOf({ userId: 1, host: secondOrigin })),
    await world.prove('made-up'),
    await world.prove(await world.tokenOf({ userId: 1 }), 'evil.example'),
    await world.prove(await world.tokenOf({ userId: 0 })),
  ]
  for (const { status, text } of answers) expect([status, text]).toEqual([401, answers[0]?.text])
  expect(answers[0]?.answer.error).toBe('TOKEN_REFUSED')
})

test('the portal is asked at its stored address and nowhere else', async () => {
  const world = await open()
  await world.prove(await world.tokenOf({ userId: 1 }), '127.0.0.1:8024@evil.example')
  await world.prove(await world.tokenOf({ userId: 1 }), '127.0.0.1')
  expect(world.asked).toEqual([])
  await world.prove(await world.tokenOf({ userId: 1 }))
  expect(world.asked).toEqual([`${mainOrigin}/rest/`])
})

test('without a session, with a forged one and with one of another key nothing is answered', async () => {
  const world = await open()
  const foreign = createSessionSigner({ keys: ['cd'.repeat(32)], now: world.clock.now })
  const claims = { memberId: mainPortal.memberId, userId: 1, userName: 'Eve', isAdmin: true }
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ ...claims, exp: 4e9 }))}.`
  for (const session of [
    undefined,
    'x.y.z',
    unsigned,
    await foreign.sign(claims, world.clock.now() + 60_000),
  ]) {
    const { status, answer } = await world.ask('GET', '/api/sites', session === undefined ? {} : { session })
    expect([status, answer.error]).toEqual([401, 'SESSION_INVALID'])
  }
})

test('a session is over after fifteen minutes', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  await world.pass(sessionLifetimeMs - 1000)
  expect((await world.ask('GET', '/api/sites', { session })).status).toBe(200)
  await world.pass(2000)
  expect((await world.ask('GET', '/api/sites', { session })).status).toBe(401)
})

test('a session ends with the portal’s connection', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  await world.stores.portals.disconnect(mainPortal.memberId, [])
  expect((await world.ask('GET', '/api/sites', { session })).status).toBe(401)
  expect((await world.prove(await world.tokenOf({ userId: 1 }))).status).toBe(401)
})

test('S26: who is no admin gets a session and nothing with it', async () => {
  const world = await open()
  const session = await world.sessionOf(2)
  expect(session).not.toBe('')
  for (const [method, path, body] of [
    ['GET', '/api/pairings'],
    ['GET', '/api/pairings/p1'],
    ['GET', '/api/audit'],
    ['GET', '/api/settings'],
    ['PUT', '/api/settings', { ...defaultPairingSettings, isOn: false }],
    ['GET', '/api/sites'],
    ['POST', '/api/sites', shop],
    ['PUT', '/api/sites/shop', shop],
    ['DELETE', '/api/sites/shop'],
    ['POST', '/api/sites/shop/keys'],
    ['DELETE', '/api/sites/shop/keys/digest-of-si'],
  ] as const) {
    const { status, answer } = await world.ask(method, path, { session, body })
    expect([path, status, answer.error]).toEqual([path, 403, 'ADMINS_ONLY'])
  }
  const { audit, sites } = world.stores
  expect(await audit.list({ memberId: mainPortal.memberId, limit: 9 })).toEqual([])
  expect(await sites.list(mainPortal.memberId)).toEqual([])
})

test('S26, its twin: past the guard in the routes, the session of who is no admin could switch pairing off', async () => {
  const world = await open()
  const session = await world.sessions.read(await world.sessionOf(2))
  if (!session) throw new Error('no session')
  await createPairingApiHandlers(world.parts).putSettings({ ...defaultPairingSettings, isOn: false }, session)
  expect((await world.stores.portals.find(mainPortal.memberId))?.settings.isOn).toBe(false)
})

test('S26: another portal’s pairings, sites and audit are as unknown as none', async () => {
  const world = await open()
  await world.stores.pairings.insert(pairingOf('p1', secondPortal.memberId), [])
  const theirs = { ...shop, id: 'theirs', memberId: secondPortal.memberId, host: 'shop.example' }
  await world.stores.sites.add({ ...theirs, keyDigests: ['d'], origin: 'console', createdAt: 0 }, [])
  const session = await world.sessionOf(1)
  const foreign = await world.ask('GET', '/api/pairings/p1', { session })
  const unknown = await world.ask('GET', '/api/pairings/p2', { session })
  expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
  expect((await world.ask('GET', '/api/pairings', { session })).answer.pairings).toEqual([])
  expect((await world.ask('GET', '/api/sites', { session })).answer.sites).toEqual([])
  for (const [method, path, body] of [
    ['PUT', '/api/sites/theirs', { ...shop, id: 'theirs' }],
    ['DELETE', '/api/sites/theirs'],
    ['POST', '/api/sites/theirs/keys'],
  ] as const)
    expect((await world.ask(method, path, { session, body })).status).toBe(404)
  expect((await world.stores.sites.find('theirs'))?.keyDigests).toEqual(['d'])
})

test('a pairing is shown without a digest or the site’s own words, with its trace, oldest first', async () => {
  const world = await open()
  await world.stores.pairings.insert(pairingOf('p1', mainPortal.memberId), [])
  const { memberId } = mainPortal
  for (const kind of ['created', 'opened'])
    await world.stores.audit.append([{ at: 1, memberId, pairingId: 'p1', actor: 'worker', kind, detail: {} }])
  const { answer, text } = await world.ask('GET', '/api/pairings/p1', { session: await world.sessionOf(1) })
  expect(answer).toMatchObject({
    pairing: {
      id: 'p1',
      state: 'pending',

      site: { id: 'shop', name: null },
    },
    trace: [{ kind: 'created' }, { kind: 'opened' }],
    leftOut: 0,
  })
  expect(text).not.toMatch(/digest|state of the shop/i)
})

test('the trace tells every step, however much was refused around it', async () => {
  const world = await open()
  const { memberId } = mainPortal
  await world.stores.pairings.insert(pairingOf('p1', memberId), [])
  const line = (kind: string) => ({ at: 1, memberId, pairingId: 'p1', actor: 'worker', kind, detail: {} })
  const noise = Array.from({ length: 250 }, () => line('refused'))
  await world.stores.audit.append([line('created'), ...noise, line('confirmed'), ...noise])
  const { text } = await world.ask('GET', '/api/pairings/p1', { session: await world.sessionOf(1) })
  const { trace, leftOut } = consoleApi.findPairing.result.parse(JSON.parse(text))
  const kinds = trace.map(({ kind }) => kind)
  expect([kinds.length, leftOut]).toEqual([202, 300])
  expect(kinds.filter((kind) => kind !== 'refused')).toEqual(['created', 'confirmed'])
})

test('the list goes on where the page before ended', async () => {
  const world = await open()
  for (let index = 0; index < 60; index++)
    await world.stores.pairings.insert(
      pairingOf(`a${index.toString(16)}`, mainPortal.memberId, index + 1),
      [],
    )
  const session = await world.sessionOf(1)
  const first = (await world.ask('GET', '/api/pairings', { session })).answer
  expect([first.pairings, first.next]).toEqual([expect.objectContaining({ length: 50 }), '11.aa'])
  const second = (await world.ask('GET', `/api/pairings?before=${String(first.next)}`, { session })).answer
  expect([second.pairings, second.next]).toEqual([expect.objectContaining({ length: 10 }), null])
  expect(first.counts).toMatchObject({ pending: 60, expired: 0 })
})

test('S28: a site’s key is shown once, and every change is in the audit log with who did it', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  const added = await world.ask('POST', '/api/sites', { session, body: shop })
  expect(added.answer.key).toMatch(/^site_[0-9a-f]{48}$/)
  expect((await world.ask('GET', '/api/sites', { session })).text).not.toContain(added.answer.key)
  expect((await world.ask('POST', '/api/sites', { session, body: shop })).answer.error).toBe('SITE_ID_TAKEN')
  await world.ask('PUT', '/api/sites/shop', { session, body: { ...shop, isActive: false } })
  await world.ask('POST', '/api/sites/shop/keys', { session })
  expect((await world.ask('POST', '/api/sites/shop/keys', { session })).answer.error).toBe('KEY_COUNT')
  await world.ask('DELETE', '/api/sites/shop', { session })
  await world.ask('PUT', '/api/settings', { session, body: { ...defaultPairingSettings, isOn: false } })
  const { answer } = await world.ask('GET', '/api/audit', { session })
  expect(answer.entries).toMatchObject(
    ['settingsChanged', 'siteRemoved', 'siteKeyAdded', 'siteChanged', 'siteAdded'].map((kind) => ({
      kind,
      actor: 'admin:1',
    })),
  )
})

test('a site that may not be is refused with the reason at its field', async () => {
  const world = await open()
  const body = { ...shop, returnAddresses: ['http://shop.example/back'] }
  const { status, answer } = await world.ask('POST', '/api/sites', {
    session: await world.sessionOf(1),
    body,
  })
  expect([status, answer.error]).toEqual([400, 'SITE_INVALID'])
  expect(answer.error_description).toContain('returnAddresses: Line 1 must begin with https')
})

test('each field that is wrong is named with what would be right', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  const told = async (method: string, path: string, body?: unknown) =>
    (await world.ask(method, path, { session, body })).answer.error_description
  expect(await told('PUT', '/api/settings', { isOn: 'yes', cardsPerHour: 1.5, coolDownSeconds: -1 })).toBe(
    [
      'isOn: true or false',
      'cardsPerHour: a whole number from 1 to 60',
      'coolDownSeconds: a whole number from 0 to 86400',
      'allowsExtranet: true or false',
    ].join('; '),
  )
  expect(await told('POST', '/api/session', { domain: '' })).toBe(
    'accessToken: 1 to 2000 characters; domain: 1 to 255 characters',
  )
  expect(await told('GET', '/api/audit?before=x')).toBe(
    'before: 1 to 15 digits, the `next` of the page before',
  )
  expect(await told('GET', '/api/pairings?state=x')).toMatch(/^state: one of: pending, /)
  expect(await told('POST', '/api/sites', { ...shop, returnAddresses: [5], policy: 'x' })).toBe(
    'returnAddresses.0: a text; policy: one of: finish, plain',
  )
})

test('settings out of range and bodies that are no JSON are refused, not stored', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  const wild = await world.ask('PUT', '/api/settings', {
    session,
    body: { ...defaultPairingSettings, cardsPerHour: 1e9 },
  })
  expect([wild.status, wild.answer]).toEqual([
    400,
    { error: 'REQUEST_INVALID', error_description: 'cardsPerHour: a whole number from 1 to 60' },
  ])
  const large = await world.ask('POST', '/api/session', { body: 'x'.repeat(70_000) })
  expect([large.status, large.answer.error, large.headers.get('connection')]).toEqual([
    413,
    'REQUEST_INVALID',
    'close',
  ])
  expect((await world.ask('POST', '/api/session', { body: null })).status).toBe(400)
})

test('pages of connected portals and the worker’s own may ask, by exact origin; no others, and never with cookies', async () => {
  const world = await open()
  for (const origin of [mainOrigin, own]) {
    const { status, headers } = await world.ask('OPTIONS', '/api/sites', { headers: { origin } })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin])
    expect(headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toBe('Origin')
  }
  for (const origin of ['https://evil.example', 'null', `${own}.evil.example`, 'http://127.0.0.1:80240'])
    for (const method of ['OPTIONS', 'GET']) {
      const { status, headers } = await world.ask(method, '/api/status', { headers: { origin } })
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null])
    }
})

test('a refusal can be read by the page that asked', async () => {
  const world = await open()
  const { status, headers } = await world.ask('GET', '/api/sites', { headers: { origin: mainOrigin } })
  expect([status, headers.get('access-control-allow-origin')]).toEqual([401, mainOrigin])
})

test('setup codes cannot be tried out: after ten attempts an address has to wait, and others need not', async () => {
  const world = await open()
  const attempt = (address: string) =>
    world.ask('POST', '/api/portals', {
      body: { refreshToken: 'r', setupCode: 'wrong' },
      headers: { 'x-test-address': address },
    })
  for (let index = 0; index < 10; index++) expect((await attempt('192.0.2.1')).status).toBe(403)
  expect((await attempt('192.0.2.1')).answer.error).toBe('TOO_MANY_ATTEMPTS')
  expect((await attempt('192.0.2.2')).answer.error).toBe('SETUP_REFUSED')
  await world.pass(600_000)
  expect((await attempt('192.0.2.1')).status).toBe(403)
})

test('the setup code connects the portal', async () => {
  const world = await open()
  const { answer } = await world.ask('POST', '/api/portals', {
    body: { refreshToken: 'r', setupCode: 'right' },
  })
  expect(answer).toEqual({ memberId: mainPortal.memberId, origin: mainOrigin })
})

test('an unknown address under /api is a refusal, not a page', async () => {
  const world = await open()
  expect((await world.ask('GET', '/api/nothing')).answer.error).toBe('UNKNOWN_OBJECT')
})

test('whether the worker can speak with the portal is told to its admins', async () => {
  const world = await open()
  const session = await world.sessionOf(1)
  const problemOf = async () => (await world.ask('GET', '/api/portal', { session })).answer
  expect(await problemOf()).toEqual({ problem: null })
  const problem = { kind: 'credential', since: 5 } as const
  world.problems.set(secondPortal.memberId, problem)
  expect(await problemOf()).toEqual({ problem: null })
  world.problems.set(mainPortal.memberId, problem)
  expect(await problemOf()).toEqual({ problem })
  expect((await world.ask('GET', '/api/portal')).status).toBe(401)
})
