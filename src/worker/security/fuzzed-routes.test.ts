import * as fc from 'fast-check'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import { encodeForm } from '../../lib/form-codec.ts'
import { linkFields, openConsoleSession } from '../../testing/worker/link-steps.ts'
import { proveGuard } from '../../testing/worker/prove-guard.ts'
import { confirmed } from '../../testing/worker/sign-in-steps.ts'
import {
  createSignInWorld,
  memberId,
  setupCode,
  siteKeys,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'

const tables = [
  'pairings',
  'audit',
  'inbox',
  'outbox',
  'portals',
  'sites',
  'site_keys',
  'leases',
  'links',
  'link_uses',
  'link_days',
  'link_keys',
] as const

/** A body that would be good but for one thing, with letters changed anywhere. */
const nearly = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))

const bodies = (good: string) =>
  fc.oneof(
    { weight: 4, arbitrary: nearly(good) },
    { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => String.fromCharCode(...bytes)),
    fc.object().map((value) => encodeForm(value)),
    fc.nat(300).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
    fc.nat(300).map((depth) => `data${'[a]'.repeat(depth)}=1`),
    fc.constantFrom('', 'null', '0', '[]', '{}', '"x"', '{"__proto__":{"a":1}}', 'x'.repeat(70_000)),
  )

/** Every address that takes a body, with a body that is good but for one thing. */
const doors = (world: SignInWorld, secret: string) => {
  const pairing = JSON.stringify({ ...world.site('shop').bodyOf().body, return_to: 'https://evil.example/' })
  const real = world.posted.find(({ body }) => body.startsWith('event=ONIMBOTV2CONTEXTGET'))?.body ?? ''
  const forged = real.replace(/custom[\w-]*/g, 'custom-guess')
  const hookPath = world.posted[0]?.path.split('/').at(-1) ?? ''
  const appEvent = (event: string) =>
    encodeForm({ event, data: { VERSION: '2' }, auth: { member_id: memberId, application_token: 'guess' } })
  const site = JSON.stringify({
    id: 's',
    name: 'S',
    returnAddresses: ['https://s.example/'],
    policy: 'finish',
  })
  const good: Readonly<Record<string, string>> = {
    '/pairings': pairing,
    '/pairings/token': JSON.stringify({ code: 'ab'.repeat(32), code_verifier: 'v'.repeat(43) }),
    '/pair/shop/start': `start=${'ab'.repeat(32)}`,
    '/pair/nobody/start': `start=${'ab'.repeat(32)}`,
    '/pair/shop/collect': '{}',
    '/pair/shop/cancel': '{}',
    '/finish': JSON.stringify({ secret: secret.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')) }),
    '/finish/look': JSON.stringify({ secret: 'ab'.repeat(32) }),
    [`/hooks/${hookPath}`]: forged,
    [`/hooks/app/${setupCode}`]: appEvent('ONAPPUPDATE'),
    '/hooks/app/guess': appEvent('ONAPPINSTALL'),
    '/api/session': JSON.stringify({ accessToken: 'x', domain: '127.0.0.1:8024' }),
    '/api/portals': JSON.stringify({ refreshToken: 'x', setupCode: 'x' }),
    '/api/sites': site,
    '/api/settings': JSON.stringify({
      isOn: false,
      cardsPerHour: 1,
      coolDownSeconds: 0,
      allowsExtranet: true,
    }),
    '/api/sites/shop/keys': '{}',
    '/links/resolve': JSON.stringify({ token: 'ab'.repeat(16), user_id: 2 }),
    '/links/replied': JSON.stringify({ token: 'ab'.repeat(16), user_id: 2 }),
    '/summer/chosen': JSON.stringify({ way: 'app' }),
    '/api/links': JSON.stringify({ links: [linkFields()] }),
    '/api/link-keys': '{}',
  }
  return fc.oneof(...Object.entries(good).map(([path, body]) => fc.tuple(fc.constant(path), bodies(body))))
}
const types = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/json; charset=utf-16',
  '',
)
const methods = fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH')
const keysWith = (linkKey: string) =>
  fc.constantFrom(siteKeys.shop, siteKeys.other, linkKey, 'wrong-key-wrong-key', '')

const sizes = async (world: SignInWorld) => {
  const counts = await Promise.all(
    tables.map(async (table) => [table, (await world.rows(table)).length] as const),
  )
  return new Map<string, number>(counts)
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void // what the flag brings
const heap = () => {
  collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** Sends that many and says what broke and what grew. */
const flood = async (count: number, options: WorldOptions = {}) => {
  let asked = 0
  const world = await createSignInWorld({
    ...options,
    settings: { startsPerMinute: 1_000_000, mintsPerMinute: 1_000_000 },
    launder: (request) => {
      const headers = new Headers(request.headers)
      headers.set('x-test-address', `198.51.100.${(asked += 1) % 250}`)
      return new Request(request, { headers })
    },
  })
  const { browser } = await confirmed(world)
  const secret = await world.finishSecret(2)
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const linkKey = await (await openConsoleSession(world)).addKey()
  const before = await sizes(world)
  const statuses = new Map<number, number>()
  const broken: string[] = []
  const given = fc.sample(
    fc.tuple(doors(world, secret), types, methods, keysWith(linkKey), fc.boolean()),
    count,
  )
  const used = [0, 0]
  const send = async ([[path, body], type, method, key, hasCookie]: (typeof given)[number]) => {
    const headers = {
      'content-type': type,
      'sec-fetch-site': 'same-origin',
      ...(key && { authorization: `Bearer ${key}` }),
      // Of the pages, only those that decide nothing here: the cookie is good.
      ...(hasCookie && path.startsWith('/finish') && { cookie }),
    }
    const response = await world.fetch(new Request(`${world.publicUrl}${path}`, { method, headers, body }))
    const text = await response.text()
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    if (response.status >= 500 && broken.length < 5)
      broken.push(`${response.status} ${method} ${path} ${text}`)
  }
  for (const [index, one] of given.entries()) {
    if (index === Math.floor(count / 2)) used[0] = heap()
    await send(one)
    world.logged.length = 0
    world.requests.length = 0
  }
  used[1] = heap()
  await world.settle()
  const after = await sizes(world)
  const grown = tables.filter(
    (table) => (after.get(table) ?? 0) > (before.get(table) ?? 0) + (table === 'audit' ? 12 : 0),
  )
  const megabytes = (used[1] ?? 0) - (used[0] ?? 0)
  expect(statuses.size).toBeGreaterThan(3)
  return `${count} bodies, ${broken.length === 0 ? 'no 5xx' : broken.join('; ')}, grown: ${grown.join(' ') || 'nothing'}, heap ${megabytes < 8 ? 'the same' : `${megabytes.toFixed(0)} MB more`}`
}

proveGuard({
  guard: 'Whatever is sent to a public address breaks nothing and leaves nothing behind',
  attack: 'thousands of bodies of every kind, to every address that takes one',
  with: () => flood(10_000),
  without: () =>
    flood(1_500, { change: (side) => ({ ...side, proveArrival: () => Promise.resolve('proved') }) }),
  timeoutMs: 180_000,
  held: '10000 bodies, no 5xx, grown: nothing, heap the same',
  broken: /grown: .*inbox/,
})
