import { expect, test } from 'vitest'
import { askByKey, openConsoleSession, secondHost } from '../../testing/worker/link-steps.ts'
import { createSignInWorld } from '../../testing/worker/sign-in-world.ts'

const open = async () => {
  const world = await createSignInWorld()
  const admin = await openConsoleSession(world)
  return { world, admin, key: await admin.addKey() }
}

test('a token is resolved into what was stored, types and all, and the same person may ask again', async () => {
  const { world, admin, key } = await open()
  const context = { promo: '100% & more', n: 5, ok: true, list: [null, { deep: '☃' }] }
  const { link, token } = await admin.add({ context })
  const expected = { context, link: { id: link.id, name: 'Poster', campaign: 'Summer' } }
  expect(await askByKey(world, { key, token })).toEqual({
    status: 200,
    body: { ...expected, is_first: true },
  })
  expect(await askByKey(world, { key, token })).toEqual({
    status: 200,
    body: { ...expected, is_first: false },
  })
  expect((await admin.find(link.id)).link.funnel).toMatchObject({ received: 1 })
})

test('a reply counts once, and for nobody who has not resolved the token', async () => {
  const { world, admin, key } = await open()
  const { link, token } = await admin.add()
  const replied = (userId: number) => askByKey(world, { key, token, userId, path: 'replied' })
  expect((await replied(2)).status).toBe(404)
  await askByKey(world, { key, token })
  expect(await replied(2)).toEqual({ status: 200, body: { is_first: true } })
  expect(await replied(2)).toEqual({ status: 200, body: { is_first: false } })
  expect((await admin.find(link.id)).link.funnel).toMatchObject({ received: 1, replied: 1 })
})

test('a hundred people ask at once for a link of five uses: five are told', async () => {
  const { world, admin, key } = await open()
  const { link, token } = await admin.add({ maxUses: 5 })
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => askByKey(world, { key, token, userId: index + 1 })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
  const refused = answers.find(({ status }) => status === 410)
  expect(refused?.body).toMatchObject({ error: 'LINK_USED_UP' })
  expect((await admin.find(link.id)).link).toMatchObject({ state: 'usedUp', funnel: { received: 5 } })
})

test('a seal that no key opens costs nobody a use: mended, the link still has all of them', async () => {
  const { world, admin, key } = await open()
  const { link, token } = await admin.add({ maxUses: 1 })
  const [row] = await world.run(`select sealed from links where id = '${link.id}'`)
  const putSeal = (sealed: string) =>
    world.run(`update links set sealed = '${sealed}' where id = '${link.id}'`)
  await putSeal('broken')
  expect((await askByKey(world, { key, token })).status).toBe(500)
  expect(await world.run('select * from link_uses')).toEqual([])
  await putSeal(String(row?.sealed))
  expect(await askByKey(world, { key, token, userId: 3 })).toMatchObject({ status: 200 })
})

test('expired and withdrawn links say so', async () => {
  const { world, admin, key } = await open()
  const expiring = await admin.add({ expiresAt: world.clock.now() + 60_000 })
  const revoked = await admin.add()
  await admin.ask('POST', `/api/links/${revoked.link.id}/revoke`, {})
  world.pass(61_000)
  expect(await askByKey(world, { key, token: expiring.token })).toMatchObject({
    status: 410,
    body: { error: 'LINK_EXPIRED' },
  })
  expect(await askByKey(world, { key, token: revoked.token })).toMatchObject({
    status: 410,
    body: { error: 'LINK_REVOKED' },
  })
})

test('unknown, foreign and malformed tokens get one answer', async () => {
  const { world, admin, key } = await open()
  await world.connectSecond()
  const second = await openConsoleSession(world, secondHost)
  const foreign = await second.add()
  await admin.add()
  const tokens = ['ab'.repeat(16), foreign.token, 'AB'.repeat(16), '', 'x', `${'ab'.repeat(16)}0`]
  const answers = await Promise.all(tokens.map((token) => askByKey(world, { key, token })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 404, body: { error: 'LINK_UNKNOWN' } })
  const own = await second.addKey()
  expect((await askByKey(world, { key: own, token: foreign.token })).status).toBe(200)
})

test('what else is wrong is named, without its value', async () => {
  const { world, admin, key } = await open()
  const { token } = await admin.add()
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await world.fetch(
      new Request(`${world.publicUrl}/links/resolve`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body,
      }),
    )
    return [response.status, ((await response.json()) as { error: string }).error]
  }
  expect(await post(JSON.stringify({ token, user_id: 0 }))).toEqual([400, 'REQUEST_INVALID'])
  expect(await post(JSON.stringify({ token, user_id: '2' }))).toEqual([400, 'REQUEST_INVALID'])
  expect(await post(JSON.stringify({ user_id: 2 }))).toEqual([400, 'REQUEST_INVALID'])
  for (const body of ['', '{', 'null', '[]', '"x"'])
    expect(await post(body)).toEqual([400, 'REQUEST_INVALID'])
  expect(await post(' '.repeat(5000))).toEqual([413, 'REQUEST_INVALID'])
  expect(await post('{}', { authorization: '' })).toEqual([401, 'KEY_INVALID'])
})

test('a removed key opens nothing more', async () => {
  const { world, admin, key } = await open()
  const { token } = await admin.add()
  const { keys } = (await (await admin.ask('GET', '/api/link-keys')).json()) as { keys: { id: string }[] } // by its schema
  const other = await admin.addKey()
  await admin.ask('DELETE', `/api/link-keys/${keys[0]?.id}`)
  expect((await askByKey(world, { key, token })).status).toBe(401)
  expect((await askByKey(world, { key: other, token })).status).toBe(200)
})

test('whoever is too quick is told when to come again, with a wrong key as with a right one', async () => {
  const world = await createSignInWorld({ settings: { resolvesPerMinute: 1 } })
  const admin = await openConsoleSession(world)
  const key = await admin.addKey()
  const { token } = await admin.add()
  expect((await askByKey(world, { key, token })).retryAfter).toBeUndefined()
  expect(await askByKey(world, { key, token })).toMatchObject({ status: 429, retryAfter: '60' })
  const wrong = `link_${'0'.repeat(48)}`
  for (let count = 0; count < 30; count += 1) await askByKey(world, { key: wrong, token })
  expect(await askByKey(world, { key: wrong, token })).toMatchObject({ status: 429, retryAfter: '60' })
})
