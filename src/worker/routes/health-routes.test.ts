import { expect, test } from 'vitest'
import { createHealthRoutes } from './health-routes.ts'

const token = 'metrics-token-metrics-token'

const open = (of: { isReady?: boolean; token?: string; socket?: string }) =>
  createHealthRoutes({
    about: { capabilities: ['pairing'] },
    isReady: () => Promise.resolve(of.isReady ?? true),
    metrics: { print: () => Promise.resolve({ text: 'portals_connected 1\n', type: 'text/plain' }) },
    metricsToken: of.token,
    isEqual: (left, right) => left === right,
    socketOf: () => of.socket,
  })

const statusOf = async (
  of: Parameters<typeof open>[0],
  headers: Record<string, string> = {},
): Promise<number> => (await open(of).request('/metrics', { headers })).status

test('alive it is as long as it answers, ready only when its database is', async () => {
  const routes = open({ isReady: false })
  const alive = await routes.request('/healthz')
  expect([alive.status, await alive.json()]).toEqual([200, { ok: true, capabilities: ['pairing'] }])
  const waiting = await routes.request('/readyz')
  expect([waiting.status, await waiting.json()]).toEqual([503, { ready: false }])
  expect((await open({}).request('/readyz')).status).toBe(200)
})

test.for(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
  'without a token, %s on this machine reads the figures',
  async (socket) => {
    expect(await statusOf({ socket })).toBe(200)
  },
)

test.for([['10.0.0.1'], ['192.0.2.1'], ['::ffff:10.0.0.1'], ['2001:db8::1'], [undefined]])(
  'without a token, %s does not',
  async ([socket]) => {
    expect(await statusOf(socket === undefined ? {} : { socket })).toBe(403)
  },
)

test('somebody behind a proxy on this machine is not this machine', async () => {
  expect(await statusOf({ socket: '127.0.0.1' }, { 'x-forwarded-for': '192.0.2.1' })).toBe(403)
})

test('with a token it is the token alone that counts', async () => {
  const outside = { token, socket: '192.0.2.1' }
  expect(await statusOf(outside, { authorization: `Bearer ${token}` })).toBe(200)
  expect(await statusOf(outside, { authorization: `Bearer ${token}x` })).toBe(403)
  expect(await statusOf(outside)).toBe(403)
  expect(await statusOf({ token, socket: '127.0.0.1' })).toBe(403)
})
