import { expect, test } from 'vitest'
import { sampleLink } from '../../testing/worker/sample-link.ts'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import type { ShortLinkFilter } from '../links/short-link-store.ts'
import type { NewShortLink } from '../links/short-link.ts'
import type { AuditEntry } from '../ports/audit.ts'

const audit: readonly AuditEntry[] = [
  { at: 1, memberId: 'm1', pairingId: null, actor: 'admin:1', kind: 'linkAdded', detail: {} },
]
const nothing = () => undefined
const none = { landed: 0, app: 0, browser: 0, copied: 0, received: 0, replied: 0 }
const start = 1_000_000_000_000
const day = 86_400_000

const asStored = ({
  tokenDigest: _digest,
  token: _token,
  ...link
}: NewShortLink & { readonly token: string }) => ({
  ...link,
  position: expect.any(Number) as number,
  revokedAt: null,
  state: 'active',
  funnel: none,
})

onEachDatabase((open) => {
  test('a link is found by its id, in its own portal alone, and by its slug', async () => {
    const { links, audit: lines } = (await open()).stores
    const link = sampleLink({ expiresAt: start + 5, maxUses: 3 })
    expect(await links.add([link, sampleLink()], audit)).toEqual({ taken: [] })
    expect(await links.find({ id: link.id, memberId: 'm1' })).toEqual(asStored(link))
    expect(await links.findBySlug(link.slug)).toEqual(asStored(link))
    expect(await links.find({ id: link.id, memberId: 'm2' })).toBeUndefined()
    expect(await links.findBySlug('nothing')).toBeUndefined()
    expect(await lines.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })

  test('all or none: where a slug is taken, by whichever portal, nothing is added', async () => {
    const { stores } = await open()
    await stores.links.add([sampleLink({ slug: 'summer', memberId: 'm2' })], [])
    const [first, second] = [sampleLink(), sampleLink({ slug: 'summer' })]
    expect(await stores.links.add([first, second], audit)).toEqual({ taken: ['summer'] })
    expect(await stores.links.findBySlug(first.slug)).toBeUndefined()
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toEqual([])
  })

  test('of two that want one slug at once, one gets it', async () => {
    const { links } = (await open()).stores
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => links.add([sampleLink({ slug: 'summer' })], [])),
    )
    expect(outcomes.filter(({ taken }) => taken.length === 0)).toHaveLength(1)
  })

  test('the state is told by the database’s clock, and what is for good goes first', async () => {
    const { stores, setNow } = await open()
    const link = sampleLink({ expiresAt: start + 100, maxUses: 1 })
    await stores.links.add([link], [])
    const state = async () => (await stores.links.find({ id: link.id, memberId: 'm1' }))?.state
    expect(await state()).toBe('active')
    await stores.linkUses.use({ memberId: 'm1', tokenDigest: link.tokenDigest, userId: 2 }, nothing)
    expect(await state()).toBe('usedUp')
    await setNow(start + 100)
    expect(await state()).toBe('expired')
    await stores.links.revoke({ id: link.id, memberId: 'm1' }, [])
    expect(await state()).toBe('revoked')
  })

  test('another seal takes the place of the one it was made from, and of no other', async () => {
    const { links } = (await open()).stores
    const link = sampleLink({ sealed: 'first' })
    await links.add([link], [])
    const sealed = async () => (await links.findBySlug(link.slug))?.sealed
    const position = (await links.findBySlug(link.slug))?.position ?? 0
    await links.reseal(position, 'other', 'wrong')
    expect(await sealed()).toBe('first')
    await links.reseal(position + 1, 'first', 'wrong')
    expect(await sealed()).toBe('first')
    await links.reseal(position, 'first', 'second')
    expect(await sealed()).toBe('second')
  })

  test('a list is read page by page, newest first', async () => {
    const { links } = (await open()).stores
    const added = [1, 2, 3, 4, 5].map((n) => sampleLink({ name: `Link ${n}` }))
    await links.add(added, [])
    await links.add([sampleLink({ memberId: 'm2' })], [])
    const first = await links.list({ memberId: 'm1', limit: 3 })
    expect(first.map(({ name }) => name)).toEqual(['Link 5', 'Link 4', 'Link 3'])
    const before = first.at(-1)?.position ?? 0
    const second = await links.list({ memberId: 'm1', before, limit: 3 })
    expect(second.map(({ name }) => name)).toEqual(['Link 2', 'Link 1'])
  })

  test('name, slug and campaign are searched in any case and language, and no letter means anything', async () => {
    const { links } = (await open()).stores
    const wanted = [
      sampleLink({ name: 'ПЛАКАТ у входа', campaign: '' }),
      sampleLink({ slug: 'black-friday', campaign: 'Осень' }),
      sampleLink({ name: '100% off_today', campaign: 'осень 2' }),
    ]
    await links.add(wanted, [])
    const found = async (search: string) =>
      (await links.list({ memberId: 'm1', search, limit: 9 })).map(({ id }) =>
        wanted.findIndex((link) => link.id === id),
      )
    expect(await found('плакат')).toEqual([0])
    expect(await found('FRIDAY')).toEqual([1])
    expect(await found('осень')).toEqual([2, 1])
    expect(await found('0% o')).toEqual([2])
    expect(await found('%')).toEqual([2])
    expect(await found('_')).toEqual([2])
    expect(await found('\\')).toEqual([])
    expect(await links.listCampaigns('m1')).toEqual(['Осень', 'осень 2'])
  })

  test('sums are of all that match: by campaign, by state, by search', async () => {
    const { links, linkUses } = (await open()).stores
    const [a, b, c] = [sampleLink({ maxUses: 1 }), sampleLink(), sampleLink({ campaign: 'Winter' })]
    await links.add([a, b, c], [])
    await linkUses.use({ memberId: 'm1', tokenDigest: a.tokenDigest, userId: 2 }, nothing)
    const visits = { day: '2026-11-20', app: 1, browser: 2, copied: 0 }
    await linkUses.count([
      { ...visits, linkId: a.id, landed: 5 },
      { ...visits, linkId: c.id, landed: 7 },
    ])
    const sum = async (of: Omit<ShortLinkFilter, 'memberId'>) => links.sum({ memberId: 'm1', ...of })
    expect(await sum({})).toEqual({
      links: 3,
      funnel: { landed: 12, app: 2, browser: 4, copied: 0, received: 1, replied: 0 },
    })
    expect(await sum({ campaign: 'Summer' })).toMatchObject({ links: 2, funnel: { landed: 5 } })
    expect(await sum({ state: 'usedUp' })).toMatchObject({ links: 1, funnel: { landed: 5 } })
    expect(await sum({ state: 'active' })).toMatchObject({ links: 2, funnel: { landed: 7 } })
    expect(await sum({ search: 'winter' })).toMatchObject({ links: 1 })
    expect(await sum({ search: 'nothing' })).toEqual({ links: 0, funnel: none })
  })

  test('a link is replaced by its own portal alone; slug, token and counts stay', async () => {
    const { links, linkUses, audit: lines } = (await open()).stores
    const link = sampleLink()
    await links.add([link], [])
    await linkUses.use({ memberId: 'm1', tokenDigest: link.tokenDigest, userId: 2 }, nothing)
    const { token: _token, tokenDigest, slug, createdAt: _at, createdBy: _by, ...said } = link
    const changed = { ...said, name: 'New', sealed: 'other', parameters: [], maxUses: 5 }
    expect(await links.replace({ ...changed, memberId: 'm2' }, link, audit)).toBe(false)
    expect(await links.replace(changed, { sealed: 'not what is there' }, audit)).toBe(false)
    expect(await lines.list({ memberId: 'm1', limit: 9 })).toEqual([])
    expect(await links.replace(changed, link, audit)).toBe(true)
    expect(await links.replace({ ...changed, name: 'Too late' }, link, audit)).toBe(false)
    expect(await links.findBySlug(slug)).toEqual({
      ...asStored(link),
      ...changed,
      funnel: { ...none, received: 1 },
    })
    expect(await links.list({ memberId: 'm1', search: slug.slice(5), limit: 9 })).toHaveLength(1)
    expect((await linkUses.use({ memberId: 'm1', tokenDigest, userId: 2 }, nothing)).kind).toBe('used')
  })

  test('a link is revoked once, by its own portal alone', async () => {
    const { stores, setNow } = await open()
    const link = sampleLink()
    await stores.links.add([link], [])
    await setNow(start + 7)
    const own = { id: link.id, memberId: 'm1' }
    expect(await stores.links.revoke({ ...own, memberId: 'm2' }, audit)).toBe(false)
    expect(await stores.links.revoke(own, audit)).toBe(true)
    await setNow(start + 9)
    expect(await stores.links.revoke(own, audit)).toBe(false)
    expect(await stores.links.find(own)).toMatchObject({ state: 'revoked', revokedAt: start + 7 })
    expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  })

  test('what has been over for long is purged with its uses; what lives loses old days, not its sums', async () => {
    const { stores, setNow, run } = await open()
    const [revoked, expired, alive] = [sampleLink(), sampleLink({ expiresAt: start + 1 }), sampleLink()]
    await stores.links.add([revoked, expired, alive], [])
    for (const { tokenDigest } of [revoked, expired, alive])
      await stores.linkUses.use({ memberId: 'm1', tokenDigest, userId: 2 }, nothing)
    await stores.links.revoke({ id: revoked.id, memberId: 'm1' }, [])
    // A day that is too young to go by itself
    const visit = { landed: 1, app: 0, browser: 0, copied: 0, day: '2026-11-20' }
    await stores.linkUses.count([{ ...visit, linkId: revoked.id }])
    await setNow(start + 400 * day)
    await stores.linkUses.use({ memberId: 'm1', tokenDigest: alive.tokenDigest, userId: 3 }, nothing)
    expect(await stores.links.purge(start)).toBe(0)
    expect(await stores.links.purge(start + 2 * day)).toBe(3) // two links, and the old day of the third
    expect((await stores.links.list({ memberId: 'm1', limit: 9 })).map(({ id }) => id)).toEqual([alive.id])
    expect(await run('select link_id, user_id from link_uses order by user_id')).toEqual([
      { link_id: alive.id, user_id: 2 },
      { link_id: alive.id, user_id: 3 },
    ])
    expect(await run('select distinct link_id from link_days')).toEqual([{ link_id: alive.id }])
    expect(await stores.links.listDays(alive.id, 9)).toMatchObject([{ received: 1 }])
    expect(await stores.links.find({ id: alive.id, memberId: 'm1' })).toMatchObject({
      funnel: { received: 2 },
    })
  })

  test('days come oldest first, the last ones where there are more', async () => {
    const { links, linkUses } = (await open()).stores
    const link = sampleLink()
    await links.add([link], [])
    const visit = { linkId: link.id, landed: 1, app: 0, browser: 0, copied: 0 }
    await linkUses.count(['2026-11-19', '2026-11-21', '2026-11-20'].map((of) => ({ ...visit, day: of })))
    expect((await links.listDays(link.id, 2)).map((of) => of.day)).toEqual(['2026-11-20', '2026-11-21'])
  })
})
