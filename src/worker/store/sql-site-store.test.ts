import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { Site } from '../sites/site.ts'

const site = (given: Partial<Site> = {}): Site => ({
  id: 'shop',
  memberId: 'm1',
  name: 'Shop',
  host: 'shop.example',
  returnAddresses: ['https://shop.example/back?a=1', 'https://shop.example/other'],
  policy: 'finish',
  keyDigests: ['d1', 'd2'],
  isActive: true,
  origin: 'console',
  createdAt: 5,
  ...given,
})

const audit: readonly AuditEntry[] = [
  { at: 1, memberId: 'm1', pairingId: null, actor: 'admin:1', kind: 'siteChanged', detail: {} },
]

onEachDatabase((open) => {
  test('a site is found by its id and by each of its keys', async () => {
    const { sites } = (await open()).stores
    expect(await sites.add(site(), audit)).toBe(true)
    await sites.add(site({ id: 'other', keyDigests: [] }), [])
    for (const found of [await sites.find('shop'), await sites.findByKey('d1'), await sites.findByKey('d2')])
      expect(found).toEqual(site())
    expect(await sites.findByKey('d3')).toBeUndefined()
    expect(await sites.find('other')).toEqual(site({ id: 'other', keyDigests: [] }))
    expect(await sites.find('none')).toBeUndefined()
  })

  test('keys keep their order: the first is the oldest', async () => {
    const { sites } = (await open()).stores
    const keyDigests = ['d9', 'd1']
    await sites.add(site({ keyDigests }), [])
    expect((await sites.find('shop'))?.keyDigests).toEqual(keyDigests)
    await sites.removeKey({ id: 'shop', memberId: 'm1', digest: 'd9' }, [])
    await sites.addKey({ id: 'shop', memberId: 'm1', digest: 'd0', atMost: 2 }, [])
    expect((await sites.find('shop'))?.keyDigests).toEqual(['d1', 'd0'])
  })

  test('an id that is taken, by whichever portal, is not taken again, and nothing is written', async () => {
    const { stores } = await open()
    await stores.sites.add(site(), [])
    expect(await stores.sites.add(site({ memberId: 'm2', keyDigests: ['d9'] }), audit)).toBe(false)
    expect(await stores.sites.findByKey('d9')).toBeUndefined()
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toEqual([])
  })

  test('a site is replaced, but for its keys, only by its own portal', async () => {
    const { stores } = await open()
    await stores.sites.add(site(), [])
    const changed = site({ name: 'New', policy: 'plain', isActive: false, keyDigests: ['d3'] })
    expect(await stores.sites.replace({ ...changed, memberId: 'm2' }, audit)).toBe(false)
    expect(await stores.sites.find('shop')).toEqual(site())
    expect(await stores.sites.replace(changed, audit)).toBe(true)
    expect(await stores.sites.findByKey('d3')).toBeUndefined()
    expect(await stores.sites.findByKey('d1')).toEqual({ ...changed, keyDigests: ['d1', 'd2'] })
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })

  test('keys are added and removed one by one, only by the site’s portal, never too many and never the last', async () => {
    const { stores } = await open()
    const { sites } = stores
    await sites.add(site({ keyDigests: ['d1'] }), [])
    const own = { id: 'shop', memberId: 'm1' }
    expect(await sites.addKey({ ...own, memberId: 'm2', digest: 'd2', atMost: 2 }, audit)).toBe('unknown')
    expect(await sites.removeKey({ ...own, memberId: 'm2', digest: 'd1' }, audit)).toBe('unknown')
    const added = await Promise.all(
      ['d2', 'd3', 'd4'].map((digest) => sites.addKey({ ...own, digest, atMost: 2 }, audit)),
    )
    expect(added.toSorted()).toEqual(['changed', 'keyCount', 'keyCount'])
    const keys = (await sites.find('shop'))?.keyDigests ?? []
    const removed = await Promise.all(keys.map((digest) => sites.removeKey({ ...own, digest }, audit)))
    expect(removed.toSorted()).toEqual(['changed', 'keyCount'])
    expect((await sites.find('shop'))?.keyDigests).toHaveLength(1)
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(2)
  })

  test("a portal's sites are listed; a removed one is gone with its keys", async () => {
    const { sites } = (await open()).stores
    await sites.add(site(), [])
    await sites.add(site({ id: 'kiosk', keyDigests: ['d5'], createdAt: 6 }), [])
    await sites.add(site({ id: 'foreign', memberId: 'm2', keyDigests: [] }), [])
    expect((await sites.list('m1')).map(({ id }) => id)).toEqual(['shop', 'kiosk'])
    expect(await sites.remove({ id: 'shop', memberId: 'm2' }, audit)).toBe(false)
    expect(await sites.remove({ id: 'shop', memberId: 'm1' }, audit)).toBe(true)
    expect(await sites.findByKey('d1')).toBeUndefined()
    expect((await sites.list('m1')).map(({ id }) => id)).toEqual(['kiosk'])
  })

  test('two sites never share a key', async () => {
    const { sites } = (await open()).stores
    await sites.add(site(), [])
    await expect(sites.add(site({ id: 'kiosk' }), audit)).rejects.toThrow(/unique/i)
    expect(await sites.find('kiosk')).toBeUndefined()
  })
})
