import { expect, test } from 'vitest'
import type { Browser } from '../../testing/worker/sign-in-browser.ts'
import { createSignInWorld } from '../../testing/worker/sign-in-world.ts'

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
  const requests = [stranger.status, stranger.collect, stranger.cancel].map((ask) => ask('shop'))
  for (const seen of await Promise.all(requests)) expect(errorOf(seen)).toEqual([404, 'not_found'])
  expect((await stranger.request('/pair/shop/events')).status).toBe(404)
})

test('the starter’s cancelling ends it, once', async () => {
  const world = await createSignInWorld()
  const browser = world.browser()
  const view = await browser.start(await world.site('shop').mint())
  expect((await browser.cancel('shop')).status).toBe(200)
  expect((await browser.cancel('shop')).status).toBe(404)
  expect(await stateOf(browser)).toBe('declined')
  await world.followLink(2, view)
  expect(await world.cards(2)).toEqual([])
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

test('bodies are small', async () => {
  const world = await createSignInWorld()
  expect((await world.browser().tryStart('shop', 'a'.repeat(5000))).status).toBe(413)
  expect((await world.browser().finish('a'.repeat(5000))).status).toBe(413)
})

test('starts are rationed by address', async () => {
  const world = await createSignInWorld({ settings: { startsPerMinute: 3 } })
  const start = () => world.browser({ address: '198.51.100.9' }).tryStart('shop', 'ab'.repeat(32))
  expect([(await start()).status, (await start()).status, (await start()).status]).toEqual([404, 404, 404])
  expect(errorOf(await start())).toEqual([429, 'slow_down'])
  expect((await world.browser().tryStart('shop', 'ab'.repeat(32))).status).toBe(404)
})
