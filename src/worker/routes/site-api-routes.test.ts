import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, test } from 'vitest'
import type { SiteError } from '../../contract/pairing/site-api.ts'
import { samplePairing } from '../../testing/worker/sample-pairing.ts'
import { codeOf } from '../../testing/worker/sign-in-browser.ts'
import {
  createSignInWorld,
  memberId,
  secondMemberId,
  type SignInWorld,
} from '../../testing/worker/sign-in-world.ts'

const errorOf = async (response: Response): Promise<[number, string]> => {
  const { error } = (await response.json()) as SiteError // as the contract has it
  return [response.status, error]
}

/** Somebody has confirmed and finished; what the site has in its hands now. */
const finished = async (world: SignInWorld) => {
  const minted = await world.site('shop').mint()
  const browser = world.browser()
  await world.followLink(2, await browser.start(minted))
  await world.press(2, 'confirm')
  return { ...minted, code: codeOf(await browser.finish(await world.finishSecret(2))) ?? '' }
}

test('a pairing is minted with what the site needs, and kept out of every cache', async () => {
  const world = await createSignInWorld()
  const response = await world.site('shop').tryMint()
  expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(await response.json()).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    start_url: expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:8025\/pair\/shop\?start=[0-9a-f]{64}$/,
    ) as unknown,
    expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
    interval: 5,
  })
})

test('without a known key nothing is said, whatever the body', async () => {
  const world = await createSignInWorld()
  const site = world.site('shop')
  for (const key of ['', 'short', 'unknown-key-unknown-key-unknown'])
    for (const path of ['/pairings', '/pairings/token'])
      expect(await errorOf(await site.post(path, 'no json', key))).toEqual([401, 'invalid_client'])
  expect(await errorOf(await site.ask(`/pairings/${'0'.repeat(32)}`, {}, ''))).toEqual([
    401,
    'invalid_client',
  ])
})

test('wrong keys are rationed by address, and a right one is not held up by them', async () => {
  const world = await createSignInWorld()
  const site = world.site('shop')
  for (let wrong = 0; wrong < 30; wrong++) await site.tryMint({}, 'unknown-key-unknown-key-unknown')
  expect(await errorOf(await site.tryMint({}, 'unknown-key-unknown-key-unknown'))).toEqual([429, 'slow_down'])
  expect((await site.tryMint()).status).toBe(201)
})

test.for([
  ['no state', { state: undefined }, 'invalid_request'],
  ['a state of two letters', { state: 'ab' }, 'invalid_request'],
  ['no nonce', { nonce: undefined }, 'invalid_request'],
  ['no challenge', { code_challenge: undefined }, 'invalid_request'],
  ['a challenge that is the verifier', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a purpose of its own', { purpose: 'give_me_all' }, 'invalid_request'],
  [
    'an address that begins like a registered one',
    { return_to: 'https://shop.example/back?x' },
    'invalid_return_to',
  ],
  ['an address in other letters', { return_to: 'https://SHOP.example/back' }, 'invalid_return_to'],
  ['another site’s address', { return_to: 'https://kiosk.example/back' }, 'invalid_return_to'],
  ['a state with a space', { state: 'eight chars' }, 'invalid_request'],
  ['a state with a line break', { state: 'eightchars\n' }, 'invalid_request'],
  ['a nonce with an umlaut', { nonce: 'eightchärs' }, 'invalid_request'],
] as const)('%s is refused', async ([, change, error]) => {
  const world = await createSignInWorld()
  expect(await errorOf(await world.site('shop').tryMint(change))).toEqual([400, error])
})

test('a body of 20 kB is too large', async () => {
  const world = await createSignInWorld()
  const response = await world.site('shop').tryMint({ initiator: 'x'.repeat(20_000) })
  expect(response.headers.get('connection')).toBe('close')
  expect(await errorOf(response)).toEqual([413, 'too_large'])
})

test('a refusal names the field and what would be right, and what is no JSON is a bad request', async () => {
  const world = await createSignInWorld()
  const site = world.site('shop')
  const told = async (response: Response) => ((await response.json()) as SiteError).error_description // as the contract has it
  for (const [change, description] of [
    [{ nonce: 5 }, 'nonce: 8 to 256 visible ASCII characters, no spaces'],
    [{ state: 'short' }, 'state: 8 to 512 visible ASCII characters, no spaces'],
    [{ state: undefined }, 'state: 8 to 512 visible ASCII characters, no spaces'],
    [{ code_challenge: 'x' }, 'code_challenge: 43 characters of base64url, the SHA-256 of code_verifier'],
    [{ code_challenge_method: 'plain' }, 'code_challenge_method: S256, no other method'],
    [{ return_to: null }, 'return_to: a text of at most 2048 characters'],
    [{ initiator: 'x'.repeat(257) }, 'initiator: a text of at most 256 characters'],
  ] as const)
    expect(await told(await site.tryMint(change))).toBe(description)
  expect(await told(await site.tryMint({ purpose: 'all' }))).toMatch(/^purpose: one of: sign_in, /)
  expect(await told(await site.post('/pairings', '[]'))).toBe(
    'body: a JSON object with the documented fields',
  )
  expect(await told(await site.post('/pairings/token', { code: 'x', code_verifier: 'x' }))).toBe(
    'code_verifier: 43 to 128 of letters, digits and . _ ~ -',
  )
  expect(await errorOf(await world.site('shop').post('/pairings', '{"state":'))).toEqual([
    400,
    'invalid_request',
  ])
})

test('who asks for the state too often is told to slow down; another site’s pairing is as unknown as none', async () => {
  const world = await createSignInWorld()
  const { id } = await world.site('shop').mint()
  const foreign = await world.site('kiosk').status(id)
  const none = await world.site('kiosk').status('0'.repeat(32))
  expect([foreign.status, await foreign.text()]).toEqual([none.status, await none.text()])
  expect(none.status).toBe(404)
  world.pass(6000)
  expect(await (await world.site('shop').status(id)).json()).toMatchObject({
    id,
    state: 'pending',
    interval: 5,
  })
  const early = await world.site('shop').status(id)
  expect(early.headers.get('retry-after')).toBe('10')
  expect(await errorOf(early)).toEqual([429, 'slow_down'])
  world.pass(11_000)
  expect(await (await world.site('shop').status(id)).json()).toMatchObject({ interval: 10 })
})

test('a pairing of another portal’s site of the same name is as unknown as none', async () => {
  const world = await createSignInWorld()
  const theirs = samplePairing({ siteId: 'shop', memberId: secondMemberId })
  const ours = samplePairing({ siteId: 'shop', memberId })
  for (const pairing of [theirs, ours]) await world.stores.pairings.insert(pairing, [])
  expect(await errorOf(await world.site('shop').status(theirs.id))).toEqual([404, 'not_found'])
  expect((await world.site('shop').status(ours.id)).status).toBe(200)
})

test('the result is exchanged once for a token that the published keys check', async () => {
  const world = await createSignInWorld()
  const { code, nonce, verifier } = await finished(world)
  const exchanged = await world.site('shop').exchange(code, verifier)
  expect(JSON.parse(exchanged.text)).toMatchObject({ expires_in: 300 })
  const published = await world.fetch(new Request(`${world.publicUrl}/.well-known/jwks.json`))
  expect(published.headers.get('cache-control')).toBe('public, max-age=300')
  const keys = createLocalJWKSet((await published.json()) as JSONWebKeySet) // checked by the library
  const { payload } = await jwtVerify(exchanged.token ?? '', keys, {
    issuer: world.publicUrl,
    audience: 'shop',
    subject: `${memberId}:2`,
    currentDate: new Date(world.clock.now()),
    requiredClaims: ['iat', 'exp', 'jti', 'name'],
  })
  expect(payload.nonce).toBe(nonce)
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300)
  expect(await world.site('shop').exchange(code, verifier)).toMatchObject({ status: 400, token: undefined })
})

test('where pairing is switched off the site is told that it is not to be had', async () => {
  const world = await createSignInWorld()
  const portal = await world.stores.portals.find(memberId)
  if (!portal) throw new Error('no portal')
  await world.stores.portals.setSettings(memberId, { ...portal.settings, isOn: false }, [])
  expect(await errorOf(await world.site('shop').tryMint())).toEqual([503, 'pairing_unavailable'])
})
