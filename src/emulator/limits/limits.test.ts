import { describe, expect, test } from 'vitest'
import {
  openPortal,
  testHost,
  type CallOptions,
  type OpenPortal,
} from '../../testing/emulator/open-portal.ts'

const burst = async ({ ask }: OpenPortal, count: number) => {
  const statuses = await Promise.all(Array.from({ length: count }, async () => (await ask('profile')).status))
  return statuses.filter((status) => status === 200).length
}

describe('the request bucket', () => {
  test('is off unless it is asked for', async () => {
    expect(await burst(openPortal(), 60)).toBe(60)
  })

  test('takes 50 at once, then 2 a second', async () => {
    const portal = openPortal({ limits: true })
    expect(await burst(portal, 60)).toBe(50)
    expect(await portal.ask('profile')).toMatchObject({ status: 503, error: 'QUERY_LIMIT_EXCEEDED' })
    portal.pass(1500)
    expect(await burst(portal, 10)).toBe(3)
  })

  test('is one per source and portal', async () => {
    const { emulator } = openPortal({
      limits: true,
      sourceOf: (request) => request.headers.get('x-source') ?? '',
    })
    const from = async (source: string, host = testHost) => {
      const request = new Request(`http://${host}/rest/1/sandbox/profile`, {
        headers: { 'x-source': source },
      })
      return (await emulator.fetch(request)).status
    }
    for (let index = 0; index < 50; index += 1) await from('a')
    expect([await from('a'), await from('b'), await from('a', 'localhost:8024')]).toEqual([503, 200, 200])
  })

  test('can be switched while it runs', async () => {
    const portal = openPortal()
    await portal.control('settings', { limits: true })
    expect(await burst(portal, 60)).toBe(50)
  })
})

describe('the operating time', () => {
  test('adds up per method, blocks it at the limit, and forgets minute by minute', async () => {
    const { ask, control, pass } = openPortal()
    await control('settings', { operatingSeconds: { 'server.time': 200 } })
    const call = async () => {
      const { status, time } = await ask('server.time')
      return [status, time?.operating, time?.operating_reset_at]
    }
    const resetAt = 1795176600
    expect(await call()).toEqual([200, 200, resetAt])
    pass(60_000)
    expect(await call()).toEqual([200, 400, resetAt])
    expect(await call()).toEqual([200, 600, resetAt])
    expect(await ask('server.time')).toMatchObject({ status: 429, error: 'OPERATION_TIME_LIMIT' })
    expect((await ask('profile')).status).toBe(200)
    pass(540_000)
    expect(await call()).toEqual([200, 600, resetAt + 60])
  })

  test('is each caller’s own: one webhook or app blocks no other', async () => {
    const { ask, control } = openPortal()
    await control('settings', { operatingSeconds: { 'server.time': 500 } })
    const tokens = (await control('tokens', {})) as { accessToken: string } // by its schema
    const status = async (options: CallOptions) => (await ask('server.time', {}, options)).status
    const callers = [{}, { hook: '2/annahook' }, { accessToken: tokens.accessToken }]
    const round = async () => {
      const statuses: number[] = []
      for (const caller of callers) statuses.push(await status(caller))
      return statuses
    }
    expect(await round()).toEqual([200, 200, 200])
    expect(await round()).toEqual([429, 429, 429])
  })
})
