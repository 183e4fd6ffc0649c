import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeForm } from '../../lib/form-codec.ts'
import { createSignInWorld, siteKeys, type SignInWorld } from '../../testing/worker/sign-in-world.ts'
import { createTestSchema, postgresTitle, testServer } from '../../testing/worker/test-databases.ts'

/** What PostgreSQL takes for no text at all, and what is text and strange. */
const strange = [
  'a\0b',
  '\0',
  '\ud800',
  '\udfff\ud800',
  'x'.repeat(5_000),
  '\u{10ffff}',
  "'; drop table sites; --",
  '%00',
  '\\u0000',
  '9'.repeat(30),
  '-1',
  'NaN',
] as const

/** Every place where a value from outside may reach a query, holding that value. */
const requestsWith = (value: string, session: string): readonly (readonly [string, RequestInit])[] => {
  const inPath = encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const site = { authorization: `Bearer ${siteKeys.shop}`, ...json }
  const admin = { authorization: `Bearer ${session}`, ...json }
  const post = (headers: Record<string, string>, body: unknown): RequestInit => ({
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const removed = { event: 'ONAPPUNINSTALL', data: { VERSION: '1' }, auth: { member_id: value } }
  const fields = { id: value, name: value, returnAddresses: [value], policy: 'finish', isActive: true }
  return [
    [`/hooks/app/${inPath}`, post(form, encodeForm(removed))],
    ['/hooks/app/x', post(json, removed)],
    ['/hooks/app/x', post(form, encodeForm({ ...removed, event: value }))],
    [`/hooks/${inPath}`, post(form, encodeForm(removed))],
    [`/pair/${inPath}`, {}],
    [`/pair/shop?start=${inPath}`, {}],
    [`/pair/${inPath}/start`, post(form, encodeForm({ start: value }))],
    ['/pair/shop/start', post(form, encodeForm({ start: value }))],
    [`/pair/${inPath}/status`, {}],
    [`/pair/${inPath}/collect`, post(json, { code: value })],
    ['/finish', post(json, { secret: value })],
    ['/finish/look', post(json, { secret: value })],
    [`/pairings/${inPath}`, { headers: site }],
    ['/pairings/token', post(site, { code: value, code_verifier: value })],
    ['/pairings', post(site, { state: value, nonce: value, return_to: value, initiator: value })],
    ['/api/session', post(json, { accessToken: value, domain: value })],
    ['/api/portals', post(json, { refreshToken: value, setupCode: value })],
    [`/api/pairings/${inPath}`, { headers: admin }],
    [`/api/pairings?site=${inPath}&before=${inPath}`, { headers: admin }],
    [`/api/audit?before=${inPath}`, { headers: admin }],
    ['/api/sites', post(admin, fields)],
    ['/api/sites', post(admin, { ...fields, id: 'new', returnAddresses: ['https://a.example/'] })],
    [`/api/sites/${inPath}`, { ...post(admin, fields), method: 'PUT' }],
    [`/api/sites/${inPath}`, { ...post(admin, {}), method: 'DELETE' }],
    [`/api/sites/${inPath}/keys`, post(admin, {})],
    [`/api/sites/shop/keys/${inPath}`, { ...post(admin, {}), method: 'DELETE' }],
  ]
}

const adminSession = async (world: SignInWorld): Promise<string> => {
  const accessToken = await world.tokenOf(1)
  const response = await world.fetch(
    new Request(`${world.publicUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accessToken, domain: '127.0.0.1:8024' }),
    }),
  )
  return ((await response.json()) as { session: string }).session // our own route, typed there
}

describe.skipIf(testServer === undefined)(postgresTitle, () => {
  test('no value from outside, however strange, breaks a query', async () => {
    let asked = 0
    const world = await createSignInWorld({
      databaseUrl: await createTestSchema(testServer ?? ''),
      launder: (request) => {
        const headers = new Headers(request.headers)
        headers.set('x-test-address', `198.51.${(asked += 1) >> 8}.${asked & 255}`)
        return new Request(request, { headers })
      },
    })
    const session = await adminSession(world)
    expect(session).not.toBe('')
    const random = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), 20)
    const broken: string[] = []
    for (const value of [...strange, ...random])
      for (const [path, init] of requestsWith(value, session)) {
        const { status } = await world.fetch(new Request(`${world.publicUrl}${path}`, init))
        if (status === 500)
          broken.push(`${init.method ?? 'GET'} ${path.slice(0, 60)} ${JSON.stringify(value.slice(0, 20))}`)
      }
    expect(broken).toEqual([])
  }, 60_000)
})
