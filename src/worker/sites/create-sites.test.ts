import { expect, test } from 'vitest'
import { createSites } from './create-sites.ts'
import { parseSites } from './parse-sites.ts'
import type { Site } from './site.ts'

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

const open = () => {
  const stored = new Map<string, Site>()
  const { sites: environment } = parseSites(
    JSON.stringify([
      { id: 'kiosk', name: 'Kiosk', returnAddresses: ['http://localhost:9/b'], key: operatorKey },
    ]),
    { memberId: 'm1', digest },
  )
  let random = 0
  const sites = createSites({
    store: {
      find: (id) => Promise.resolve(stored.get(id)),
      findByKey: (key) => Promise.resolve([...stored.values()].find((site) => site.keyDigests.includes(key))),
      list: (memberId) => Promise.resolve([...stored.values()].filter((site) => site.memberId === memberId)),
      add: (site) => Promise.resolve(!stored.has(site.id) && Boolean(stored.set(site.id, site))),
      replace: (site) => Promise.resolve(Boolean(stored.set(site.id, site))),
      remove: ({ id }) => Promise.resolve(stored.delete(id)),
    },
    environment,
    secrets: { randomHex: (bytes) => String(++random).padStart(bytes * 2, '0'), digest },
    clock: { now: () => 5 },
  })
  return { sites, stored }
}

const keyOf = (outcome: { kind: string }) => ('key' in outcome ? String(outcome.key) : '')

test('a new site has a key that is told once and kept as its digest', async () => {
  const { sites, stored } = open()
  const added = await sites.add(editor, shop)
  expect(keyOf(added)).toMatch(/^site_[0-9a-f]{48}$/)
  expect(JSON.stringify([...stored.values()])).not.toContain(keyOf(added))
  expect(await sites.findByKey(keyOf(added))).toMatchObject({ id: 'shop', host: 'shop.example:8443' })
})

test('while a key is changed both are good; then the old one opens nothing', async () => {
  const { sites, stored } = open()
  const old = keyOf(await sites.add(editor, shop))
  const fresh = keyOf(await sites.addKey(editor, 'shop'))
  expect(await sites.addKey(editor, 'shop')).toEqual({ kind: 'keyCount' })
  for (const key of [old, fresh]) expect((await sites.findByKey(key))?.id).toBe('shop')
  const [oldDigest = ''] = stored.get('shop')?.keyDigests ?? []
  await sites.removeKey(editor, 'shop', oldDigest.slice(0, 12))
  expect(await sites.findByKey(old)).toBeUndefined()
  expect((await sites.findByKey(fresh))?.id).toBe('shop')
  const [freshDigest = ''] = stored.get('shop')?.keyDigests ?? []
  expect(await sites.removeKey(editor, 'shop', freshDigest.slice(0, 12))).toEqual({ kind: 'keyCount' })
})

test('the key of a site that was made inactive opens nothing', async () => {
  const { sites } = open()
  const key = keyOf(await sites.add(editor, shop))
  await sites.replace(editor, { ...shop, isActive: false })
  expect(await sites.findByKey(key)).toBeUndefined()
})

test('a site of the environment works, is listed, and cannot be changed or taken over', async () => {
  const { sites } = open()
  expect((await sites.findByKey(operatorKey))?.id).toBe('kiosk')
  expect((await sites.list('m1')).map(({ id }) => id)).toEqual(['kiosk'])
  expect(await sites.list('m2')).toEqual([])
  expect(await sites.add(editor, { ...shop, id: 'kiosk' })).toEqual({ kind: 'taken' })
  expect(await sites.replace(editor, { ...shop, id: 'kiosk' })).toEqual({ kind: 'readOnly' })
  expect(await sites.remove(editor, 'kiosk')).toEqual({ kind: 'readOnly' })
  expect(await sites.addKey(editor, 'kiosk')).toEqual({ kind: 'readOnly' })
})

test('another portal’s admin finds no such site', async () => {
  const { sites, stored } = open()
  await sites.add(editor, shop)
  const stranger = { memberId: 'm2', actor: 'admin:1' }
  expect(await sites.replace(stranger, { ...shop, name: 'Mine' })).toEqual({ kind: 'unknown' })
  expect(await sites.remove(stranger, 'shop')).toEqual({ kind: 'unknown' })
  expect(stored.get('shop')?.name).toBe('Corner Shop')
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
