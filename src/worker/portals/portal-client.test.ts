import { describe, expect, test } from 'vitest'
import { callBatch } from '../../client/call-batch.ts'
import { createRestClient } from '../../client/create-rest-client.ts'
import {
  createPortalWorld,
  botToken,
  memberId,
  wantedBot,
  worldOrigin,
} from '../../testing/worker/portal-world.ts'

const bodyOf = async (request: Request | undefined) =>
  JSON.parse((await request?.clone().text()) ?? '{}') as unknown

describe('over a webhook', () => {
  test('every call of a bot carries its token, also inside a batch, and no other call does', async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    await world.ensureBot(memberId, wantedBot)
    const portal = await world.stores.portals.find(memberId)
    const botId = portal?.bot?.botId ?? 0
    world.requests.length = 0
    const line = world.lines.lineOf(memberId).lane('rest')
    const answers = await callBatch(line, [
      { method: 'imbot.v2.Chat.Message.send', params: { botId, dialogId: '2', fields: { message: 'a&b' } } },
      { method: 'server.time', params: {} },
    ])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(await bodyOf(world.requests[0])).toMatchObject({
      cmd: { c0: expect.stringContaining(`botToken=${botToken}`) as unknown, c1: 'server.time?' },
    })
    await world.clientFor(memberId).call('profile', {})
    expect(await bodyOf(world.requests[1])).toEqual({})
  })

  test('a portal that moved is not followed, and shows as a problem', async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    world.setIntercept(
      () => new Response(null, { status: 308, headers: { location: 'http://127.0.0.1:1/rest/' } }),
    )
    await expect(world.clientFor(memberId).call('profile', {})).rejects.toMatchObject({
      code: 'PORTAL_MOVED',
    })
    expect(world.requests).toHaveLength(1)
    expect(world.portalClient.problemOf(memberId)?.kind).toBe('moved')
    world.setIntercept(() => undefined)
    await world.clientFor(memberId).call('profile', {})
    expect(world.portalClient.problemOf(memberId)).toBeUndefined()
  })

  test('no error names the address or what was sent', async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    const code = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const failures: (() => Response)[] = [
      () => {
        throw new TypeError(`fetch failed: ${worldOrigin}/rest/1/sandbox/ ${botToken}`)
      },
      () => {
        throw new TypeError(`fetch failed: ${worldOrigin}/rest/1/sandbox/`, { cause: code })
      },
      () => new Response(`no json of ${botToken}`, { status: 403 }),
      () => Response.json({ result: botToken, time: {} }),
    ]
    const seen: string[] = []
    for (const fail of failures) {
      world.setIntercept(fail)
      const line = { ...world.lines.lineOf(memberId).lane('polls') }
      const error: unknown = await createRestClient(line)
        .call('imbot.v2.Bot.get', { botId: 1 })
        .catch((caught: unknown) => caught)
      seen.push(String(error))
    }
    expect(seen.map((text) => /: ([A-Z_]+)/.exec(text)?.[1])).toEqual([
      'NETWORK_ERROR',
      'UNREACHABLE',
      'NOT_JSON',
      'UNEXPECTED_RESULT',
    ])
    expect(seen.join()).not.toMatch(/sandbox|pairing-bot-token/)
  })

  test('an answer without end is given up', async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    let isCancelled = false
    world.setIntercept(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(8 * 1024 * 1024)),
            cancel: () => void (isCancelled = true),
          }),
        ),
    )
    const send = world.portalClient.sendFor(memberId)
    await expect(send('profile', {}, AbortSignal.timeout(5000))).rejects.toMatchObject({
      message: 'the answer is too large',
    })
    expect(isCancelled).toBe(true)
  })
})

const tradesIn = (requests: readonly Request[]) => requests.filter(({ url }) => url.includes('/oauth/token/'))

describe('over an app', () => {
  test('an expired token is renewed once for all who wait, and stored before it is used', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    await world.control('clock', { advanceMs: 3_600_000 })
    const before = await world.stores.portals.findCredential(memberId)
    const old = await world.credentials.find(memberId)
    const oldToken = old?.credential.kind === 'oauth' ? old.credential.accessToken : ''
    world.requests.length = 0
    /** The version in the store at each call that came with another token than the expired one. */
    const versions: (number | undefined)[] = []
    world.setIntercept(async (request) => {
      const isRenewed = !(await request.clone().text()).includes(oldToken)
      if (!request.url.includes('/oauth/') && isRenewed)
        versions.push((await world.stores.portals.findCredential(memberId))?.version)
      return undefined
    })
    const client = world.clientFor(memberId)
    await Promise.all(Array.from({ length: 8 }, () => client.call('profile', {})))
    expect(tradesIn(world.requests)).toHaveLength(1)
    expect(versions).toEqual(Array(8).fill((before?.version ?? 0) + 1))
    expect((await world.stores.portals.findCredential(memberId))?.version).toBe((before?.version ?? 0) + 1)
    const opened = await world.credentials.find(memberId)
    world.requests.length = 0
    await client.call('profile', {})
    expect(await bodyOf(world.requests[0])).toEqual({
      auth: opened?.credential.kind === 'oauth' && opened.credential.accessToken,
    })
    expect(world.requests).toHaveLength(1)
  })

  test('what another worker has renewed meanwhile is taken, not renewed again', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    await world.clientFor(memberId).call('profile', {})
    await world.control('clock', { advanceMs: 3_600_000 })
    const held = await world.credentials.find(memberId)
    if (!held) throw new Error('not connected')
    await world.credentials.renew(memberId, held)
    world.requests.length = 0
    await world.clientFor(memberId).call('profile', {})
    expect(tradesIn(world.requests)).toHaveLength(0)
  })

  test('other refusals renew nothing', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    world.requests.length = 0
    world.setIntercept(() =>
      Response.json({ error: 'invalid_token', error_description: '' }, { status: 401 }),
    )
    await expect(world.clientFor(memberId).call('profile', {})).rejects.toMatchObject({
      code: 'invalid_token',
    })
    expect(world.requests).toHaveLength(1)
    expect(world.portalClient.problemOf(memberId)?.kind).toBe('credential')
  })

  test('a refused renewal leaves an event’s own token, and without one shows as a problem', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    const held = await world.credentials.find(memberId)
    if (held?.credential.kind !== 'oauth') throw new Error('not connected')
    await world.oauth.trade(held.credential.refreshToken) // used up by somebody else
    await world.control('clock', { advanceMs: 3_600_000 })
    const call = () => world.clientFor(memberId).call('profile', {})
    await expect(call()).rejects.toMatchObject({ code: 'expired_token' })
    expect(world.portalClient.problemOf(memberId)?.kind).toBe('credential')
    const { accessToken } = await world.tokens({ userId: 2 })
    const sealed = world.secrets.seal(accessToken)
    await world.stores.portals.keepEventToken(memberId, sealed, world.clock.now() + 3_600_000)
    expect(await call()).toMatchObject({ ID: '2' })
  })

  test('an authorization server that does not answer costs nothing: the call was not done', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    await world.control('clock', { advanceMs: 3_600_000 })
    world.setIntercept((request) =>
      request.url.includes('/oauth/') ? new Response('', { status: 502 }) : undefined,
    )
    await expect(world.clientFor(memberId).call('profile', {})).rejects.toMatchObject({
      code: 'expired_token',
    })
    world.setIntercept(() => undefined)
    expect(await world.clientFor(memberId).call('profile', {})).toMatchObject({ ID: '1' })
  })

  test('the secret of the app stands in no address', async () => {
    const world = await createPortalWorld()
    await world.connectApp()
    expect(tradesIn(world.requests).map(({ url }) => url)).toEqual([`${worldOrigin}/oauth/token/`])
  })
})
