import { expect, test } from 'vitest'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createSites } from './create-sites.ts'
import { parseSites } from './parse-sites.ts'

const digest = (secret: string) =>
  [...secret]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .toReversed()
    .join('')
const operatorKey = 'operator-key-operator-key-operator'
const editor = { memberId: 'm1', actor: 'admin:1' }
const shop = {
  id: 'shop',
  name: 'Corner Shop',
  returnAddresses: ['https://shop.example:8443/back'],
  policy: 'finish' as const,
  isActive: true,
}

const open = async () => {
  const { stores, run } = await openTestSqlite()
  const store = stores.sites
  const { sites: environment } = parseSites(
    JSON.stringify([
      { id: 'kiosk', name: 'Kiosk', returnAddresses: ['http://localhost:9/b'], key: operatorKey },
    ]),
    { memberId: 'm1', digest },
  )
  let random = 0
  const sites = createSites({
    store,
    environment,
    secrets: { randomHex: (bytes) => String(++random).padStart(bytes * 2, '0'), digest },
    clock: { now: () => 5 },
  })
  return { sites, store, run }
}

const keyOf = (outcome: { kind: string }) => ('key' in outcome ? String(outcome.key) : '')

test('a new site has a key that is told once and kept as its digest', async () => {
  const { sites, run } = await open()
  const added = await sites.add(editor, shop)
  expect(keyOf(added)).toMatch(/^site_[0-9a-f]{48}$/)
  expect(JSON.stringify(await run('select * from site_keys'))).not.toContain(keyOf(added))
  expect(await sites.findByKey(keyOf(added))).toMatchObject({ id: 'shop', host: 'shop.example:8443' })
})

test('while a key is changed both are good; then the old one opens nothing', async () => {
  const { sites, store } = await open()
  const old = keyOf(await sites.add(editor, shop))
  const fresh = keyOf(await sites.addKey(editor, 'shop'))
  expect(await sites.addKey(editor, 'shop')).toEqual({ kind: 'keyCount' })
  for (const key of [old, fresh]) expect((await sites.findByKey(key))?.id).toBe('shop')
  const [oldDigest = ''] = (await store.find('shop'))?.keyDigests ?? []
  await sites.removeKey(editor, 'shop', oldDigest.slice(0, 12))
  expect(await sites.findByKey(old)).toBeUndefined()
  expect((await sites.findByKey(fresh))?.id).toBe('shop')
  const [freshDigest = ''] = (await store.find('shop'))?.keyDigests ?? []
  expect(await sites.removeKey(editor, 'shop', freshDigest.slice(0, 12))).toEqual({ kind: 'keyCount' })
})

test('the key of a site that was made inactive opens nothing', async () => {
  const { sites } = await open()
  const key = keyOf(await sites.add(editor, shop))
  await sites.replace(editor, { ...shop, isActive: false })
  expect(await sites.findByKey(key)).toBeUndefined()
})

test('a site of the environment works, is listed, and cannot be changed or taken over', async () => {
  const { sites } = await open()
  expect((await sites.findByKey(operatorKey))?.id).toBe('kiosk')
  expect((await sites.list('m1')).map(({ id }) => id)).toEqual(['kiosk'])
  expect(await sites.list('m2')).toEqual([])
  expect(await sites.add(editor, { ...shop, id: 'kiosk' })).toEqual({ kind: 'taken' })
  expect(await sites.replace(editor, { ...shop, id: 'kiosk' })).toEqual({ kind: 'readOnly' })
  expect(await sites.remove(editor, 'kiosk')).toEqual({ kind: 'readOnly' })
  expect(await sites.addKey(editor, 'kiosk')).toEqual({ kind: 'readOnly' })
})

test('an edit that was begun before a key was changed brings no old key back and takes no new one away', async () => {
  const { sites, store } = await open()
  const old = keyOf(await sites.add(editor, shop))
  const [oldDigest = ''] = (await store.find('shop'))?.keyDigests ?? []
  // The edit has read the site with its first key; meanwhile the key is changed.
  const before = await store.find('shop')
  const fresh = keyOf(await sites.addKey(editor, 'shop'))
  await sites.removeKey(editor, 'shop', oldDigest.slice(0, 12))
  if (before) await store.replace({ ...before, name: 'Renamed' }, [])
  expect(await sites.findByKey(old)).toBeUndefined()
  expect(await sites.findByKey(fresh)).toMatchObject({ name: 'Renamed' })
})

test('a site of the environment puts one with its id out of work, with all its keys', async () => {
  const { sites, store } = await open()
  const stranger = { ...shop, memberId: 'm2', host: 'shop.example', origin: 'console', createdAt: 1 } as const
  const key = 'site_of-the-console-of-another-portal'
  await store.add({ ...stranger, id: 'kiosk', keyDigests: [digest(key)] }, [])
  expect(await sites.findByKey(key)).toBeUndefined()
  expect(await sites.list('m2')).toEqual([])
  expect((await sites.find('kiosk'))?.origin).toBe('environment')
  expect((await sites.listShadowed()).map(({ memberId }) => memberId)).toEqual(['m2'])
})

test('another portal’s admin finds no such site', async () => {
  const { sites, store } = await open()
  await sites.add(editor, shop)
  const stranger = { memberId: 'm2', actor: 'admin:1' }
  expect(await sites.replace(stranger, { ...shop, name: 'Mine' })).toEqual({ kind: 'unknown' })
  expect(await sites.remove(stranger, 'shop')).toEqual({ kind: 'unknown' })
  expect((await store.find('shop'))?.name).toBe('Corner Shop')
})

test('each mistake in SITES is a line that names the place and never the key', () => {
  const said = (value: unknown, memberId: string | undefined = 'm1') =>
    parseSites(typeof value === 'string' ? value : JSON.stringify(value), { memberId, digest }).problems
  const site = { id: 'a', name: 'A', returnAddresses: ['https://a.example/'], key: operatorKey }
  expect(said([site])).toEqual([])
  expect(said('not json')).toEqual(['SITES: is no JSON list of sites'])
  expect(said([{ ...site, id: 'A B', name: 'x.example', key: 'short' }])).toEqual([
    expect.stringMatching(/^SITES\[0\] id: /),
    expect.stringMatching(/^SITES\[0\] name: /),
    expect.stringMatching(/^SITES\[0\] key: /),
  ])
  expect(said([site, site])).toEqual([
    'SITES[1] id: another site has it',
    'SITES[1] key: another site has it',
  ])
  expect(parseSites(JSON.stringify([site]), { memberId: undefined, digest }).problems).toEqual([
    expect.stringMatching(/^SITES\[0\] memberId: /),
  ])
  expect(said([{ ...site, polciy: 'plain' }])).toHaveLength(1)
  expect(said([{ ...site, returnAddresses: ['javascript:alert(1)'] }]).join()).not.toContain(operatorKey)
})
