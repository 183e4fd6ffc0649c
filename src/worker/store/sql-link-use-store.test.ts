import { expect, test } from 'vitest'
import { sampleLink } from '../../testing/worker/sample-link.ts'
import { onEachDatabase, type TestDatabase } from '../../testing/worker/test-databases.ts'
import type { NewShortLink } from '../links/short-link.ts'

const start = 1_000_000_000_000

const added = async ({ stores }: TestDatabase, given: Partial<NewShortLink> = {}) => {
  const link = sampleLink(given)
  await stores.links.add([link], [])
  return {
    link,
    use: (userId: number, memberId = 'm1') =>
      stores.linkUses.use({ memberId, tokenDigest: link.tokenDigest, userId }, ({ slug }) => slug),
    reply: (userId: number, memberId = 'm1') =>
      stores.linkUses.reply({ memberId, tokenDigest: link.tokenDigest, userId }),
    funnel: async () => (await stores.links.find({ id: link.id, memberId: 'm1' }))?.funnel,
    days: () => stores.links.listDays(link.id, 9),
  }
}

onEachDatabase((open) => {
  test('a hundred people want five uses at once: five get one', async () => {
    const { use, funnel, days } = await added(await open(), { maxUses: 5 })
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, index) => use(index + 1)))
    expect(outcomes.filter(({ kind }) => kind === 'used')).toHaveLength(5)
    expect(outcomes.filter((one) => one.kind === 'over' && one.state === 'usedUp')).toHaveLength(95)
    expect(await funnel()).toMatchObject({ received: 5 })
    expect(await days()).toEqual([
      { day: '2001-09-09', landed: 0, app: 0, browser: 0, copied: 0, received: 5, replied: 0 },
    ])
  })

  test('one person who asks a hundred times at once takes one use', async () => {
    const { use, funnel } = await added(await open(), { maxUses: 5 })
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => use(2)))
    expect(outcomes.filter((one) => one.kind === 'used' && one.isFirst)).toHaveLength(1)
    expect(outcomes.every(({ kind }) => kind === 'used')).toBe(true)
    expect(await funnel()).toMatchObject({ received: 1 })
  })

  test('who has a use comes again when all are gone, and nobody else does', async () => {
    const { use } = await added(await open(), { maxUses: 1 })
    expect(await use(2)).toMatchObject({ kind: 'used', isFirst: true })
    expect(await use(3)).toEqual({ kind: 'over', state: 'usedUp' })
    expect(await use(3)).toEqual({ kind: 'over', state: 'usedUp' })
    expect(await use(2)).toMatchObject({ kind: 'used', isFirst: false })
  })

  test('an expired and a revoked link are over for everybody', async () => {
    const database = await open()
    const { link, use, funnel } = await added(database, { expiresAt: start + 10 })
    await use(2)
    await database.setNow(start + 10)
    expect(await use(2)).toEqual({ kind: 'over', state: 'expired' })
    expect(await use(3)).toEqual({ kind: 'over', state: 'expired' })
    await database.stores.links.revoke({ id: link.id, memberId: 'm1' }, [])
    expect(await use(2)).toEqual({ kind: 'over', state: 'revoked' })
    expect(await funnel()).toMatchObject({ received: 1 })
  })

  test('what throws while the link is read takes no use, counts nobody and makes no day', async () => {
    const database = await open()
    const { link, use, funnel, days } = await added(database, { maxUses: 1 })
    const of = { memberId: 'm1', tokenDigest: link.tokenDigest, userId: 2 }
    const broken = () => {
      throw new Error('no key opens it')
    }
    await expect(database.stores.linkUses.use(of, broken)).rejects.toThrow('no key opens it')
    expect([await funnel(), await days()]).toMatchObject([{ received: 0 }, []])
    expect(await database.run('select * from link_uses')).toEqual([])
    expect(await use(3)).toEqual({ kind: 'used', read: link.slug, isFirst: true })
    await expect(database.stores.linkUses.use({ ...of, userId: 3 }, broken)).rejects.toThrow()
    expect(await use(3)).toMatchObject({ kind: 'used', isFirst: false })
  })

  test('another portal’s token is unknown, to use and to reply to', async () => {
    const { use, reply, funnel } = await added(await open())
    expect(await use(2, 'm2')).toEqual({ kind: 'unknown' })
    await use(2)
    expect(await reply(2, 'm2')).toBeUndefined()
    expect(await funnel()).toMatchObject({ received: 1, replied: 0 })
  })

  test('a reply is counted once for a person who has a use, and for nobody else', async () => {
    const { use, reply, funnel, days } = await added(await open())
    expect(await reply(2)).toBeUndefined()
    await use(2)
    const replies = await Promise.all(Array.from({ length: 20 }, () => reply(2)))
    expect(replies.filter((one) => one?.isFirst)).toHaveLength(1)
    expect(replies.every((one) => one !== undefined)).toBe(true)
    expect(await reply(3)).toBeUndefined()
    expect(await funnel()).toMatchObject({ received: 1, replied: 1 })
    expect(await days()).toMatchObject([{ received: 1, replied: 1 }])
  })

  test('visits are added up for the link and for each day; those of a link that is gone are dropped', async () => {
    const database = await open()
    const { link, funnel, days } = await added(database)
    const visit = { linkId: link.id, day: '2026-11-20', landed: 2, app: 1, browser: 0, copied: 0 }
    await database.stores.linkUses.count([
      visit,
      { ...visit, day: '2026-11-21', copied: 3 },
      { ...visit, linkId: 'gone' },
    ])
    await Promise.all(Array.from({ length: 10 }, () => database.stores.linkUses.count([visit])))
    expect(await funnel()).toEqual({ landed: 24, app: 12, browser: 0, copied: 3, received: 0, replied: 0 })
    expect((await days()).map(({ day, landed, copied }) => [day, landed, copied])).toEqual([
      ['2026-11-20', 22, 0],
      ['2026-11-21', 2, 3],
    ])
    expect(await database.run("select * from link_days where link_id = 'gone'")).toEqual([])
  })

  test('visits, uses and replies of the same links at once get in nobody’s way', async () => {
    const database = await open()
    const [one, two] = [await added(database), await added(database)]
    const visit = (linkId: string) => ({
      linkId,
      day: '2001-09-09',
      landed: 1,
      app: 0,
      browser: 0,
      copied: 0,
    })
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const both = [visit(one.link.id), visit(two.link.id)]
        await database.stores.linkUses.count(index % 2 === 0 ? both : both.toReversed())
        await one.use(index)
        await two.use(index)
        await one.reply(index)
      }),
    )
    expect(await one.funnel()).toMatchObject({ landed: 40, received: 40, replied: 40 })
    expect(await two.funnel()).toMatchObject({ landed: 40, received: 40, replied: 0 })
  })
})
