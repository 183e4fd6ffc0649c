import { describe, expect, test } from 'vitest'
import {
  createPortalWorld,
  memberId,
  setupCode,
  wantedBot,
  worldOrigin,
} from '../../testing/worker/portal-world.ts'
import { secondApp, seedUsers } from '../../emulator/seed-credentials.ts'
import { connectByWebhook, disconnectRemoved } from './connect-portal.ts'

describe('the install exchange', () => {
  test('takes id and address from the authorization server and pins what came beside the token', async () => {
    const world = await createPortalWorld()
    expect(await world.connectApp('app-token')).toMatchObject({ kind: 'connected', memberId, isNew: true })
    expect(await world.stores.portals.find(memberId)).toMatchObject({
      origin: worldOrigin,
      clientEndpoint: `${worldOrigin}/rest/`,
    })
    await world.ensureBot(memberId, { code: 'sign_in', type: 'bot', mode: 'fetch', name: 'Sign-in' })
    const { bot } = (await world.stores.portals.find(memberId)) ?? {}
    expect(bot?.applicationTokenDigest).toBe(world.secrets.digest('app-token'))
    const audit = await world.stores.audit.list({ memberId, limit: 10 })
    expect(audit.map(({ kind }) => kind)).toContain('portalConnected')
    expect(JSON.stringify(audit)).not.toContain('app-token')
  })

  test.each([
    ['without the code', undefined],
    ['with a wrong one', `${setupCode}x`],
  ])('a new portal is refused %s', async (_words, given) => {
    const world = await createPortalWorld()
    const { refreshToken } = await world.tokens()
    const request = { refreshToken, setupCode: given, applicationToken: undefined }
    expect(await world.connect(request)).toEqual({ kind: 'refused', reason: 'setupCode' })
    expect(await world.stores.portals.list()).toEqual([])
  })

  test('a known portal needs no code, and keeps its bot', async () => {
    const world = await createPortalWorld()
    await world.connectApp('first')
    await world.ensureBot(memberId, { code: 'sign_in', type: 'bot', mode: 'fetch', name: 'Sign-in' })
    const { refreshToken } = await world.tokens()
    const request = { refreshToken, setupCode: undefined, applicationToken: 'second' }
    expect(await world.connect(request)).toMatchObject({ kind: 'connected', isNew: false })
    const portal = await world.stores.portals.find(memberId)
    expect(portal?.bot).toMatchObject({
      code: 'sign_in',
      applicationTokenDigest: world.secrets.digest('second'),
    })
  })

  test('somebody who is no administrator connects nothing, known or not', async () => {
    const world = await createPortalWorld()
    const { refreshToken } = await world.tokens({ userId: seedUsers.employee })
    const request = { refreshToken, setupCode, applicationToken: 'mine' }
    expect(await world.connect(request)).toEqual({ kind: 'refused', reason: 'notAdmin' })
    await world.connectApp()
    const again = await world.tokens({ userId: seedUsers.employee })
    const before = await world.stores.portals.findCredential(memberId)
    expect(await world.connect({ ...request, refreshToken: again.refreshToken })).toMatchObject({
      reason: 'notAdmin',
    })
    expect(await world.stores.portals.findCredential(memberId)).toEqual(before)
  })

  test('a token of another app, a made-up one and a used one are refused', async () => {
    const world = await createPortalWorld()
    const foreign = await world.tokens({ clientId: secondApp.clientId })
    const used = await world.tokens()
    await world.connect({ refreshToken: used.refreshToken, setupCode, applicationToken: undefined })
    for (const refreshToken of [foreign.refreshToken, 'made-up', used.refreshToken])
      expect(await world.connect({ refreshToken, setupCode, applicationToken: undefined })).toEqual({
        kind: 'refused',
        reason: 'grant',
      })
  })

  test.each([
    'http://portal.example/rest/',
    'javascript:alert(1)',
    'https://user:pass@portal.example/rest/',
    'http://169.254.169.254/rest/',
    'ftp://127.0.0.1/rest/',
    '',
  ])('an address like %j is refused', async (address) => {
    const world = await createPortalWorld()
    world.setIntercept((request) =>
      request.url.includes('/oauth/')
        ? Response.json({ access_token: 'a', refresh_token: 'r', client_endpoint: address, member_id: 'm' })
        : undefined,
    )
    const request = { refreshToken: 'r', setupCode, applicationToken: undefined }
    expect(await world.connect(request)).toEqual({ kind: 'refused', reason: 'address' })
    expect(world.requests).toHaveLength(1)
  })

  test('strangers cannot make the worker call out as often as they like', async () => {
    const world = await createPortalWorld({ factor: 1 })
    const request = { refreshToken: 'made-up', setupCode: 'guess', applicationToken: undefined }
    const reasons = []
    for (let index = 0; index < 25; index += 1) {
      const result = await world.connect(request)
      reasons.push(result.kind === 'refused' && result.reason)
    }
    expect(reasons.filter((reason) => reason === 'tooOften').length).toBeGreaterThanOrEqual(5)
    expect(world.requests.length).toBeLessThanOrEqual(20)
  })
})

describe('the portal of the environment', () => {
  test('what an app had pinned proves nothing any more when it is connected by webhook', async () => {
    const world = await createPortalWorld()
    await world.connectApp('token-of-the-app')
    await world.ensureBot(memberId, wantedBot)
    const digestOf = async () => (await world.stores.portals.find(memberId))?.bot?.applicationTokenDigest
    expect(await digestOf()).toBe(world.secrets.digest('token-of-the-app'))
    await world.connectWebhook()
    expect(await digestOf()).toBeNull()
  })

  test('is disconnected when it is taken out of the environment; a portal with an app is not', async () => {
    const world = await createPortalWorld()
    const { portals } = world.stores
    const parts = { portals, credentials: world.credentials, clock: world.clock }
    await world.connectApp()
    expect(await disconnectRemoved(parts, undefined)).toEqual([])
    await world.connectWebhook()
    expect(await disconnectRemoved(parts, memberId)).toEqual([])
    expect(await disconnectRemoved(parts, 'another')).toEqual([memberId])
    expect(await portals.find(memberId)).toBeUndefined()
    expect(await world.stores.audit.list({ memberId, limit: 1 })).toMatchObject([{ kind: 'portalRemoved' }])
  })

  test.each([
    'https://portal.example/',
    'http://portal.example/rest/1/code/',
    'rest/1/code',
    'https://portal.example/rest/1/',
  ])('refuses %s without repeating it', async (address) => {
    const { stores, secrets, clock } = await createPortalWorld()
    const connecting = connectByWebhook(
      { portals: stores.portals, secrets, clock },
      { address, memberId, botToken: 't' },
    )
    await expect(connecting).rejects.toThrow(/^PORTAL_WEBHOOK is no address/)
  })
})
