import { describe, expect, test } from 'vitest'
import { decodeWebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { secondApp, seedUsers } from '../../emulator/seed-credentials.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import {
  botToken,
  createPortalWorld,
  memberId,
  wantedBot,
  type PortalWorld,
} from '../../testing/worker/portal-world.ts'

type Auth = Readonly<Record<string, string | undefined>>

const hooked = { ...wantedBot, mode: 'webhook' as const }

/** A delivery as the portal makes it, as it was posted. */
const deliveryTo = async (world: PortalWorld): Promise<string> => {
  const bot = await world.ensureBot(memberId, hooked)
  await world.sendContext({ pairCode: 'ab'.repeat(32) }, String(bot?.botId))
  await world.emulator.idle()
  return world.posted.at(-1)?.body ?? ''
}

const prove = async (
  world: PortalWorld,
  body: string,
  auth: Auth = {},
  event?: string,
  isOpenDoor = false,
) => {
  const portal = await world.stores.portals.find(memberId)
  if (!portal) throw new Error('not connected')
  const form = decodeForm(body)
  const given = typeof form.auth === 'object' ? form.auth : {}
  const changed = Object.entries({ ...given, ...auth }).filter(([, value]) => value !== undefined)
  const envelope = decodeWebhookEnvelope({
    ...form,
    ...(event && { event }),
    auth: Object.fromEntries(changed),
  })
  return world.proveArrival({ portal, envelope, isOpenDoor })
}

const pinned = async (world: PortalWorld) =>
  (await world.stores.portals.find(memberId))?.bot?.applicationTokenDigest

describe('an event of a botToken bot', () => {
  const connected = async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    return { world, body: await deliveryTo(world) }
  }

  test('is believed by the token that is made of the bot’s own, and nothing is asked or learned', async () => {
    const { world, body } = await connected()
    world.requests.length = 0
    expect(await prove(world, body)).toBe('proved')
    expect(world.requests).toEqual([])
    expect(await pinned(world)).toBeNull()
  })

  test('is believed by its first 50 characters where the token is longer', async () => {
    const world = await createPortalWorld()
    await world.connectWebhook()
    const body = await deliveryTo(world)
    const long = 'x'.repeat(60)
    const sealed = world.secrets.seal(
      JSON.stringify({ kind: 'webhook', address: 'http://127.0.0.1/', botToken: long }),
    )
    await world.stores.portals.replaceCredential(memberId, sealed, 1)
    expect(await prove(world, body, { application_token: `custom${long}`.slice(0, 50) })).toBe('proved')
    expect(await prove(world, body, { application_token: `custom${long}`.slice(0, 49) })).toBe('wrongToken')
  })

  test.each([
    ['a wrong token', { application_token: 'customwrong' }, 'wrongToken'],
    ['the bot’s token alone', { application_token: botToken }, 'wrongToken'],
    ['a shorter one', { application_token: `custom${botToken}`.slice(0, -1) }, 'wrongToken'],
    ['an empty one', { application_token: '' }, 'noToken'],
    ['none', { application_token: undefined }, 'noToken'],
    ['another portal’s id', { member_id: 'f'.repeat(32) }, 'otherMember'],
  ])('with %s is not', async (_words, auth, reason) => {
    const { world, body } = await connected()
    expect(await prove(world, body, auth)).toBe(reason)
  })
})

describe('an event of an app’s bot', () => {
  const connected = async (applicationToken?: string) => {
    const world = await createPortalWorld()
    await world.connectApp(applicationToken)
    return { world, body: await deliveryTo(world) }
  }
  const real = (body: string) => decodeWebhookEnvelope(decodeForm(body)).auth.applicationToken ?? ''

  test('is believed by the token the install exchange pinned', async () => {
    const { world, body } = await connected('pinned')
    expect(await prove(world, body, { application_token: 'pinned' })).toBe('proved')
    expect(await prove(world, body, { application_token: 'another' })).toBe('wrongToken')
  })

  test('without a pin has to show a token that acts as the bot, asked at the stored address; that pins it, audited', async () => {
    const { world, body } = await connected()
    world.requests.length = 0
    const elsewhere = {
      client_endpoint: 'http://127.0.0.1:9/rest/',
      domain: 'evil.example',
      server_endpoint: 'http://127.0.0.1:9/',
    }
    expect(await prove(world, body, elsewhere)).toBe('proved')
    expect(new Set(world.requests.map(({ url }) => new URL(url).host))).toEqual(new Set(['127.0.0.1:8024']))
    expect(await pinned(world)).toBe(world.secrets.digest(real(body)))
    expect((await world.stores.audit.list({ memberId, limit: 9 })).map(({ kind }) => kind)).toContain(
      'applicationTokenPinned',
    )
    world.requests.length = 0
    expect(await prove(world, body)).toBe('proved')
    expect(world.requests).toEqual([])
  })

  test.each([
    ['a plain user’s token of our own app', { userId: seedUsers.employee }],
    ['an administrator’s token of another app', { clientId: secondApp.clientId }],
    ['a token without the scope', { scopes: ['user'] }],
  ])('is not believed for %s', async (_words, of) => {
    const { world, body } = await connected()
    const { accessToken } = await world.tokens(of)
    const forged = body.replace(
      /data%5Bbot%5D%5Bauth%5D%5Baccess_token%5D=[^&]*/,
      `data%5Bbot%5D%5Bauth%5D%5Baccess_token%5D=${accessToken}`,
    )
    expect(forged).not.toBe(body)
    expect(await prove(world, forged, { access_token: accessToken, application_token: 'mine' })).toBe(
      'noProof',
    )
    expect(await pinned(world)).toBeNull()
  })

  test('is not believed while the portal does not answer', async () => {
    const { world, body } = await connected()
    world.setIntercept(() => new Response('', { status: 502 }))
    expect(await prove(world, body)).toBe('noProof')
    expect(await pinned(world)).toBeNull()
  })

  test('at the open door only proofs that fail are counted: a tenth update is believed, a sixth made-up one not looked at', async () => {
    const { world, body } = await connected()
    const update = (token: string, auth: Auth = {}) =>
      prove(world, body, { application_token: token, ...auth }, 'ONAPPUPDATE', true)
    for (let count = 0; count < 10; count += 1) expect(await update(`next-${count}`)).toBe('proved')
    const madeUp = body.replace(/(%5Baccess_token%5D=)[^&]*/g, '$1made-up')
    for (let count = 0; count < 5; count += 1)
      expect(await prove(world, madeUp, { application_token: 'x' }, 'ONAPPUPDATE', true)).toBe('noProof')
    world.requests.length = 0
    expect(await update('after-five-failures')).toBe('noProof')
    expect(world.requests).toEqual([])
  })

  test('a pin is replaced by a proved update of the app and by nothing else', async () => {
    const { world, body } = await connected('old')
    expect(await prove(world, body)).toBe('wrongToken')
    expect(await prove(world, body, {}, 'ONAPPUNINSTALL')).toBe('wrongToken')
    expect(await prove(world, body, {}, 'ONAPPUPDATE')).toBe('proved')
    expect(await pinned(world)).toBe(world.secrets.digest(real(body)))
    expect(await prove(world, body)).toBe('proved')
    expect(await prove(world, body, { application_token: 'old' })).toBe('wrongToken')
  })

  test('many at once are asked about one after the other; what the first proves is not asked again', async () => {
    const { world, body } = await connected()
    world.requests.length = 0
    expect(await Promise.all(Array.from({ length: 6 }, () => prove(world, body)))).toEqual(
      Array(6).fill('proved'),
    )
    expect(world.requests).toHaveLength(2)
  })
})
