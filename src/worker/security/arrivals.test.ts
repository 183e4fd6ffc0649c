import { expect, test } from 'vitest'
import { decodeForm, encodeForm } from '../../lib/form-codec.ts'
import { proveInWorld } from '../../testing/worker/prove-guard.ts'
import { begin, pairCodeOf, stateOf } from '../../testing/worker/sign-in-steps.ts'
import {
  botToken,
  createSignInWorld,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'

const victim = 2
const context = 'ONIMBOTV2CONTEXTGET'

/** The worker never hears the portal's own context event; the test has its body and posts what it likes instead. */
const keptBack: WorldOptions = {
  launder: async (request) => {
    const text = await request.clone().text()
    const isOwn = text.startsWith(`event=${context}`) && !text.includes('&n=')
    return isOwn ? new Request(request.url, { method: 'POST', body: '' }) : request
  },
}
type Auth = Record<string, unknown>

/** Posts a real context event with another auth block; answers what came of it. */
const post = async (world: SignInWorld, forge: (auth: Auth) => void, suffix = '') => {
  const minted = await world.site('shop').mint()
  await world.sendContext(victim, { pairCode: pairCodeOf((await world.browser().start(minted)).webLink) })
  const { path = '', body = '' } =
    world.posted.findLast((one) => one.body.startsWith(`event=${context}`)) ?? {}
  const form = decodeForm(body)
  forge(form.auth as Auth) // as the portal posts it
  const response = await world.fetch(
    new Request(`${world.publicUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${encodeForm({ ...form, n: 1 })}${suffix}`,
    }),
  )
  await world.settle()
  return `${response.status} ${await response.text()}, ${await stateOf(world, minted)}`
}
const believed: WorldOptions = {
  change: (side) => ({ ...side, proveArrival: () => Promise.resolve('proved') }),
}

const forgeries: Readonly<Record<string, (auth: Auth) => void>> = {
  'no application token': (auth) => delete auth.application_token,
  'a wrong one': (auth) => (auth.application_token = 'custom-guess'),
  'the bot token without its prefix': (auth) => (auth.application_token = botToken),
  'its first half': (auth) => (auth.application_token = `custom${botToken}`.slice(0, 12)),
  'an empty one': (auth) => (auth.application_token = ''),
  'another portal’s': (auth) => {
    auth.member_id = 'b1f2c3d4e5a6071829304b5c6d7e8f90'
    auth.application_token = `custom${botToken}-second`
  },
}
for (const [attack, forge] of Object.entries(forgeries))
  proveInWorld({
    guard: 'S20: only the portal’s own token proves an event; whatever is dropped is answered alike',
    attack: `a context event is posted with ${attack}`,
    run: (world) => post(world, (auth) => void forge(auth)),
    options: keptBack,
    without: believed,
    held: '200 ok, pending',
    broken: '200 ok, awaiting_confirm',
  })

test('S20: the right token, whole, is believed; a list of tokens is not', async () => {
  const world = await createSignInWorld(keptBack)
  expect(await post(world, () => undefined)).toBe('200 ok, awaiting_confirm')
  const listed = await post(
    world,
    (auth) => delete auth.application_token,
    `&auth[application_token][]=custom${botToken}`,
  )
  expect(listed).toBe('200 ok, pending')
})

proveInWorld({
  guard: 'S20: no trust on first use: an app’s first token must prove itself',
  attack: 'the first event after the installation comes from a stranger, with a token of his own',
  run: async (world) => {
    const { refreshToken } = (await world.control('tokens', {})) as { refreshToken: string } // by the door's schema
    const connect = await world.fetch(
      new Request(`${world.publicUrl}/api/portals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken, setupCode: 'setup-code-of-this-world' }),
      }),
    )
    expect(connect.status).toBe(200)
    return post(world, (auth) => {
      auth.application_token = 'a stranger’s token'
      auth.access_token = 'a stranger’s access token'
    })
  },
  options: { ...keptBack, settings: { portal: undefined } },
  without: {
    change: (side) => ({
      ...side,
      // Whatever comes first is learned.
      proveArrival: ({ envelope }) =>
        Promise.resolve(envelope.auth.applicationToken === undefined ? 'noToken' : 'proved'),
    }),
  },
  held: '200 ok, pending',
  broken: '200 ok, awaiting_confirm',
})

proveInWorld({
  guard: 'S20: what comes twice is worked off once',
  attack: 'one recorded delivery is posted ten times',
  run: async (world) => {
    await begin(world)
    const { path = '', body = '' } =
      world.posted.findLast((one) => one.body.startsWith(`event=${context}`)) ?? {}
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (let count = 0; count < 10; count += 1)
      await world.fetch(new Request(`${world.publicUrl}${path}`, { method: 'POST', headers, body }))
    await world.settle()
    return `${(await world.rows('inbox')).length} stored`
  },
  without: {
    stores: (stores) => ({
      ...stores,
      inbox: {
        ...stores.inbox,
        put: (arrivals) =>
          stores.inbox.put(arrivals.map((one) => ({ ...one, key: `${one.key} ${Math.random()}` }))),
      },
    }),
  },
  held: '1 stored',
  broken: '11 stored',
})

/** Everything that changes something, as a browser with the right cookie could ask for it. */
const addresses = [
  '/pair/kiosk/start',
  '/pair/kiosk/collect',
  '/pair/kiosk/cancel',
  '/finish',
  '/finish/look',
]
const asPost: WorldOptions = {
  launder: (request) => (request.method === 'POST' ? request : new Request(request, { method: 'POST' })),
}

proveInWorld({
  guard: 'S12: nothing is changed by GET or HEAD',
  attack: 'a preview, a prefetch and an image ask for every address of a confirmed pairing',
  run: async (world) => {
    const { minted, browser } = await begin(world, 'kiosk')
    await world.press(victim, 'confirm')
    for (const path of addresses)
      for (const method of ['GET', 'HEAD'])
        await browser.request(path, { method, headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } })
    return stateOf(world, minted)
  },
  without: asPost,
  held: 'confirmed',
  broken: 'consumed',
})

proveInWorld({
  guard: 'S12: a start address that is looked at is not used up',
  attack: 'a chat’s link preview opens the start address before the person',
  run: async (world) => {
    const minted = await world.site('shop').mint()
    const preview = world.browser({ userAgent: 'LinkPreview/1.0' })
    await preview.request(`/pair/shop?start=${minted.start}`)
    await preview.request(`/pair/shop?start=${minted.start}`, { method: 'HEAD' })
    const own = await world.browser().tryStart('shop', minted.start)
    return own.status === 200 ? 'the person starts' : 'the person is too late'
  },
  without: {
    launder: async (request) => {
      const start = new URL(request.url).searchParams.get('start')
      if (start === null) return request
      const headers = new Headers(request.headers)
      headers.set('content-type', 'application/x-www-form-urlencoded')
      const url = request.url.replace(/\?.*/, '/start')
      return Promise.resolve(new Request(url, { method: 'POST', headers, body: `start=${start}` }))
    },
  },
  held: 'the person starts',
  broken: 'the person is too late',
})

/** As if the browser had not said where it comes from. */
const withoutOrigin: WorldOptions = {
  launder: (request) => {
    const headers = new Headers(request.headers)
    for (const name of ['origin', 'sec-fetch-site']) headers.delete(name)
    return new Request(request, { headers })
  },
}
const foreign: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'https://sibling.company.example' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': '', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site', origin: 'null' },
]

for (const [name, path] of Object.entries({
  start: '/pair/kiosk/start',
  collect: '/pair/kiosk/collect',
  cancel: '/pair/kiosk/cancel',
}))
  proveInWorld({
    guard: `S12: ${name} only from our own page`,
    attack: `other pages’ forms post to ${path} with the person’s cookie`,
    run: async (world) => {
      const { minted, browser } = await begin(world, 'kiosk')
      await world.press(victim, 'confirm')
      const fresh = await world.site('kiosk').mint()
      const statuses = new Set<number>()
      for (const from of foreign) {
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
          ...from,
        }
        const seen = await browser.request(path, {
          method: 'POST',
          headers,
          body: `start=${fresh.start}&pairing=${minted.id}`,
        })
        statuses.add(seen.status)
      }
      const kinds = (await world.audit({ pairingId: fresh.id })).map(({ kind }) => kind)
      const changed = name === 'start' ? kinds.at(-1) : await stateOf(world, minted)
      return `${[...statuses].toSorted().join(' ')}, ${changed}`
    },
    without: withoutOrigin,
    held: name === 'start' ? '403, created' : '403, confirmed',
    broken:
      { start: /^200 404, (opened|refused)/, collect: /^200 40\d, consumed/, cancel: /^200 404, declined/ }[
        name
      ] ?? '',
  })

proveInWorld({
  guard: 'S12: finish only from our own page',
  attack: 'another page posts a finish secret with the person’s cookie',
  run: async (world) => {
    const { minted, browser } = await begin(world)
    await world.press(victim, 'confirm')
    const secret = await world.finishSecret(victim)
    const statuses = new Set<number>()
    for (const from of foreign)
      for (const path of ['/finish/look', '/finish'])
        statuses.add((await browser.postJson(path, { secret }, from)).status)
    return `${[...statuses].toSorted().join(' ')}, ${await stateOf(world, minted)}`
  },
  without: withoutOrigin,
  held: '403, confirmed',
  broken: /consumed$/,
})

proveInWorld({
  guard: 'S28: the audit log only grows',
  attack: 'a statement past the stores rewrites what happened',
  run: async (world) => {
    const { minted } = await begin(world)
    const attempt = (sql: string) =>
      world.run(sql).then(
        () => 'done',
        (error: Error) => error.message,
      )
    const changed = await attempt(`update audit set actor = 'nobody' where pairing_id = '${minted.id}'`)
    const deleted = await attempt(`delete from audit where pairing_id = '${minted.id}'`)
    return `changed: ${changed}, deleted: ${deleted}, ${(await world.audit({ pairingId: minted.id })).length} lines left`
  },
  without: {
    afterwards: async (run) => {
      await run('drop trigger audit_is_never_changed')
      await run('drop trigger audit_is_kept')
    },
  },
  held: 'changed: audit is append-only, deleted: audit is append-only, 4 lines left',
  broken: 'changed: done, deleted: done, 0 lines left',
})

const forged = 'Anna\n{"level":"info","message":"portal connected"}\u001b[2J'

proveInWorld({
  guard: 'S28: a log line is one line, whatever stands in it',
  attack: 'a header and a claimed name carry line breaks and terminal codes',
  run: async (world) => {
    const minted = await world.site('shop').mint({ initiator: forged })
    await world.followLink(victim, await world.browser().start(minted))
    world.log.warn('a name was claimed', { name: forged })
    const lines = world.logged.join('').split('\n').filter(Boolean)
    const isWhole = (line: string) =>
      line.startsWith('{"level":') && line.includes('"time":') && !line.includes('\u001b')
    const audit = JSON.stringify(await world.rows('audit'))
    return `${lines.filter((line) => !isWhole(line)).length} forged lines, ${audit.includes('portal connected') ? 'in the audit' : 'not in the audit'}`
  },
  without: {
    // A log of plain text.
    write: (line) => {
      const { level, time, msg, name } = JSON.parse(line) as Record<string, string> // one line of the log
      return `{"level":"${level}","time":"${time}","msg":"${msg}","name":"${name}"}\n`
    },
  },
  held: '0 forged lines, not in the audit',
  broken: /^[1-9]\d* forged lines/,
})
