import { readFileSync, existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { consoleApp } from '../../emulator/seed-credentials.ts'
import { proveGuard } from '../../testing/worker/prove-guard.ts'
import { codeOf } from '../../testing/worker/sign-in-browser.ts'
import { begin, collected } from '../../testing/worker/sign-in-steps.ts'
import {
  botToken,
  createSignInWorld,
  setupCode,
  siteKeys,
  type SignInWorld,
  type WorldOptions,
} from '../../testing/worker/sign-in-world.ts'

const victim = 2

/** A full sign-in, a connected app, and failures of every kind; answers every secret that was in it. */
const live = async (world: SignInWorld, fail: { portal: boolean }) => {
  const bodies: string[] = []
  const note = async (response: Response | Promise<Response>) => {
    const done = await response
    if (done.status >= 400) bodies.push(await done.text())
  }
  const { site, minted, browser, pairCode } = await begin(world)
  const cookie = browser.jar.get('pairing-shop')?.split('.')[0] ?? ''
  const nonce = (await world.buttonParams(victim, 'confirm')).split('.')[1] ?? ''
  const declineNonce = (await world.buttonParams(victim, 'decline')).split('.')[1] ?? ''
  await world.press(victim, 'confirm')
  const finish = await world.finishSecret(victim)
  const seen = await browser.finish(finish)
  const code = codeOf(seen) ?? ''
  await note(site.post('/pairings/token', { code, code_verifier: 'w'.repeat(43) }))
  const { token = '' } = await site.exchange(code, minted.verifier)

  const { accessToken, refreshToken } = (await world.control('tokens', {})) as {
    accessToken: string
    refreshToken: string
  } // by the door's schema
  const post = (path: string, body: string, type = 'application/json') =>
    world.fetch(
      new Request(`${world.publicUrl}${path}`, { method: 'POST', headers: { 'content-type': type }, body }),
    )
  const session = (await (
    await post('/api/session', JSON.stringify({ accessToken, domain: '127.0.0.1:8024' }))
  ).json()) as { session: string } // our own route, typed there
  await note(post('/api/portals', JSON.stringify({ refreshToken, setupCode: 'a wrong setup code' })))
  await note(post('/api/portals', JSON.stringify({ refreshToken, setupCode })))
  await note(
    post('/api/session', JSON.stringify({ accessToken: `${accessToken}x`, domain: '127.0.0.1:8024' })),
  )

  // What goes wrong: a second exchange, unknown secrets, forged deliveries, a portal that is down, broken bodies.
  await note(site.post('/pairings/token', { code, code_verifier: minted.verifier }))
  await note(site.tryMint({ state: 5 }))
  await note(site.tryMint({ return_to: `https://evil.example/?${code}` }))
  bodies.push((await browser.finish(finish)).text, (await browser.tryStart('shop', minted.start)).text)
  const delivery = world.posted.find(({ body }) => body.startsWith('event=ONIMBOTV2CONTEXTGET'))
  const form = 'application/x-www-form-urlencoded'
  await note(post(delivery?.path ?? '', (delivery?.body ?? '').replace('customsign', 'customsigm'), form))
  await note(post(delivery?.path ?? '', `${delivery?.body ?? ''}&data=x`, form))
  await note(post('/pairings', `{"state": "${minted.state}`, 'application/json'))
  fail.portal = true
  const second = await collected(world).catch(() => undefined)
  if (second)
    await note(site.post('/pairings/token', { code: second.code, code_verifier: second.minted.verifier }))
  fail.portal = false
  world.log.error('a request failed', {
    error: new Error(`POST /finish ${finish} cookie pairing-shop=${cookie}.${pairCode}`),
    headers: { authorization: `Bearer ${siteKeys.shop}`, cookie },
    url: `http://127.0.0.1:8024/rest/1/sandbox/user.get?auth=${accessToken}`,
  })
  await world.settle()

  const metrics = (await world.metrics.print()).text
  const secrets: Readonly<Record<string, string>> = {
    siteKey: siteKeys.shop,
    startToken: minted.start,
    pairCode,
    cookie,
    confirmNonce: nonce,
    declineNonce,
    finishSecret: finish,
    resultCode: code,
    verifier: minted.verifier,
    signedToken: token,
    botToken,
    webhookCode: '/rest/1/sandbox',
    applicationToken: `custom${botToken}`,
    hookPath: delivery?.path.split('/').at(-1) ?? '',
    accessToken,
    refreshToken,
    consoleSession: session.session,
    clientSecret: consoleApp.clientSecret,
    setupCode,
    workerKey: world.workerKey,
  }
  for (const [name, secret] of Object.entries(secrets)) if (secret.length < 12) throw new Error(`no ${name}`)
  return { secrets, bodies, metrics }
}

/** Where each secret was found in plain; the database is read as bytes, its journal included. */
const leaks = async (options: WorldOptions): Promise<string> => {
  const fail = { portal: false }
  const world = await createSignInWorld({
    ...options,
    portal: (request) =>
      fail.portal && request.url.includes('user.get')
        ? Promise.reject(new TypeError(`fetch failed ${request.url}`))
        : undefined,
  })
  const { secrets, bodies, metrics } = await live(world, fail)
  const bytes = ['', '-wal', '-journal']
    .map((ending) => `${world.file}${ending}`)
    .filter(existsSync)
    .map((file) => readFileSync(file, 'latin1'))
    .join('')
  expect(bytes.length).toBeGreaterThan(50_000)
  expect(world.logged.length).toBeGreaterThan(20)
  expect(bodies.length).toBeGreaterThan(6)
  const places: Readonly<Record<string, string>> = {
    'the log': world.logged.join(''),
    'the audit log': JSON.stringify(await world.rows('audit')),
    'the database': bytes,
    'an error': bodies.join('\n'),
    'the figures': metrics,
  }
  const found = Object.entries(places).flatMap(([place, text]) => {
    const names = Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []))
    return names.length > 0 ? [`${place}: ${names.join(' ')}`] : []
  })
  return found.join('; ') || 'none'
}

proveGuard({
  guard: 'S21: no secret stands in plain in log, audit, database, error or figures',
  attack: 'twenty secrets of a whole life are looked for where somebody may read',
  with: () => leaks({}),
  without: () =>
    leaks({
      secrets: () => ({ digest: (secret) => secret, seal: (text) => text, open: (text) => text }),
    }),
  held: 'none',
  broken: /the database: .*startToken pairCode cookie .*finishSecret resultCode .*botToken/,
})

proveGuard({
  guard: 'S21: what slips into a log line is taken out of it',
  attack: 'a failed request is logged with its headers and its address',
  with: () => leaks({}),
  without: () => {
    // The line as it was handed over: the log keeps what it is given.
    const raw: unknown[] = []
    return leaks({
      takeLog: (fields) => void raw.push(fields),
      write: (line) => line + JSON.stringify(raw.at(-1) ?? ''),
    })
  },
  held: 'none',
  broken: /^the log: .*siteKey.*/,
})

test('S21: the address bar’s secrets never come as an address: the finish secret is behind #, the code of a start in a form', async () => {
  const world = await createSignInWorld()
  const { browser, minted } = await begin(world)
  await world.press(victim, 'confirm')
  const link = (await world.card(victim)).keyboard.find(({ LINK }) => LINK !== undefined)?.LINK ?? ''
  expect(new URL(link).hash).toHaveLength(65)
  expect(new URL(link).search).toBe('')
  expect((await browser.request('/pair/shop')).text).not.toContain(minted.start)
})
