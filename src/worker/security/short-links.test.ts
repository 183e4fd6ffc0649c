import { readFileSync, existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deliveriesOf } from '../../contract/deep-link/link-delivery.ts'
import {
  askByKey,
  choose,
  firefox,
  land,
  openConsoleSession,
  secondHost,
} from '../../testing/worker/link-steps.ts'
import { proveGuard, proveInWorld } from '../../testing/worker/prove-guard.ts'
import {
  createSignInWorld,
  memberId,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'
import type { Portal } from '../portals/portal.ts'
import type { Stores } from '../store/create-stores.ts'

/** Every request comes from another address: whoever counts by address sees nobody twice. */
const everywhere: WorldOptions = {
  launder: (request) => {
    const headers = new Headers(request.headers)
    headers.set('x-test-address', `198.51.100.${Math.random()}`)
    return new Request(request, { headers })
  },
}

/** Every address that a page of ours names. */
const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:href|src|action|formaction|content)="([^"]*(?:\/|:)[^"]*)"/g)].map(
    ([, address = '']) => address,
  )

/** What was counted of a link, once it is written. */
const countedOf = async (world: SignInWorld, id: string) => {
  await new Promise((resolve) => setTimeout(resolve, 200)) // a second of the worker is 50 ms here
  const [row] = await world.run(`select landed, app, received from links where id = '${id}'`)
  return { landed: Number(row?.landed), app: Number(row?.app) }
}

/** A worker whose pages take a use themselves. */
const consumedByLooking = (): WorldOptions => ({
  stores: (stores) => ({
    ...stores,
    links: {
      ...stores.links,
      add: async (links, audit) => {
        for (const { slug, tokenDigest } of links) digests.set(slug, tokenDigest)
        return stores.links.add(links, audit)
      },
      findBySlug: async (slug) => {
        const tokenDigest = digests.get(slug) ?? ''
        await stores.linkUses.use({ memberId, tokenDigest, userId: 999 }, () => undefined)
        return stores.links.findBySlug(slug)
      },
    },
  }),
})
const digests = new Map<string, string>()

proveInWorld({
  guard: 'S12: looking at a short link uses nothing up',
  attack: 'a mail scanner opens a link of one use fifty times before its person does',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const key = await admin.addKey()
    const { token } = await admin.add({ slug: 'once', maxUses: 1 })
    for (let look = 0; look < 50; look += 1)
      await land(world, look % 2 === 0 ? '/once' : '/once?preview', {}, look % 3 === 0 ? 'HEAD' : 'GET')
    return `the person: ${(await askByKey(world, { key, token })).status}`
  },
  without: consumedByLooking(),
  held: 'the person: 200',
  broken: 'the person: 410',
})

const previews = [
  { 'user-agent': 'TelegramBot (like TwitterBot)' },
  { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
  { 'user-agent': 'WhatsApp/2.23.20.0' },
  { 'user-agent': 'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)' },
  { 'user-agent': 'curl/8.5.0' },
  { 'user-agent': 'Viber/25.4.1 CFNetwork/1410.0.3 Darwin/22.6.0' },
  { 'user-agent': 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)' },
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'preview' },
  { 'x-moz': 'prefetch' },
] as const

proveInWorld({
  guard: 'S11: link previews, crawlers and what is fetched ahead of time are no visits',
  attack: `a link is posted where ${previews.length} programs look at it`,
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const { link } = await admin.add({ slug: 'posted' })
    for (const headers of previews) await land(world, '/posted', { ...headers })
    return `${(await countedOf(world, link.id)).landed} visits`
  },
  without: {
    launder: (request) => {
      const headers = new Headers(request.headers)
      for (const name of ['sec-purpose', 'purpose', 'x-moz']) headers.delete(name)
      headers.set('user-agent', firefox)
      return new Request(request, { headers })
    },
  },
  held: '0 visits',
  broken: `${previews.length} visits`,
})

proveInWorld({
  guard: 'S26: a portal’s key resolves its own tokens alone',
  attack: 'the bot of another portal resolves a token that it has seen',
  run: async (world) => {
    await world.connectSecond()
    const [admin, second] = [await openConsoleSession(world), await openConsoleSession(world, secondHost)]
    const { token } = await admin.add()
    const key = await second.addKey()
    const foreign = await askByKey(world, { key, token })
    const none = await askByKey(world, { key, token: 'ab'.repeat(16) })
    const isSame = JSON.stringify(foreign) === JSON.stringify(none)
    return `${foreign.status}, ${isSame ? 'as unknown as none' : 'another answer'}`
  },
  without: {
    stores: (stores) => ({
      ...stores,
      linkUses: { ...stores.linkUses, use: (of, read) => stores.linkUses.use({ ...of, memberId }, read) },
    }),
  },
  held: '404, as unknown as none',
  broken: '200, another answer',
})

/** A worker that remembers every portal it has seen. */
const neverForgets = (): WorldOptions => ({
  stores: (stores) => {
    const seen = new Map<string, Portal>()
    const find: Stores['portals']['find'] = async (member) => {
      const portal = await stores.portals.find(member)
      if (portal) seen.set(member, portal)
      return portal ?? seen.get(member)
    }
    return { ...stores, portals: { ...stores.portals, find } }
  },
})

proveInWorld({
  guard: 'S26: where the app was removed, its keys resolve nothing any more',
  attack: 'the bot asks on with its key after the portal was disconnected',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const key = await admin.addKey()
    const { token } = await admin.add()
    const before = await askByKey(world, { key, token })
    await world.stores.portals.disconnect(memberId, [])
    const after = await askByKey(world, { key, token })
    const replied = await askByKey(world, { key, token, path: 'replied' })
    return `${before.status}, then ${after.status} and ${replied.status}`
  },
  without: neverForgets(),
  held: '200, then 401 and 401',
  broken: '200, then 200 and 200',
})

/** Where the token, the key or the context of a link stands in plain. */
const leaks = async (options: WorldOptions): Promise<string> => {
  const world = await createSignInWorld(options)
  const admin = await openConsoleSession(world)
  const key = await admin.addKey()
  const canary = 'c4n4ry-in-the-c0ntext'
  const { link, token } = await admin.add({ slug: 'secret', context: { canary } })
  const bodies: string[] = []
  for (const userId of [2, 2, 3]) await askByKey(world, { key, token, userId })
  await admin.ask('PUT', `/api/links/${link.id}`, { name: canary.repeat(9), context: { canary } })
  await admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  bodies.push((await land(world, '/secret')).text, JSON.stringify(await askByKey(world, { key, token })))
  bodies.push(JSON.stringify(await admin.list()))
  const { webLink, appLink } = await admin.find(link.id)
  world.log.error('a request failed', {
    error: new Error(`POST /links/resolve {"token":"${token}"} Bearer ${key}; ${webLink} ${appLink}`),
    token,
    key,
  })
  const bytes = ['', '-wal']
    .map((ending) => `${world.file}${ending}`)
    .filter(existsSync)
    .map((file) => readFileSync(file, 'latin1'))
    .join('')
  const places: Readonly<Record<string, string>> = {
    'the log': world.logged.join(''),
    'the audit log': JSON.stringify(await world.rows('audit')),
    'the database': bytes,
    'an answer': bodies.join('\n'),
    'the figures': (await world.metrics.print()).text,
  }
  const secrets = { token, key, context: canary }
  const found = Object.entries(places).flatMap(([place, text]) => {
    const names = Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []))
    return names.length > 0 ? [`${place}: ${names.join(' ')}`] : []
  })
  return found.join('; ') || 'none'
}

proveGuard({
  guard:
    'S21: no token, key or context of a short link stands in plain in log, audit, database, answer or figures',
  attack: 'all three are looked for where somebody may read',
  with: () => leaks({}),
  without: () =>
    leaks({ secrets: () => ({ digest: (secret) => secret, seal: (text) => text, open: (text) => text }) }),
  held: 'none',
  broken: /the database: token key context/,
})

proveInWorld({
  guard: 'S23: what an admin writes on a landing page is text',
  attack: 'title, sentence and bot’s name bring tags, quotes and scripts',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const bad = '<script>1</script><img src=x onerror=1>"\'><a href="javascript:1">'
    await admin.add({ slug: 'bad', title: bad, text: bad, botName: bad })
    const { text } = await land(world, '/bad')
    // The page's own script has a source, and stands once.
    const tags = text.replace(/<script type="module" src="\/pair-assets\/landing-page\.js"><\/script>/, '')
    return `${[...tags.matchAll(/<(script|img)|javascript:[^&]*"|onerror=1>/g)].length} tags`
  },
  without: {
    answer: async (response) =>
      new Response(
        (await response.text()).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
        response,
      ),
  },
  held: '0 tags',
  broken: /^[1-9]\d* tags$/,
})

const injections = [
  '?utm_source=a&BOT_CONTEXT={"link":"evil"}&IM_DIALOG=9',
  '?BOT_CONTEXT=%7B%22link%22%3A%22evil%22%7D',
  '?utm_x%26BOT_CONTEXT%3D%7B%22link%22%3A%22evil%22%7D=1',
  '?utm_source=%26BOT_CONTEXT%3D%7B%22link%22%3A%22evil%22%7D',
  '?utm_source=%23%26IM_LINES=1',
  '?IM_DIALOG=9&IM_HISTORY=1&IM_NOTIFY=Y',
  '?UTM_SOURCE[BOT_CONTEXT]=1&utm_=2&IM_DIALOG%5B%5D=9',
  '?utm_source=%2522%2526BOT_CONTEXT%253D1',
]

proveInWorld({
  guard: 'What a visitor’s address brings displaces nothing of the link into the chat',
  attack: `${injections.length} addresses bring a dialog and a context of their own`,
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const { token } = await admin.add({ slug: 'utm' })
    const wrong = new Set<string>()
    for (const query of injections) {
      const { webLink, appLink } = await land(world, `/utm${query}`)
      const by = deliveriesOf(webLink)
      const all = [by.fullLoad, by.inPortalClick, by.mobile, deliveriesOf(appLink).desktop]
      const isRight = all.every(
        (one) =>
          one.kind === 'delivered' &&
          one.botDialogId === '7' &&
          JSON.stringify(one.meant) === `{"link":"${token}"}`,
      )
      if (!isRight) wrong.add(query)
    }
    return `${wrong.size} brought something else`
  },
  // As if the address were copied into the link as it stands.
  without: {
    answer: async (response, request) => {
      const query = new URL(request.url).search.slice(1).replaceAll('"', '%22')
      const text = await response.text()
      return new Response(query ? text.replaceAll('/online/?', `/online/?${query}&amp;`) : text, response)
    },
  },
  held: '0 brought something else',
  broken: /^[4-8] brought something else$/,
})

proveInWorld({
  guard: 'S9: whoever tries out slugs sees none any more',
  attack: 'two hundred words are tried from one address, then one that is there',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    await admin.add({ slug: 'summer' })
    let looked = 0
    for (let count = 0; count < 200; count += 1)
      if ((await land(world, `/word-${count}`)).status === 404) looked += 1
    const { status } = await land(world, '/summer')
    const elsewhere = await land(world, '/summer', { 'x-test-address': '192.0.2.55' })
    expect(elsewhere.status).toBe(200)
    return `${looked} of 200 looked at, the one that is there: ${status}`
  },
  without: everywhere,
  held: '60 of 200 looked at, the one that is there: 429',
  broken: '200 of 200 looked at, the one that is there: 200',
})

/** As if the browser did not say what it asks for. */
const withoutDest: WorldOptions = {
  launder: (request) => {
    const headers = new Headers(request.headers)
    headers.delete('sec-fetch-dest')
    return new Request(request, { headers })
  },
}

proveInWorld({
  guard: 'S9: a foreign page locks nobody out of the landing pages, and makes no campaign look good',
  attack: 'it shows its visitors seventy pictures of words that are tried, and a link in a frame',
  run: async (world) => {
    const { link } = await (await openConsoleSession(world)).add({ slug: 'summer' })
    await land(world, '/summer', { 'sec-fetch-dest': 'iframe' })
    await land(world, '/summer', { 'sec-fetch-dest': 'image' })
    for (let count = 0; count < 70; count += 1)
      await land(world, `/guess-${count}`, { 'sec-fetch-dest': 'image' })
    const { landed } = await countedOf(world, link.id)
    return `${landed} visits, the visitor: ${(await land(world, '/summer')).status}`
  },
  without: withoutDest,
  held: '0 visits, the visitor: 200',
  broken: '2 visits, the visitor: 429',
})

proveInWorld({
  guard: 'S9: wrong keys of the bots’ side are counted by address, right ones are not held up',
  attack: 'a hundred keys are tried from one address',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const key = await admin.addKey()
    const { token } = await admin.add()
    const statuses: number[] = []
    for (let count = 0; count < 100; count += 1) {
      const guess = `link_${String(count).padStart(48, '0')}`
      statuses.push((await askByKey(world, { key: guess, token })).status)
    }
    const told = (wanted: number) => statuses.filter((status) => status === wanted).length
    const right = await askByKey(world, { key, token })
    return `${told(401)} told that they are wrong, ${told(429)} to wait; the right one: ${right.status}`
  },
  without: everywhere,
  held: '30 told that they are wrong, 70 to wait; the right one: 200',
  broken: '100 told that they are wrong, 0 to wait; the right one: 200',
})

proveInWorld({
  guard: 'S9: a stolen key resolves so much a minute and no more',
  attack: 'forty tokens are tried with a portal’s own key',
  run: async (world) => {
    const key = await (await openConsoleSession(world)).addKey()
    const statuses: number[] = []
    for (let count = 0; count < 40; count += 1) {
      const token = String(count).padStart(32, '0')
      statuses.push((await askByKey(world, { key, token, address: `198.51.100.${count}` })).status)
    }
    return `${statuses.filter((status) => status === 404).length} of 40 looked at`
  },
  options: { settings: { resolvesPerMinute: 10 } },
  without: { settings: { resolvesPerMinute: 1000 } },
  held: '10 of 40 looked at',
  broken: '40 of 40 looked at',
})

proveInWorld({
  guard: 'S12: what was chosen is told by the landing page alone',
  attack: 'a page of another site says that its visitors chose the app',
  run: async (world) => {
    const admin = await openConsoleSession(world)
    const { link } = await admin.add({ slug: 'funnel' })
    const status = await choose(world, 'funnel', 'app', {
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    })
    return `${status}, ${(await countedOf(world, link.id)).app} counted`
  },
  without: {
    launder: (request) => {
      const headers = new Headers(request.headers)
      if (headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin')
      headers.delete('origin')
      return new Request(request, { headers })
    },
  },
  held: '403, 0 counted',
  broken: '204, 1 counted',
})

proveInWorld({
  guard: 'S9: one network alone makes no campaign look good',
  attack: 'a link is opened five hundred times from one address',
  run: async (world) => {
    const { link } = await (await openConsoleSession(world)).add({ slug: 'liked' })
    for (let count = 0; count < 500; count += 1) await land(world, '/liked')
    return `${(await countedOf(world, link.id)).landed} visits`
  },
  without: everywhere,
  held: '120 visits',
  broken: '500 visits',
})

test('S25: nothing that is asked of a landing page leads anywhere but into the portal', async () => {
  const world = await createSignInWorld()
  const admin = await openConsoleSession(world)
  await admin.add({ slug: 'summer', parameters: [['next', 'https://evil.example/']] })
  for (const path of [
    '/summer?next=https://evil.example/',
    '/summer?url=//evil.example&redirect=https://evil.example',
    '/summer?utm_source=https://evil.example/',
    '/summer%2f..%2fevil',
    '//evil.example/summer',
    '/summer?preview&next=https://evil.example',
  ]) {
    const { status, headers, text } = await land(world, path)
    expect([status < 300 || status >= 400, headers.get('location')]).toEqual([true, null])
    for (const address of addressesIn(text))
      expect(address).toMatch(
        /^(http:\/\/127\.0\.0\.1:8024\/online\/\?|bx:\/\/v2\/127\.0\.0\.1:8024\/|\/summer$|\/pair-assets\/)/,
      )
  }
})

test('S23: a landing page tells nobody its address and is kept by nobody', async () => {
  const world = await createSignInWorld()
  const admin = await openConsoleSession(world)
  await admin.add({ slug: 'summer' })
  for (const path of ['/summer', '/summer?preview', '/nothing-here']) {
    const { headers } = await land(world, path)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  }
})
