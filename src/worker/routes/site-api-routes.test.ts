import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, test } from 'vitest'
import type { SiteError } from '../../contract/pairing/site-api.ts'
import { codeOf } from '../../testing/worker/sign-in-browser.ts'
import { createSignInWorld, memberId, type SignInWorld } from '../../testing/worker/sign-in-world.ts'

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
  ['a body of 20 kB', { initiator: 'x'.repeat(20_000) }, 'invalid_request'],
] as const)('%s is refused', async ([, change, error]) => {
  const world = await createSignInWorld()
  expect(await errorOf(await world.site('shop').tryMint(change))).toEqual([400, error])
})

test('a refusal names the field, and what is no JSON is a bad request', async () => {
  const world = await createSignInWorld()
  const answer = (await (await world.site('shop').tryMint({ nonce: 5 })).json()) as SiteError // as the contract has it
  expect(answer.error_description).toMatch(/^nonce: /)
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
  expect(await errorOf(await world.site('shop').status(id))).toEqual([429, 'slow_down'])
  world.pass(11_000)
  expect(await (await world.site('shop').status(id)).json()).toMatchObject({ interval: 10 })
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
