import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeForm, encodeForm } from '../../lib/form-codec.ts'
import { createHookWorld } from '../../testing/worker/hook-world.ts'
import { botToken, memberId, setupCode } from '../../testing/worker/portal-world.ts'

type Form = ReturnType<typeof decodeForm>

const changed = (body: string, change: (form: Form) => void): string => {
  const form = decodeForm(body)
  change(form)
  return encodeForm(form)
}
const authOf = (form: Form) => form.auth as Record<string, unknown> // as the portal posts it

const withToken = (body: string, token: unknown) =>
  changed(body, (form) => {
    authOf(form).application_token = token
  })

const ok = { status: 200, text: 'ok' }

describe('a delivery of the portal', () => {
  test.each(['webhook', 'app'] as const)('to a bot by %s is stored, answered and handed on', async (by) => {
    const { world, post, delivery, stored, botId, inboxSize, proved } = await createHookWorld({ by })
    expect(await post(await delivery())).toEqual(ok)
    expect(stored).toMatchObject([
      { memberId, botId, signal: { kind: 'context', codeDigest: world.secrets.digest('ab'.repeat(32)) } },
    ])
    expect(await inboxSize()).toBe(1)
    expect(proved).toEqual(['ONIMBOTV2CONTEXTGET'])
  })

  test('that comes twice is stored once', async () => {
    const { post, delivery, stored, inboxSize } = await createHookWorld({ by: 'webhook' })
    const body = await delivery()
    expect([await post(body), await post(body)]).toEqual([ok, ok])
    expect({ handed: stored.length, kept: await inboxSize() }).toEqual({ handed: 1, kept: 1 })
  })

  test('as JSON is read too', async () => {
    const { post, delivery, stored } = await createHookWorld({ by: 'webhook' })
    const body = JSON.stringify(decodeForm(await delivery()))
    expect(await post(body, undefined, 'application/json; charset=utf-8')).toEqual(ok)
    expect(stored).toHaveLength(1)
  })

  test('is answered only when it is stored', async () => {
    const inbox = { put: () => Promise.reject(new Error('the disk is full')) }
    const { post, delivery, stored } = await createHookWorld({ by: 'webhook', inbox })
    expect((await post(await delivery())).status).toBe(500)
    expect(stored).toEqual([])
  })

  test('that means nothing to us leaves nothing behind', async () => {
    const { world, post, stored, botId, inboxSize } = await createHookWorld({ by: 'webhook' })
    await world.control('say', { as: 2, dialogId: String(botId), text: 'Hello' })
    await world.emulator.idle()
    for (const { body } of world.posted) expect(await post(body)).toEqual(ok)
    expect({ stored: stored.length, kept: await inboxSize() }).toEqual({ stored: 0, kept: 0 })
  })
})

const forgeries: [string, (body: string) => string, string][] = [
  ['a wrong token', (body) => withToken(body, 'customwrong'), 'wrongToken'],
  ['no token', (body) => withToken(body, null), 'noToken'],
  ['an empty token', (body) => withToken(body, ''), 'noToken'],
  [
    'the token as a list',
    (body) => `${withToken(body, null)}&auth[application_token][]=custom${botToken}`,
    'malformed',
  ],
  [
    'the token in the bot’s own block only',
    (body) => `${withToken(body, null)}&data[bot][auth][application_token]=custom${botToken}`,
    'noToken',
  ],
  [
    'the token beside the auth block',
    (body) => `${withToken(body, null)}&application_token=custom${botToken}`,
    'noToken',
  ],
  ['a second, wrong token', (body) => `${body}&auth[application_token]=wrong`, 'wrongToken'],
  [
    'another portal’s id',
    (body) =>
      changed(body, (form) => {
        authOf(form).member_id = 'f'.repeat(32)
      }),
    'otherMember',
  ],
  [
    'another bot',
    (body) =>
      changed(body, (form) => {
        ;(form.data as Form).bot = { id: '22', code: 'helpdesk_bot' }
      }),
    'otherBot',
  ],
  [
    'broken data',
    (body) =>
      changed(body, (form) => {
        form.data = 'x'
      }),
    'malformed',
  ],
  ['no event at all', () => 'hello', 'malformed'],
  ['nothing', () => '', 'malformed'],
]

describe('a forged delivery', () => {
  test.each(forgeries)(
    'with %s is dropped, logged, and answered like a real one',
    async (_words, forge, reason) => {
      const { world, post, delivery, stored, dropped, inboxSize, proved } = await createHookWorld({
        by: 'webhook',
      })
      const body = forge(await delivery())
      expect(await post(body)).toEqual(ok)
      expect({ dropped, stored, proved, kept: await inboxSize() }).toEqual({
        dropped: [reason],
        stored: [],
        proved: [],
        kept: 0,
      })
      expect(JSON.stringify(world.log.lines)).not.toMatch(/custom|pairCode|abab/)
    },
  )

  test('twin: with the proof wired out, a wrong token gets through', async () => {
    const { post, delivery, stored } = await createHookWorld({
      by: 'webhook',
      proveArrival: () => Promise.resolve('proved'),
    })
    expect(await post(withToken(await delivery(), 'customwrong'))).toEqual(ok)
    expect(stored).toHaveLength(1)
  })

  test('of the old API is no signal, even with the right token', async () => {
    const { post, delivery, stored, inboxSize } = await createHookWorld({ by: 'webhook' })
    const body = (await delivery()).replace('ONIMBOTV2CONTEXTGET', 'ONIMBOTCONTEXTGET')
    expect(await post(body)).toEqual(ok)
    expect({ stored, kept: await inboxSize() }).toEqual({ stored: [], kept: 0 })
  })

  test('too large is refused before it is read to its end', async () => {
    const { routes, world, stored } = await createHookWorld({ by: 'webhook' })
    for (const path of [world.hookPath, 'app/setup']) {
      const body = `event=ONIMBOTV2CONTEXTGET&x=${'x'.repeat(1024 * 1024)}`
      const answer = await routes.request(`/hooks/${path}`, { method: 'POST', body })
      expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
    }
    expect(stored).toEqual([])
  })

  test('to an unknown, a malformed and another portal’s address gets the same 404', async () => {
    const { post, delivery, world } = await createHookWorld({ by: 'webhook' })
    const body = await delivery()
    const flipped = world.hookPath.replace(/^./, (first) => (first === '0' ? '1' : '0'))
    const answers = [
      await post(body, flipped),
      await post(body, 'x'),
      await post('nonsense', `${world.hookPath}0`),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  })
})

describe('the life of the app', () => {
  const appForm = (event: string, data: object, auth: object) => encodeForm({ event, data, ts: 1, auth })
  const uninstalled = { LANGUAGE_ID: 'en', CLEAN: 1 }

  test('an installation is handed to the exchange with nothing but its tokens and the code', async () => {
    const { post, installs } = await createHookWorld({ by: 'webhook' })
    const data = { VERSION: '1', ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: 'en' }
    const auth = {
      refresh_token: 'r',
      application_token: 'a',
      member_id: 'x',
      client_endpoint: 'http://evil.example/',
    }
    expect(await post(appForm('ONAPPINSTALL', data, auth), `app/${setupCode}`)).toEqual(ok)
    expect(installs).toEqual([{ refreshToken: 'r', applicationToken: 'a', setupCode }])
  })

  test.each(['own', 'app'] as const)(
    'a removal is believed by the pinned token alone, at the address %s',
    async (at) => {
      const { post, news, dropped, world } = await createHookWorld({ by: 'app', applicationToken: 'pinned' })
      const path = at === 'own' ? world.hookPath : `app/${setupCode}`
      const forged = { member_id: memberId, application_token: 'wrong' }
      expect(await post(appForm('ONAPPUNINSTALL', uninstalled, forged), path)).toEqual(ok)
      expect({ news, dropped }).toEqual({ news: [], dropped: ['wrongToken'] })
      const real = { ...forged, application_token: 'pinned' }
      expect(await post(appForm('ONAPPUNINSTALL', uninstalled, real), path)).toEqual(ok)
      expect(news).toEqual(['appUninstall'])
    },
  )

  test('nonsense there is answered like everything else', async () => {
    const { post } = await createHookWorld({ by: 'webhook' })
    for (const body of ['', 'x', appForm('ONAPPUNINSTALL', uninstalled, { member_id: 'nobody' })])
      expect(await post(body, 'app/guess')).toEqual(ok)
  })
})

/** Bodies of every kind, among them real deliveries with another token and a few letters changed. */
const bodies = (real: string) => {
  const asJson = JSON.stringify(decodeForm(real))
  const cut = (text: string) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 20 }))
      .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
  return fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => String.fromCharCode(...bytes)),
    fc.json({ maxDepth: 4 }),
    cut(real),
    cut(asJson),
    fc.object().map((value) => encodeForm({ event: 'ONIMBOTV2CONTEXTGET', data: value, auth: value })),
    fc.nat(200).map((depth) => `data${'[a]'.repeat(depth)}=1&event=ONIMBOTV2COMMANDADD`),
  )
}
const types = fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', '')

test('10,000 bodies: none breaks it, none is believed, the inbox does not grow', async () => {
  const { post, delivery, stored, inboxSize, world } = await createHookWorld({ by: 'webhook' })
  const real = withToken(await delivery(), 'customwrong')
  const paths = fc.constantFrom(world.hookPath, `app/${setupCode}`, 'app/x', 'y')
  const given = fc.sample(fc.tuple(bodies(real), paths, types), 10_000)
  const statuses = new Set<number>()
  for (const [text, path, type] of given) statuses.add((await post(text, path, type)).status)
  expect([...statuses].toSorted()).toEqual([200, 404])
  expect({ stored, kept: await inboxSize() }).toEqual({ stored: [], kept: 0 })
}, 60_000)

test('twin: with the proof wired out, the same bodies fill the inbox', async () => {
  const proveArrival = () => Promise.resolve('proved' as const)
  const { post, delivery, inboxSize } = await createHookWorld({ by: 'webhook', proveArrival })
  const real = withToken(await delivery(), 'customwrong')
  for (const [text, type] of fc.sample(fc.tuple(bodies(real), types), 500)) await post(text, undefined, type)
  expect(await inboxSize()).toBeGreaterThan(0)
})
