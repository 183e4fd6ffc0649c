import { expect, test } from 'vitest'
import { chatLinksOf } from '../../contract/links/chat-links.ts'
import { shortLinkLimits, type ShortLinkFields } from '../../contract/links/short-link.ts'
import { deliveriesOf } from '../../contract/deep-link/link-delivery.ts'
import { choose, contextIn, land, openConsoleSession } from '../../testing/worker/link-steps.ts'
import { createSignInWorld, type SignInWorld, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import { isReservedSlug } from '../links/slug.ts'

const hour = 3_600_000
const android =
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'

const open = async (options: WorldOptions = {}) => {
  const world = await createSignInWorld(options)
  return { world, admin: await openConsoleSession(world) }
}

/** What was counted of a link, once it is written. */
const funnelOf = async (world: SignInWorld, id: string) => {
  await new Promise((resolve) => setTimeout(resolve, 150)) // a second of the worker is 50 ms here
  const [row] = await world.run(`select landed, app, browser, copied, received from links where id = '${id}'`)
  return Object.values(row ?? {})
}

test('the page names portal and bot and offers both ways, each of which brings the token', async () => {
  const { world, admin } = await open()
  const { link, token } = await admin.add({ slug: 'summer' })
  const page = await land(world, '/summer')
  expect(page.status).toBe(200)
  expect(page.text).toContain('<html lang="en">')
  expect(page.text).toContain('127.0.0.1:8024')
  expect(page.text).toContain('Chat with Promo bot')
  const by = deliveriesOf(page.webLink)
  for (const reader of ['fullLoad', 'inPortalClick', 'mobile'] as const)
    expect(by[reader]).toMatchObject({ kind: 'delivered', botDialogId: '7', meant: { link: token } })
  expect(deliveriesOf(page.appLink).desktop).toMatchObject({ kind: 'delivered', meant: { link: token } })
  expect(page.webLink.endsWith('&utm_source=poster')).toBe(true)
  expect(await funnelOf(world, link.id)).toEqual([1, 0, 0, 0, 0])
})

test('a slug in capitals leads to the same page', async () => {
  const { world, admin } = await open()
  await admin.add({ slug: 'summer-26' })
  expect((await land(world, '/SUMMER-26')).status).toBe(200)
})

test('an address with a slash at its end is the same; one that can be no slug gets the page of none', async () => {
  const { world, admin } = await open()
  await admin.add({ slug: 'summer' })
  expect((await land(world, '/summer/')).webLink).toBe((await land(world, '/summer')).webLink)
  for (const path of ['/a', '/summer_26', '/лето', `/${'x'.repeat(41)}`, '/summer!/', '/%D1', '/-summer']) {
    const { status, text } = await land(world, path)
    expect([path, status]).toEqual([path, 404])
    expect(text).toContain('There is no such link')
  }
})

test('while the database is away the page says to try again, and nothing of why', async () => {
  const { world } = await open({
    stores: (stores) => ({
      ...stores,
      links: { ...stores.links, findBySlug: () => Promise.reject(new Error('connection to db.inside lost')) },
    }),
  })
  const { status, text, headers } = await land(world, '/summer', { 'accept-language': 'de' })
  expect([status, headers.get('retry-after')]).toEqual([503, '60'])
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(text).toContain('Noch einmal versuchen')
  expect(text).not.toContain('db.inside')
  expect(world.logged.join('')).toContain('a landing page failed')
})

test('the admin’s own heading and sentence take the place of the page’s', async () => {
  const { world, admin } = await open()
  await admin.add({ slug: 'own', title: 'Ten percent', text: 'For {bot} & you: $& $1' })
  const { text } = await land(world, '/own')
  expect(text).toContain('<h1>Ten percent</h1>')
  expect(text).toContain('For {bot} &amp; you: $&amp; $1')
})

test.each([
  ['de-DE,de;q=0.9', 'de', 'Im Browser öffnen'],
  ['xx, ru;q=0.5', 'ru', 'Открыть в браузере'],
  ['es', 'es', 'Abrir en el navegador'],
  ['fr-CA', 'fr', 'Ouvrir dans le navigateur'],
  ['pt-BR', 'pt', 'Abrir no navegador'],
  ['zh', 'en', 'Open in browser'],
])('for %s the page speaks %s', async (acceptLanguage, lang, words) => {
  const { world, admin } = await open()
  await admin.add({ slug: 'summer' })
  const { text } = await land(world, '/summer', { 'accept-language': acceptLanguage })
  expect(text).toContain(`<html lang="${lang}">`)
  expect(text).toContain(words)
})

test('on a phone the page says what a phone cannot do, and offers the app to nobody', async () => {
  const { world, admin } = await open()
  await admin.add({ slug: 'summer' })
  const phone = await land(world, '/summer', { 'user-agent': android })
  expect(phone.text).toMatch(/id="phone"\s*>/)
  expect(phone.text).toMatch(/id="app"[^>]*hidden/)
  const desktop = await land(world, '/summer')
  expect(desktop.text).toMatch(/id="phone" hidden/)
  expect(desktop.text).not.toMatch(/id="app"[^>]*hidden/)
})

/** What goes with every page: `landing-page.css` and `landing-page.js`; the whole is measured in a browser, too. */
const besideThePage = 4_800

/** A context that makes the link into the chat as long as it may be, of one character again and again. */
const longest = (character: string, parameters: ShortLinkFields['parameters'] = []) => {
  const contextOf = (count: number) => ({ note: character.repeat(count) })
  const lengthOf = (count: number) =>
    chatLinksOf({
      botDialogId: '123456789012345',
      carries: 'context',
      context: contextOf(count),
      parameters,
      portalOrigin: 'http://127.0.0.1:8024',
      token: '0'.repeat(32),
    }).webLink.length
  const each = lengthOf(2) - lengthOf(1)
  return { context: contextOf(Math.floor((shortLinkLimits.linkChars - lengthOf(0)) / each)), parameters }
}

const longestLinks = {
  'a context of letters': longest('x'),
  'a context of apostrophes': longest("'"),
  'a context of quotes': longest('"'),
  'a context of hazards': longest('&'),
  'thirty parameters': longest(
    'x',
    Array.from({ length: 30 }, (_, index): [string, string] => [`p${index}`, "'"]),
  ),
}

test.each(Object.entries(longestLinks))(
  'with script and style the page is at most 20 kB, also with %s, in each language',
  async (_, fields) => {
    const { world, admin } = await open()
    const worst = { ...fields, carries: 'context', botDialogId: '123456789012345' } as const
    const quotes = { title: '"'.repeat(80), text: '"'.repeat(400), botName: '"'.repeat(100) }
    await admin.add({ slug: 'given', ...worst, ...quotes })
    await admin.add({ slug: 'default', ...worst, botName: quotes.botName })
    const brought = Array.from({ length: 8 }, (_none, index) => `utm_${index}=${"'".repeat(21)}`).join('&')
    for (const language of ['en', 'de', 'ru', 'es', 'fr', 'pt'])
      for (const slug of ['given', 'default']) {
        const page = await land(world, `/${slug}?${brought}`, {
          'accept-language': language,
          'user-agent': android,
        })
        expect(page.webLink.length).toBeGreaterThan(shortLinkLimits.linkChars + 500)
        expect(Buffer.byteLength(page.text) + besideThePage).toBeLessThanOrEqual(20_000)
      }
  },
)

test('a look without opening tells where it leads, and is not counted', async () => {
  const { world, admin } = await open()
  const expiresAt = Date.UTC(2030, 0, 2, 3, 4)
  const { link } = await admin.add({ slug: 'summer', expiresAt })
  const { status, text } = await land(world, '/summer?preview')
  expect(status).toBe(200)
  expect(text).toContain('Where this link leads')
  expect(text).toMatch(/January 2, 2030 at 3:04.AM UTC/)
  expect(text).not.toContain('BOT_CONTEXT')
  expect(text).toContain('href="/summer"')
  const brought = await land(world, '/summer?utm_source=a%26b&preview&x=1&utm_term="')
  expect(brought.text).toContain('href="/summer?utm_source=a%26b&amp;utm_term=%22"')
  expect(await funnelOf(world, link.id)).toEqual([0, 0, 0, 0, 0])
})

test('HEAD answers like GET, and is not counted', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  const seen = await land(world, '/summer', {}, 'HEAD')
  expect([seen.status, seen.text]).toEqual([200, ''])
  expect(seen.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await funnelOf(world, link.id)).toEqual([0, 0, 0, 0, 0])
})

test('withdrawn, expired and used up say so and name nothing; an unknown one is no page', async () => {
  const { world, admin } = await open()
  const key = await admin.addKey()
  const soon = world.clock.now() + hour
  const revoked = await admin.add({ slug: 'revoked' })
  const used = await admin.add({ slug: 'used-up', maxUses: 1 })
  await admin.add({ slug: 'expired', expiresAt: soon })
  await admin.ask('POST', `/api/links/${revoked.link.id}/revoke`, {})
  await world.fetch(
    new Request(`${world.publicUrl}/links/resolve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token: used.token, user_id: 2 }),
    }),
  )
  world.pass(hour + 1000)
  for (const [slug, words] of [
    ['revoked', 'This link was withdrawn'],
    ['used-up', 'This link has been used up'],
    ['expired', 'This link has expired'],
  ] as const)
    for (const path of [`/${slug}`, `/${slug}?preview`]) {
      const { status, text } = await land(world, path)
      expect(status).toBe(410)
      expect(text).toContain(words)
      expect(text).toContain('Ask whoever gave it to you')
      expect(text.includes('come by it already')).toBe(slug === 'used-up')
      expect(text).not.toMatch(/Promo bot|127\.0\.0\.1:8024|BOT_CONTEXT/)
    }
  const unknown = await land(world, '/nothing-here')
  expect([unknown.status, unknown.text.includes('There is no such link')]).toEqual([404, true])
})

test('a portal that is connected no more has no links', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  const owner = await world.stores.links.find({
    id: link.id,
    memberId: (await world.stores.portals.list())[0]?.memberId ?? '',
  })
  await world.stores.portals.disconnect(owner?.memberId ?? '', [])
  expect((await land(world, '/summer')).status).toBe(404)
})

test('choices are counted, each as what it is, and nothing else is a choice', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  for (const way of ['app', 'browser', 'browser', 'copied'])
    expect(await choose(world, 'summer', way)).toBe(204)
  expect(await choose(world, 'summer', 'landed')).toBe(400)
  expect(await choose(world, 'summer', 'received')).toBe(400)
  expect(await choose(world, 'nothing', 'app')).toBe(404)
  expect(await choose(world, 'summer', 'app', { 'user-agent': 'curl/8.5.0' })).toBe(204)
  expect(await choose(world, 'summer', 'app', { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await funnelOf(world, link.id)).toEqual([0, 1, 2, 1, 0])
})

test('two hundred people of one network look at once at a link that is there: nobody is slowed down; a hundred words are not told more at once than one by one', async () => {
  const { world, admin } = await open({
    // PostgreSQL looks while others look; SQLite answers before anybody else asks.
    stores: (stores) => ({
      ...stores,
      links: {
        ...stores.links,
        findBySlug: async (slug) => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          return stores.links.findBySlug(slug)
        },
      },
    }),
  })
  await admin.add({ slug: 'summer' })
  const pages = await Promise.all(Array.from({ length: 200 }, () => land(world, '/summer')))
  expect(pages.filter(({ status }) => status !== 200)).toEqual([])
  const tried = Array.from({ length: 100 }, (_, index) => land(world, `/word-${index}`))
  expect((await land(world, '/summer')).status).toBe(429)
  const statuses = (await Promise.all(tried)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 404)).toHaveLength(60)
})

test('a choice on a link that is over counts nothing', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  await admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  expect(await choose(world, 'summer', 'app')).toBe(204)
  expect(await funnelOf(world, link.id)).toEqual([0, 0, 0, 0, 0])
})

test('what is counted last is written when the worker stops', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  await land(world, '/summer')
  await world.worker.stop()
  const [row] = await world.run(`select landed from links where id = '${link.id}'`)
  expect(row?.landed).toBe(1)
})

test('every first part of the worker’s other addresses is reserved', async () => {
  const { world } = await open()
  const first = world.worker.routes.routes
    .map(({ path }) => path.split('/')[1] ?? '')
    .filter((part) => /^[a-z0-9-]+$/.test(part))
  expect(new Set(first).size).toBeGreaterThan(4)
  expect([...new Set(first)].filter((part) => !isReservedSlug(part))).toEqual([])
})

test('a reserved slug is refused, and its address stays what it is', async () => {
  const { world, admin } = await open()
  await expect(admin.add({ slug: 'api' })).rejects.toThrow(/400.*slug: the worker needs this address itself/)
  expect((await land(world, '/pair')).text).not.toContain('There is no such link')
  expect((await land(world, '/API')).text).not.toContain('There is no such link')
})

test('a context that is carried stands in the address with the token beside it', async () => {
  const { world, admin } = await open()
  const { token } = await admin.add({ slug: 'open', carries: 'context' })
  const { webLink } = await land(world, '/open')
  expect(contextIn(webLink)).toEqual({ promo: '100% & more', n: 5, ok: true, link: token })
})
