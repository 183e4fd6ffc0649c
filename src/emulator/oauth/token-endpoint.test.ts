import { describe, expect, test } from 'vitest'
import { openPortal, testHost, type OpenPortal } from '../../testing/emulator/open-portal.ts'
import { consoleApp, secondApp, secondHost, seedPortals } from '../seed-credentials.ts'

type Tokens = { access_token: string; refresh_token: string; error: string }

const app = { client_id: consoleApp.clientId, client_secret: consoleApp.clientSecret }

const ask = async ({ emulator }: OpenPortal, form: Record<string, string>, by: 'GET' | 'POST' = 'POST') => {
  const params = new URLSearchParams(form)
  const url = `http://${testHost}/oauth/token/`
  const request =
    by === 'GET' ? new Request(`${url}?${params}`) : new Request(url, { method: 'POST', body: params })
  const response = await emulator.fetch(request)
  return { status: response.status, body: (await response.json()) as Tokens } // the documented answer
}

const refresh = (portal: OpenPortal, refreshToken: string, by?: 'GET' | 'POST') =>
  ask(portal, { ...app, grant_type: 'refresh_token', refresh_token: refreshToken }, by)

const issue = async ({ control }: OpenPortal, body = {}) =>
  (await control('tokens', body)) as { accessToken: string; refreshToken: string } // by its schema

describe('access tokens', () => {
  test('expire after an hour by the clock', async () => {
    const portal = openPortal()
    const { accessToken } = await issue(portal)
    portal.pass(3_599_999)
    expect((await portal.ask('profile', {}, { accessToken })).status).toBe(200)
    portal.pass(1)
    expect(await portal.ask('profile', {}, { accessToken })).toMatchObject({
      status: 401,
      error: 'expired_token',
    })
  })

  test('unknown, missing and wrong ones are told apart', async () => {
    const { ask: call } = openPortal()
    expect(await call('profile', {}, { accessToken: 'nonsense' })).toMatchObject({
      status: 401,
      error: 'invalid_token',
    })
    expect(await call('profile', {}, { accessToken: '' })).toMatchObject({
      status: 401,
      error: 'NO_AUTH_FOUND',
    })
    expect(await call('profile', {}, { hook: '1/wrong' })).toMatchObject({
      status: 401,
      error: 'INVALID_CREDENTIALS',
    })
  })

  test('belong to one portal', async () => {
    const portal = openPortal()
    const { accessToken } = await issue(portal)
    const there = await portal.ask('profile', {}, { accessToken, host: `${secondHost}:8024` })
    expect(there.error).toBe('invalid_token')
  })

  test('of a dismissed user, and a webhook of theirs, open nothing', async () => {
    const portal = openPortal()
    const { accessToken } = await issue(portal, { userId: 2 })
    await portal.control('dismiss', { userId: 2 })
    expect(await portal.ask('profile', {}, { accessToken })).toMatchObject({
      status: 403,
      error: 'user_access_error',
    })
    expect((await portal.ask('profile', {}, { hook: '2/annahook' })).error).toBe('INVALID_CREDENTIALS')
  })

  test('reach only their scopes', async () => {
    const portal = openPortal()
    const token = await issue(portal, { scopes: ['imbot'] })
    const reply = await portal.ask('im.v2.Event.get', {}, token)
    expect(reply).toMatchObject({ status: 403, error: 'insufficient_scope' })
    expect((await portal.get('method.get', { name: 'im.v2.Event.get' }, token)).isAvailable).toBe(false)
  })

  test('travel in the query too', async () => {
    const portal = openPortal()
    const { accessToken } = await issue(portal)
    const response = await portal.emulator.fetch(
      new Request(`http://${testHost}/rest//profile.json?auth=${accessToken}`),
    )
    expect(response.status).toBe(200)
  })
})

describe('the authorization server', () => {
  test.each(['GET', 'POST'] as const)(
    'refreshes by %s with the documented keys, and the old token is used up',
    async (by) => {
      const portal = openPortal()
      const first = await issue(portal)
      const { status, body } = await refresh(portal, first.refreshToken, by)
      expect(status).toBe(200)
      expect(body).toEqual({
        access_token: expect.any(String) as unknown,
        refresh_token: expect.any(String) as unknown,
        expires: 1795179600,
        expires_in: 3600,
        scope: 'im,imbot,user,placement',
        domain: testHost,
        server_endpoint: `http://${testHost}/rest/`,
        client_endpoint: `http://${testHost}/rest/`,
        status: 'L',
        member_id: seedPortals.main.memberId,
        user_id: 1,
      })
      expect((await portal.ask('profile', {}, { accessToken: body.access_token })).status).toBe(200)
      expect((await refresh(portal, first.refreshToken)).body.error).toBe('invalid_grant')
      expect((await refresh(portal, body.refresh_token)).status).toBe(200)
    },
  )

  test('a code works once and for 30 seconds', async () => {
    const portal = openPortal()
    const code = async () => ((await portal.control('auth-code', {})) as { code: string }).code // by its schema
    const exchange = (given: string) => ask(portal, { ...app, grant_type: 'authorization_code', code: given })
    const first = await code()
    expect((await exchange(first)).status).toBe(200)
    expect((await exchange(first)).body.error).toBe('invalid_grant')
    const second = await code()
    portal.pass(30_000)
    expect((await exchange(second)).body.error).toBe('invalid_grant')
  })

  test('refresh tokens live 180 days', async () => {
    const portal = openPortal()
    const { refreshToken } = await issue(portal)
    portal.pass(180 * 86_400_000)
    expect((await refresh(portal, refreshToken)).body.error).toBe('invalid_grant')
  })

  test.each([
    [{ ...app }, 'invalid_request'],
    [{ ...app, client_secret: 'wrong', grant_type: 'refresh_token' }, 'invalid_client'],
    [{ client_id: 'nobody', client_secret: 'x', grant_type: 'refresh_token' }, 'invalid_client'],
    [{ ...app, grant_type: 'refresh_token', refresh_token: 'x', scope: 'crm' }, 'invalid_scope'],
    [{ ...app, grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
  ])('%j is refused as %s', async (form, error) => {
    expect(await ask(openPortal(), form)).toMatchObject({ status: 400, body: { error } })
  })

  test('one app cannot use the token of another', async () => {
    const portal = openPortal()
    const { refreshToken } = await issue(portal, { clientId: secondApp.clientId })
    expect((await refresh(portal, refreshToken)).body.error).toBe('invalid_grant')
  })
})
