import { describe, expect, test } from 'vitest'
import { askByKey, linkFields, openConsoleSession, secondHost } from '../../testing/worker/link-steps.ts'
import { createSignInWorld, type WorldOptions } from '../../testing/worker/sign-in-world.ts'
import { createTestSchema, postgresTitle, testServer } from '../../testing/worker/test-databases.ts'

const open = async (options: WorldOptions = {}) => {
  const world = await createSignInWorld(options)
  return { world, admin: await openConsoleSession(world) }
}
const refusalOf = async (answer: Promise<Response>) => {
  const response = await answer
  const { error, error_description: words } = (await response.json()) as Record<string, string> // our own refusal
  return { status: response.status, error, words }
}

test('the status names what is switched on', async () => {
  const { world } = await open()
  const status = await world.fetch(new Request(`${world.publicUrl}/api/status`))
  expect(await status.json()).toMatchObject({ capabilities: ['pairing', 'links'] })
})

test('a link is added, found with its context and both links, and listed without the context', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add({ slug: 'summer' })
  expect(link).toMatchObject({
    slug: 'summer',
    url: `${world.publicUrl}/summer`,
    state: 'active',
    createdBy: 1,
  })
  const found = await admin.find(link.id)
  expect(found.context).toEqual(linkFields().context)
  expect(found.webLink).toContain('/online/?IM_DIALOG=7&BOT_CONTEXT=')
  expect(found.appLink).toContain('bx://v2/127.0.0.1:8024/botContext/dialogId/7/context/')
  const listed = JSON.stringify(await admin.list())
  expect(listed).toContain('summer')
  expect(listed).not.toContain('100% & more')
})

test('two hundred links with long contexts are added at once, with slugs of their own', async () => {
  const { admin } = await open()
  const links = Array.from({ length: 200 }, (_, index) => ({
    ...linkFields({ name: `Row ${index}`, context: { index, note: '☃'.repeat(9_900) } }),
  }))
  const answer = await admin.ask('POST', '/api/links', { links })
  expect(answer.status).toBe(200)
  const { links: added } = (await answer.json()) as { links: { slug: string; name: string }[] } // by its schema
  expect(new Set(added.map(({ slug }) => slug)).size).toBe(200)
  expect(added.map(({ name }) => name)).toEqual(links.map(({ name }) => name))
  const first = await admin.list()
  expect([first.links.length, first.total.links]).toEqual([50, 200])
  const second = await admin.list(`?before=${first.next}`)
  expect(second.links[0]?.name).toBe('Row 149')
  expect((await admin.ask('POST', '/api/links', { links: [...links, links[0]] })).status).toBe(400)
})

test('all or none: what is wrong is named by link and field, and nothing is kept', async () => {
  const { admin } = await open()
  await admin.add({ slug: 'summer' })
  const post = (...links: readonly object[]) => refusalOf(admin.ask('POST', '/api/links', { links }))
  const good = linkFields()
  expect(await post(good, { ...good, slug: 'summer' })).toMatchObject({
    status: 409,
    error: 'SLUG_TAKEN',
    words: 'taken: summer',
  })
  expect(await post({ ...good, slug: 'a-b-c' }, { ...good, slug: 'a-b-c' })).toMatchObject({
    error: 'LINK_INVALID',
    words: expect.stringContaining('links.1.slug: another link of this request has it') as string,
  })
  expect(await post(good, { ...good, parameters: [['BOT_CONTEXT', '{}']] })).toMatchObject({
    status: 400,
    error: 'LINK_INVALID',
    words: expect.stringContaining('links.1.parameters: ') as string,
  })
  expect(await post(good, { ...good, slug: 'A b' })).toMatchObject({
    status: 400,
    error: 'REQUEST_INVALID',
    words: expect.stringContaining('links.1.slug: ') as string,
  })
  expect((await admin.list()).total.links).toBe(1)
})

const tenAtOnce = async (options: WorldOptions) => {
  const { admin } = await open(options)
  const links = [{ ...linkFields(), slug: 'summer' }]
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => admin.ask('POST', '/api/links', { links })),
  )
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(bodies.filter((body) => body.includes('"SLUG_TAKEN"'))).toHaveLength(9)
  expect((await admin.list()).total.links).toBe(1)
}

test('ten admins want one slug at once: one gets it, nine are told that it is taken', () => tenAtOnce({}))
describe.skipIf(testServer === undefined)(postgresTitle, () => {
  test('ten admins want one slug at once: one gets it, nine are told that it is taken', async () =>
    tenAtOnce({ databaseUrl: await createTestSchema(testServer ?? '') }))
})

test('a context nested too deep is a mistake of the context, at any depth', async () => {
  const { admin } = await open()
  for (const levels of [101, 5_000, 200_000]) {
    const deep = `{"deep":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    const refusal = refusalOf(
      admin.askText(
        'POST',
        '/api/links',
        JSON.stringify({ links: [linkFields({ context: { is: 1 } })] }).replace('{"is":1}', deep),
      ),
    )
    expect(await refusal).toMatchObject({
      status: 400,
      error: 'LINK_INVALID',
      words: 'links.0.context: nested at most 100 levels deep',
    })
  }
})

test('a changed link keeps its slug and its token', async () => {
  const { admin } = await open()
  const { link, token } = await admin.add({ slug: 'summer' })
  const changed = linkFields({ name: 'Autumn', context: { other: 1 }, parameters: [], maxUses: 9 })
  const { version } = await admin.find(link.id)
  expect((await admin.ask('PUT', `/api/links/${link.id}`, { ...changed, version })).status).toBe(200)
  const found = await admin.find(link.id)
  expect(found.link).toMatchObject({ name: 'Autumn', slug: 'summer', maxUses: 9 })
  expect(found.context).toEqual({ other: 1 })
  expect(found.webLink).toContain(token)
})

test('the list is searched and filtered, and its sums are of what is found', async () => {
  const { admin } = await open()
  await admin.add({ name: 'Poster', campaign: 'Summer' })
  const { link } = await admin.add({ name: 'Flyer', campaign: 'Winter' })
  await admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  expect((await admin.list('?q=FLY')).links.map(({ name }) => name)).toEqual(['Flyer'])
  expect(await admin.list('?campaign=Summer')).toMatchObject({
    total: { links: 1 },
    campaigns: ['Summer', 'Winter'],
  })
  expect((await admin.list('?state=revoked')).links.map(({ id }) => id)).toEqual([link.id])
  expect((await refusalOf(admin.ask('GET', '/api/links?state=gone'))).error).toBe('REQUEST_INVALID')
})

test('a link is withdrawn for good, and twice is once', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add()
  const revoke = () => admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  expect(await (await revoke()).json()).toMatchObject({ state: 'revoked' })
  expect(await (await revoke()).json()).toMatchObject({ state: 'revoked' })
  expect((await world.audit()).filter(({ kind }) => kind === 'linkRevoked')).toHaveLength(1)
})

test('two keys and no third; a key is told once', async () => {
  const { admin } = await open()
  const key = await admin.addKey()
  expect(key).toMatch(/^link_[0-9a-f]{48}$/)
  await admin.addKey()
  expect(await refusalOf(admin.ask('POST', '/api/link-keys', {}))).toMatchObject({
    status: 409,
    error: 'KEY_COUNT',
  })
  const listed = await (await admin.ask('GET', '/api/link-keys')).text()
  expect(JSON.parse(listed)).toMatchObject({ keys: [{ id: expect.any(String) as string }, {}] })
  expect(listed).not.toContain(key.slice(5, 20))
})

test('the same change again, after an answer that got lost, is made and collides with nobody', async () => {
  const { admin } = await open()
  const { link } = await admin.add()
  const { version } = await admin.find(link.id)
  const put = () => admin.ask('PUT', `/api/links/${link.id}`, { ...linkFields({ name: 'Mended' }), version })
  expect((await put()).status).toBe(200)
  expect((await put()).status).toBe(200)
})

test('of many who change one version of a link one does; the others are told, and lose nothing of theirs', async () => {
  const { world, admin } = await open()
  const { link } = await admin.add()
  const { version } = await admin.find(link.id)
  const put = (name: string, of: string) =>
    admin.ask('PUT', `/api/links/${link.id}`, { ...linkFields({ name }), version: of })
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => put(`By ${index}`, version)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(9)
  const found = await admin.find(link.id)
  expect(found.link.name).toBe(`By ${statuses.indexOf(200)}`)
  expect(await refusalOf(put('Late', version))).toMatchObject({ status: 409, error: 'LINK_CHANGED' })
  expect(await refusalOf(admin.ask('PUT', `/api/links/${link.id}`, linkFields()))).toMatchObject({
    error: 'REQUEST_INVALID',
  })
  expect((await put('Now', found.version)).status).toBe(200)
  const changes = (await world.audit()).filter(({ kind }) => kind === 'linkChanged')
  expect(changes).toHaveLength(2)
})

test('a link that is sealed anew while it is changed is changed all the same', async () => {
  let tries = 0
  const { admin } = await open({
    stores: (stores) => ({
      ...stores,
      links: {
        ...stores.links,
        replace: async (link, read, audit) => {
          tries += 1
          return tries > 1 && stores.links.replace(link, read, audit)
        },
      },
    }),
  })
  const { link } = await admin.add()
  const { version } = await admin.find(link.id)
  const changed = { ...linkFields({ name: 'Sealed anew' }), version }
  expect((await admin.ask('PUT', `/api/links/${link.id}`, changed)).status).toBe(200)
  expect([tries, (await admin.find(link.id)).link.name]).toEqual([2, 'Sealed anew'])
})

test('a use, a look and the same words again make no other version', async () => {
  const { world, admin } = await open()
  const key = await admin.addKey()
  const { link, token } = await admin.add()
  const { version } = await admin.find(link.id)
  await askByKey(world, { key, token })
  expect((await admin.find(link.id)).link.funnel.received).toBe(1)
  expect((await admin.find(link.id)).version).toBe(version)
  const same = { ...linkFields(), version }
  expect((await admin.ask('PUT', `/api/links/${link.id}`, same)).status).toBe(200)
  expect((await admin.find(link.id)).version).toBe(version)
  await admin.ask('PUT', `/api/links/${link.id}`, { ...same, context: { promo: 'other' } })
  expect((await admin.find(link.id)).version).not.toBe(version)
})

test('every change is in the audit log, and no context, token or key is', async () => {
  const { world, admin } = await open()
  const key = await admin.addKey()
  const { link, token } = await admin.add({ context: { canary: 'c4n4ry-in-the-context' } })
  const { version } = await admin.find(link.id)
  const changed = { ...linkFields({ context: { canary: 'c4n4ry-in-another' } }), version }
  await admin.ask('PUT', `/api/links/${link.id}`, changed)
  await admin.ask('POST', `/api/links/${link.id}/revoke`, {})
  const { keys } = (await (await admin.ask('GET', '/api/link-keys')).json()) as { keys: { id: string }[] } // by its schema
  await admin.ask('DELETE', `/api/link-keys/${keys[0]?.id}`)
  const lines = (await world.audit()).filter(({ kind }) => kind.startsWith('link'))
  expect(lines.map(({ kind }) => kind)).toEqual([
    'linkKeyAdded',
    'linkAdded',
    'linkChanged',
    'linkRevoked',
    'linkKeyRemoved',
  ])
  expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set(['admin:1']))
  expect(lines[2]?.detail).toEqual({ link: link.id, slug: link.slug, changed: 'context' })
  for (const secret of [key, token, 'c4n4ry']) expect(JSON.stringify(lines)).not.toContain(secret)
})

test('another portal’s link is as unknown as none, to read, to change and to withdraw', async () => {
  const { world, admin } = await open()
  await world.connectSecond()
  const second = await openConsoleSession(world, secondHost)
  const { link } = await admin.add()
  const nothing = '0'.repeat(32)
  for (const [method, path, body] of [
    ['GET', (id: string) => `/api/links/${id}`, undefined],
    [
      'PUT',
      (id: string) => `/api/links/${id}`,
      { ...linkFields(), version: (await admin.find(link.id)).version },
    ],
    ['POST', (id: string) => `/api/links/${id}/revoke`, {}],
  ] as const) {
    const foreign = await refusalOf(second.ask(method, path(link.id), body))
    expect(foreign).toEqual(await refusalOf(second.ask(method, path(nothing), body)))
    expect(foreign.error).toBe('UNKNOWN_OBJECT')
  }
  expect((await second.list()).total.links).toBe(0)
  expect((await admin.find(link.id)).link.state).toBe('active')
})

test('with links alone, sessions and links work and pairing is as if it never was; and the other way round', async () => {
  const alone = await createSignInWorld({ settings: { has: ['links'] } })
  const admin = await openConsoleSession(alone)
  await admin.add({ slug: 'summer' })
  expect((await alone.fetch(new Request(`${alone.publicUrl}/summer`))).status).toBe(200)
  expect((await admin.ask('GET', '/api/sites')).status).toBe(404)
  expect((await alone.fetch(new Request(`${alone.publicUrl}/pairings`, { method: 'POST' }))).status).toBe(404)
  expect(await alone.botId()).toBe(0)
  const pairing = await createSignInWorld({ settings: { has: ['pairing'] } })
  const other = await openConsoleSession(pairing)
  expect((await other.ask('GET', '/api/links')).status).toBe(404)
  expect((await other.ask('GET', '/api/sites')).status).toBe(200)
  expect(
    (await pairing.fetch(new Request(`${pairing.publicUrl}/links/resolve`, { method: 'POST' }))).status,
  ).toBe(404)
})
