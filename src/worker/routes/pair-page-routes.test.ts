import { expect, test } from 'vitest'
import { samplePairing } from '../../testing/worker/sample-pairing.ts'
import type { Browser } from '../../testing/worker/sign-in-browser.ts'
import { begin, confirmed, stateOf as stateInStore } from '../../testing/worker/sign-in-steps.ts'
import { createSignInWorld, memberId } from '../../testing/worker/sign-in-world.ts'

const errorOf = ({ status, text }: { status: number; text: string }): [number, string] => [
  status,
  (JSON.parse(text) as { error: string }).error, // our own route, typed there
]
const stateOf = async (browser: Browser) =>
  (JSON.parse((await browser.status('shop')).text) as { state: string }).state // our own route, typed there

test('looking at a start address starts nothing, so a preview spends nothing; its form starts once', async () => {
  const world = await createSignInWorld()
  const { start, startUrl } = await world.site('shop').mint()
  const preview = await world.browser().request(startUrl)
  expect(preview.status).toBe(200)
  expect(preview.text).toContain(`<input type="hidden" name="start" value="${start}" />`)
  expect(preview.headers.getSetCookie()).toEqual([])
  const first = await world.browser().tryStart('shop', start, { accept: 'text/html' })
  expect([first.status, first.headers.get('location')]).toEqual([303, '/pair/shop'])
  expect((await world.browser().tryStart('shop', start)).status).toBe(404)
})

test('used, unknown and foreign start addresses get one and the same page', async () => {
  const world = await createSignInWorld()
  const { start } = await world.site('shop').mint()
  await world.browser().tryStart('shop', start)
  const fresh = await world.site('shop').mint()
  const html = { accept: 'text/html' }
  const seen = [
    await world.browser().tryStart('shop', start, html),
    await world.browser().tryStart('shop', 'ab'.repeat(32), html),
    await world.browser().tryStart('shop', '<script>', html),
    await world.browser().tryStart('kiosk', fresh.start, html),
    await world.browser().tryStart('nowhere', fresh.start, html),
    await world.browser().request('/pair/shop'),
  ]
  expect(new Set(seen.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(seen[0]?.status).toBe(404)
  expect((await world.browser().tryStart('shop', fresh.start)).status).toBe(200)
})

test('a page runs no script of its own lines, is framed by nobody and kept in no cache', async () => {
  const world = await createSignInWorld()
  const { startUrl } = await world.site('shop').mint()
  for (const path of [startUrl, '/pair/shop', '/finish']) {
    const { headers, text } = await world.browser().request(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text.match(/<script(?! type="module" src="\/pair-assets\/)/g)).toBeNull()
  }
})

test('a site that is switched off starts nothing, even before what it has under way has ended', async () => {
  const world = await createSignInWorld()
  const booth = { id: 'booth', memberId, name: 'Booth', host: 'booth.example', policy: 'plain' } as const
  const site = { ...booth, returnAddresses: [], keyDigests: ['d'], isActive: true, createdAt: 0 }
  await world.stores.sites.add({ ...site, origin: 'console' }, [])
  const start = 'ab'.repeat(32)
  const startDigest = world.secrets.digest(start)
  const [createdAt, expiresAt] = [world.clock.now(), world.clock.now() + 600_000]
  const minted = samplePairing({ memberId, siteId: 'booth', startDigest, createdAt, expiresAt })
  await world.stores.pairings.insert(minted, [])
  await world.stores.sites.replace({ ...site, origin: 'console', isActive: false }, [])
  expect((await world.browser().tryStart('booth', start)).status).toBe(404)
  await world.stores.sites.replace({ ...site, origin: 'console' }, [])
  expect((await world.browser().tryStart('booth', start)).status).toBe(200)
})

test('the page speaks the browser’s language', async () => {
  const world = await createSignInWorld()
  const { startUrl } = await world.site('shop').mint()
  const { text } = await world
    .browser()
    .request(startUrl, { headers: { 'accept-language': 'de-AT,en;q=0.5' } })
  expect(text).toContain('<html lang="de">')
})

test('who asks for the state too often is told when to ask again', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  await browser.start(await world.site('shop').mint())
  expect(await stateOf(browser)).toBe('pending')
  const early = await browser.status('shop')
  expect([...errorOf(early), early.headers.get('retry-after')]).toEqual([429, 'slow_down', '8'])
  world.pass(9000)
  expect(await stateOf(browser)).toBe('pending')
})

test('a pairing that outlives its ten minutes is over for the page, too', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const view = await browser.start(await world.site('shop').mint())
  world.pass(10 * 60_000 + 3000)
  await world.until(async () => {
    world.pass(5000)
    return (await stateOf(browser)) === 'expired'
  })
  await world.followLink(2, view)
  expect(await world.cards(2)).toEqual([])
})

test('a browser without the cookie finds nothing at all', async () => {
  const world = await createSignInWorld()
  const stranger = world.browser()
  const requests = [
    stranger.status('shop'),
    stranger.collect('shop'),
    stranger.cancel('shop', 'a'.repeat(32)),
  ]
  for (const seen of await Promise.all(requests)) expect(errorOf(seen)).toEqual([404, 'not_found'])
  expect((await stranger.request('/pair/shop/events')).status).toBe(404)
})

test('the starter’s cancelling ends it, once', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const view = await browser.start(await world.site('shop').mint())
  expect((await browser.cancel('shop', view.id)).status).toBe(200)
  expect((await browser.cancel('shop', view.id)).status).toBe(404)
  expect(await stateOf(browser)).toBe('declined')
  await world.followLink(2, view)
  expect(await world.cards(2)).toEqual([])
})

test('what is cancelled is named: a page whose cookie is a newer pairing’s by now ends nothing', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const older = await browser.start(await world.site('shop').mint())
  const newer = await browser.start(await world.site('shop').mint())
  expect(newer.id).not.toBe(older.id)
  expect((await browser.cancel('shop', older.id)).status).toBe(404)
  expect((await browser.request('/pair/shop/cancel', { method: 'POST' })).status).toBe(404)
  expect(await stateOf(browser)).toBe('pending')
  expect((await browser.cancel('shop', newer.id)).status).toBe(200)
})

test('browsers without a cookie have no pace together: each question is answered alike', async () => {
  const world = await createSignInWorld()
  for (const cookie of ['', 'pairing-shop=nonsense', '', 'pairing-shop=nonsense'])
    expect(errorOf(await world.browser().request('/pair/shop/status', { headers: { cookie } }))).toEqual([
      404,
      'not_found',
    ])
})

test('before the press there is nothing to collect, and a policy finish never gives it to the cookie alone', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const view = await browser.start(await world.site('shop').mint())
  expect(errorOf(await browser.collect('shop'))).toEqual([409, 'not_ready'])
  await world.followLink(2, view)
  await world.press(2, 'confirm')
  expect(errorOf(await browser.collect('shop'))).toEqual([409, 'not_ready'])
})

test('a finished browser keeps no cookie, and one that was refused keeps it', async () => {
  const world = await createSignInWorld()
  const { browser } = await confirmed(world)
  const names = () => [...browser.jar.keys()].filter((name) => name.includes('pairing-shop'))
  expect((await browser.finish('ab'.repeat(32))).status).toBe(404)
  expect(names()).toHaveLength(1)
  expect((await browser.finish(await world.finishSecret(2))).status).toBe(200)
  expect(names()).toEqual([])
})

test('bodies are small', async () => {
  const world = await createSignInWorld()
  expect((await world.browser().tryStart('shop', 'a'.repeat(5000))).status).toBe(413)
  expect((await world.browser().finish('a'.repeat(5000))).status).toBe(413)
})

test('starts are rationed by address, whatever sites they name', async () => {
  const world = await createSignInWorld({ settings: { startsPerMinute: 3 } })
  const start = (site: string) => world.browser({ address: '198.51.100.9' }).tryStart(site, 'ab'.repeat(32))
  for (const site of ['shop', 'shop', 'made-up']) expect((await start(site)).status).toBe(404)
  for (const site of ['shop', 'kiosk', 'made-up-too'])
    expect(errorOf(await start(site))).toEqual([429, 'slow_down'])
  expect((await world.browser().tryStart('shop', 'ab'.repeat(32))).status).toBe(404)
})

test('giving up and asking for a result are rationed by address', async () => {
  const world = await createSignInWorld({ settings: { startsPerMinute: 2 } })
  for (const ask of ['collect', 'cancel']) {
    const browser = world.browser({ address: ask === 'collect' ? '198.51.100.8' : '198.51.100.9' })
    const post = async () => (await browser.request(`/pair/shop/${ask}`, { method: 'POST' })).status
    const seen: number[] = []
    for (let count = 0; count < 10; count += 1) seen.push(await post())
    expect([ask, ...seen]).toEqual([ask, ...Array<number>(8).fill(404), 429, 429])
  }
})

test('a browser that starts another at the same site ends its older one, and nobody else’s', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const first = await world.site('shop').mint()
  const firstView = await browser.start(first)
  const oldCookies = new Map(browser.jar)
  const bystander = await begin(world)
  const second = await world.site('shop').mint()
  const secondView = await browser.start(second)
  expect(secondView.webLink).not.toBe(firstView.webLink)
  const find = async (id: string) => (await world.stores.pairings.find({ id }))?.state
  expect(await find(first.id)).toMatchObject({ name: 'declined', ending: 'replaced' })
  expect(await find(second.id)).toMatchObject({ name: 'pending' })
  expect(await find(bystander.minted.id)).toMatchObject({ name: 'awaiting_confirm' })
  const told = (await world.audit({ pairingId: first.id })).find(({ kind }) => kind === 'declined')
  expect(told).toMatchObject({ actor: 'browser', detail: { ending: 'replaced' } })
  // The stream of the older tab was opened with the older cookie, and ends with it.
  for (const [name, value] of oldCookies) browser.jar.set(name, value)
  expect(JSON.parse((await browser.status('shop')).text)).toMatchObject({ ending: 'replaced' })
})

test('a start that fails leaves the browser’s own pairing as it is', async () => {
  const world = await createSignInWorld()
  const { browser, minted } = await begin(world)
  expect((await browser.tryStart('shop', 'ab'.repeat(32))).status).toBe(404)
  expect(await stateInStore(world, minted)).toBe('awaiting_confirm')
})

test.each([
  '/pair',
  '/pair/SHOP',
  '/pair/shop/nothing',
  '/pair/shop/status',
  '/finish/nothing',
  '/finish/look',
])('a person at %s, where nothing is, gets a page in their language', async (path) => {
  const world = await createSignInWorld()
  const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de-DE,de;q=0.9' }
  const seen = await world.browser().request(path, { headers })
  expect(seen.status).toBe(404)
  expect(seen.text).toContain('<html lang="de">')
  expect(seen.text).toContain('Hier läuft gerade nichts')
  expect(seen.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('the finish page knows the way back to the site, and one that asks too often is told when to ask again', async () => {
  const world = await createSignInWorld({ settings: { startsPerMinute: 5 } })
  const { browser } = await confirmed(world)
  const secret = await world.finishSecret(2)
  const looked: unknown = JSON.parse((await browser.look(secret)).text)
  expect(looked).toMatchObject({ site: { home: expect.stringMatching(/^https?:\/\/[^/]+$/) as string } })
  let last = await browser.look(secret)
  for (let count = 0; last.status === 200 && count < 50; count += 1) last = await browser.look(secret)
  expect([last.status, last.headers.get('retry-after')]).toEqual([429, '20'])
})
