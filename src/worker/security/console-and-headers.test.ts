import { expect, test } from 'vitest'
import { consoleApi } from '../../contract/pairing/console-api.ts'
import { secondApp, seedUsers } from '../../emulator/seed-credentials.ts'
import { ask, sessionOf } from '../../testing/worker/console-steps.ts'
import { land, openConsoleSession } from '../../testing/worker/link-steps.ts'
import { proveGuard, proveInWorld } from '../../testing/worker/prove-guard.ts'
import { begin, confirmed } from '../../testing/worker/sign-in-steps.ts'
import {
  createSignInWorld,
  secondMemberId,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'

const adminPaths = Object.values(consoleApi)
  .filter(({ access }) => access === 'admin')
  .map(({ method, path }) => ({ method, path: path.replace(/:\w+/g, 'x') }))

/** The portal's word on a person, changed. */
const profileSays = (change: (profile: Record<string, unknown>) => void): WorldOptions => ({
  portal: (request, pass) =>
    request.url.includes('profile')
      ? pass(request).then(async (response) => {
          const body = (await response.json()) as { result: Record<string, unknown> } // the platform's envelope
          change(body.result)
          return Response.json(body)
        })
      : undefined,
})

proveInWorld({
  guard: 'S26: what is for admins is refused to everybody else, by the worker itself',
  attack: `an employee’s session asks for all ${adminPaths.length} admin endpoints`,
  run: async (world) => {
    const { session } = await sessionOf(world, { userId: seedUsers.employee })
    const statuses: number[] = []
    for (const { method, path } of adminPaths)
      statuses.push((await ask(world, session, method, path, method === 'GET' ? undefined : {})).status)
    return `${statuses.filter((status) => status !== 403).length} let in`
  },
  without: profileSays((profile) => {
    profile.ADMIN = true
  }),
  held: '0 let in',
  broken: `${adminPaths.length} let in`,
})

proveInWorld({
  guard: 'S26: a session needs a token of our own app',
  attack: 'an admin’s token, given to another app, asks for a session',
  run: async (world) => {
    const { status } = await sessionOf(world, { userId: seedUsers.admin, clientId: secondApp.clientId })
    return status === 200 ? 'a session' : `refused ${status}`
  },
  without: {
    portal: (request, pass) =>
      request.url.includes('app.info')
        ? pass(request).then(async (response) => {
            const body = (await response.json()) as { result: Record<string, unknown> } // the platform's envelope
            body.result.CODE = 'local.691ef0c0a1b2c3.10000001'
            return Response.json(body)
          })
        : undefined,
  },
  held: 'refused 401',
  broken: 'a session',
})

const withOwner = (real: string): WorldOptions => ({
  stores: (stores) => ({
    ...stores,
    pairings: {
      ...stores.pairings,
      find: async (key) => {
        const found = await stores.pairings.find(key)
        return found && 'id' in key ? { ...found, memberId: real } : found
      },
    },
  }),
})

proveInWorld({
  guard: 'S26: another portal’s pairing is as unknown as none',
  attack: 'the admin of one portal asks for a pairing of another by its id',
  run: async (world) => {
    await world.connectSecond()
    const minted = await world.site('shop').mint()
    const { session } = await sessionOf(world, { userId: seedUsers.admin, host: 'localhost:8024' })
    const foreign = await ask(world, session, 'GET', `/api/pairings/${minted.id}`)
    const none = await ask(world, session, 'GET', `/api/pairings/${'0'.repeat(32)}`)
    const isSame = (await foreign.text()) === (await none.text())
    return `${foreign.status}, ${isSame ? 'the same answer' : 'another answer'}`
  },
  without: withOwner(secondMemberId),
  held: '404, the same answer',
  broken: '200, another answer',
})

test('S26: without a session, with a forged and with an old one nothing is told', async () => {
  const world = await createSignInWorld()
  const { session } = await sessionOf(world, { userId: seedUsers.admin })
  expect((await ask(world, session, 'GET', '/api/settings')).status).toBe(200)
  const [head = '', claims = '', signature = ''] = session.split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
  for (const forged of ['', 'x', `${head}.${claims}.${signature.toUpperCase()}`, none])
    expect((await ask(world, forged, 'GET', '/api/settings')).status).toBe(401)
  world.pass(16 * 60_000)
  expect((await ask(world, session, 'GET', '/api/settings')).status).toBe(401)
})

/** Every public address with what it answers, failures included. */
const everyAnswer = async (world: SignInWorld) => {
  const { browser, minted, site } = await begin(world)
  const plain = world.browser()
  const fresh = await site.mint()
  const seen: [string, Headers][] = []
  const note = (name: string, { headers }: { readonly headers: Headers }) => void seen.push([name, headers])
  for (const [tab, who] of [
    [browser, 'with its cookie'],
    [plain, 'without'],
  ] as const) {
    for (const path of [
      '/pair/shop',
      '/pair/shop?start=x',
      '/pair/shop/status',
      '/finish',
      '/pair/shop/nothing',
    ])
      note(`page GET ${path} ${who}`, await tab.request(path))
    for (const path of [
      '/pair/shop/start',
      '/pair/shop/collect',
      '/finish/look',
      '/finish',
      '/pair/shop/cancel',
    ]) {
      note(`page POST ${path} ${who}`, await tab.postJson(path, { secret: 'x' }))
      note(
        `page POST ${path} from elsewhere ${who}`,
        await tab.postJson(path, {}, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }),
      )
      note(`page POST ${path} too large ${who}`, await tab.postJson(path, { large: 'x'.repeat(10_000) }))
    }
  }
  note('page POST start', await world.browser().tryStart('shop', fresh.start))
  for (const [name, key] of [
    ['with its key', undefined],
    ['with a wrong key', 'wrong-key-wrong-key'],
  ] as const) {
    note(`api POST /pairings ${name}`, await site.tryMint({}, key))
    note(`api POST /pairings broken ${name}`, await site.post('/pairings', '{', key))
    note(`api POST /pairings/token ${name}`, await site.post('/pairings/token', { code: 'x' }, key))
    note(`api GET /pairings/:id ${name}`, await site.ask(`/pairings/${minted.id}`, {}, key))
  }
  const admin = await openConsoleSession(world)
  const { link } = await admin.add({ slug: 'summer' })
  for (const path of ['/summer', '/summer?preview', '/nothing-here'])
    note(`page GET ${path}`, await land(world, path))
  await admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  note('page GET a withdrawn link', await land(world, '/summer'))
  for (const [path, body] of [
    ['/summer/chosen', { way: 'app' }],
    ['/nothing-here/chosen', { way: 'app' }],
    ['/summer/chosen', { way: 'x'.repeat(10_000) }],
    ['/links/resolve', {}],
    ['/links/replied', { large: 'x'.repeat(10_000) }],
  ] as const)
    note(`api POST ${path}`, await browser.postJson(path, body))
  for (const { method, path } of Object.values(consoleApi))
    note(`api ${method} ${path}`, await ask(world, 'x', method, path, method === 'GET' ? undefined : {}))
  return seen
}

const weaknessOf = (name: string, headers: Headers): string[] => {
  const policy = headers.get('content-security-policy') ?? ''
  const has = (header: string, value: RegExp) => value.test(headers.get(header) ?? '')
  const isPage = name.startsWith('page')
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
  return [
    ...(has('x-content-type-options', /^nosniff$/) ? [] : ['sniffed']),
    ...(has('cache-control', /no-store/) ? [] : ['kept by caches']),
    ...(isPage && !/frame-ancestors 'none'/.test(policy) ? ['framed'] : []),
    ...(isPage && (scripts === '' || /unsafe|\*|data:/.test(scripts)) ? ['inline scripts run'] : []),
    ...(isPage && !/object-src 'none'.*base-uri 'none'/.test(policy) ? ['objects or bases'] : []),
    ...(isPage && !has('referrer-policy', /^(no-referrer|same-origin)$/) ? ['its address is told'] : []),
  ]
}

proveGuard({
  guard: 'S23: every answer forbids framing, sniffing, keeping, inline scripts and telling its address',
  attack: 'every address is asked, well and badly, and what a browser would allow is counted',
  ...(() => {
    const weak = async (options: WorldOptions) => {
      const seen = await everyAnswer(await createSignInWorld(options))
      expect(seen.length).toBeGreaterThan(60)
      const found = seen.flatMap(([name, headers]) =>
        weaknessOf(name, headers).map((weakness) => `${weakness}: ${name}`),
      )
      return found.length === 0 ? 'nothing' : `${found.length}: ${found.slice(0, 12).join('; ')}`
    }
    return {
      with: () => weak({}),
      without: async () => {
        const bare = await weak({
          answer: (response) => {
            const headers = new Headers(response.headers)
            for (const name of [
              'content-security-policy',
              'x-content-type-options',
              'cache-control',
              'referrer-policy',
            ])
              headers.delete(name)
            return new Response(response.body, { status: response.status, headers })
          },
        })
        return `${bare.split(':')[0]} weaknesses`
      },
    }
  })(),
  held: 'nothing',
  broken: /^\d{3} weaknesses$/,
})

/** Medians of many questions of each kind, printed and not judged: a busy machine is no proof. */
test('S15: how long the wrong ones take', async () => {
  const world = await createSignInWorld()
  const { site, minted, browser } = await confirmed(world)
  const used = await site.mint()
  await world.browser().start(used)
  const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
    'start, unknown': () => world.browser().tryStart('shop', 'ab'.repeat(32)),
    'start, used': () => world.browser().tryStart('shop', used.start),
    'exchange, unknown': () => site.exchange('ab'.repeat(32), minted.verifier),
    'exchange, foreign': () => world.site('other').exchange('cd'.repeat(32), minted.verifier),
    'finish, unknown': () => browser.finish('ab'.repeat(32)),
    'cookie, unknown': () => world.browser().collect('shop'),
    'cookie, its own': () => browser.collect('shop'),
  }
  const times = new Map<string, number[]>()
  for (let round = 0; round < 60; round += 1)
    for (const [name, act] of Object.entries(kinds)) {
      const from = performance.now()
      await act()
      times.set(name, [...(times.get(name) ?? []), performance.now() - from])
    }
  const lines = [...times].map(([name, all]) => {
    const median = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
    return `  ${name.padEnd(20)} ${median.toFixed(2)} ms`
  })
  process.stdout.write(`\nS15, medians of 60:\n${lines.join('\n')}\n`)
})
