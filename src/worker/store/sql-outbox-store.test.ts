import { expect, test } from 'vitest'
import { changeOf, samplePairing } from '../../testing/worker/sample-pairing.ts'
import { onEachDatabase, type TestDatabase } from '../../testing/worker/test-databases.ts'
import type { OutboxOutcome, OutboxWish } from '../ports/outbox.ts'

const start = 1_000_000_000_000

/** Wishes get into the outbox only with a pairing's change. */
const wish = async ({ stores }: TestDatabase, ...kinds: OutboxWish['kind'][]) => {
  const pairing = samplePairing()
  await stores.pairings.insert(pairing, [])
  const outbox = kinds.map((kind) => ({
    memberId: 'm1',
    pairingId: pairing.id,
    kind,
    messageId: kind === 'edit' ? 11 : null,
  }))
  await stores.pairings.apply(changeOf(pairing, { name: 'pending', starter: null }, { outbox }))
  return pairing.id
}

const settled = (id: number | undefined, outcome: OutboxOutcome) => new Map([[id ?? -1, outcome]])

onEachDatabase((open) => {
  test('cards are taken before edits, oldest first, and by one taker only', async () => {
    const world = await open()
    const { outbox } = world.stores
    const first = await wish(world, 'edit')
    const second = await wish(world, 'card')
    const third = await wish(world, 'card')
    const taken = await outbox.take({ memberId: 'm1', limit: 10, holdMs: 100 })
    expect(taken).toEqual([
      { ...taken[0], memberId: 'm1', pairingId: second, kind: 'card', messageId: null },
      { ...taken[1], pairingId: third, kind: 'card', unanswered: 0, attempts: 0, ageMs: 0 },
      { ...taken[2], pairingId: first, kind: 'edit', messageId: 11 },
    ])
    expect(await outbox.take({ memberId: 'm1', limit: 10, holdMs: 100 })).toEqual([])
    expect(await outbox.count()).toBe(3)
  })

  test('no more are taken than asked for, and none of another portal', async () => {
    const world = await open()
    await wish(world, 'card', 'card')
    expect(await world.stores.outbox.take({ memberId: 'm2', limit: 9, holdMs: 0 })).toEqual([])
    expect(await world.stores.outbox.take({ memberId: 'm1', limit: 1, holdMs: 1 })).toHaveLength(1)
    expect(await world.stores.outbox.take({ memberId: 'm1', limit: 9, holdMs: 1 })).toHaveLength(1)
  })

  test('an edit waits until what came before it for its pairing is settled, and is not due meanwhile', async () => {
    const world = await open()
    const { outbox } = world.stores
    await wish(world, 'card', 'edit', 'edit')
    const take = () => outbox.take({ memberId: 'm1', limit: 9, holdMs: 100 })
    for (const kind of ['card', 'edit', 'edit']) {
      expect(await outbox.listDue()).toEqual(['m1'])
      const [one, ...more] = await take()
      expect([one?.kind, more]).toEqual([kind, []])
      expect([await take(), await outbox.listDue()]).toEqual([[], []])
      await outbox.settle(settled(one?.id, { kind: 'done' }))
    }
    expect(await outbox.count()).toBe(0)
  })

  test('of ten edits of one pairing only one is in somebody’s hands, however many take', async () => {
    const world = await open()
    await wish(world, ...Array.from({ length: 10 }, () => 'edit' as const))
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => world.stores.outbox.take({ memberId: 'm1', limit: 5, holdMs: 9 })),
    )
    expect(taken.flat()).toHaveLength(1)
  })

  test('an item’s age is told, by the database’s clock', async () => {
    const world = await open()
    await wish(world, 'edit')
    await world.setNow(start + 90_000_000)
    expect(await world.stores.outbox.take({ memberId: 'm1', limit: 1, holdMs: 1 })).toMatchObject([
      { ageMs: 90_000_000 },
    ])
  })

  test('ten takers side by side never get the same item', async () => {
    const world = await open()
    await wish(world, ...Array.from({ length: 40 }, () => 'card' as const))
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => world.stores.outbox.take({ memberId: 'm1', limit: 5, holdMs: 9 })),
    )
    const ids = taken.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(40)
  })

  test('what its taker never settled is handed out again, counted as unanswered', async () => {
    const world = await open()
    await wish(world, 'card')
    const [first] = await world.stores.outbox.take({ memberId: 'm1', limit: 1, holdMs: 100 })
    await world.setNow(start + 99)
    expect(await world.stores.outbox.take({ memberId: 'm1', limit: 1, holdMs: 200 })).toEqual([])
    await world.setNow(start + 100)
    const [again] = await world.stores.outbox.take({ memberId: 'm1', limit: 1, holdMs: 200 })
    expect(again).toEqual({ ...first, unanswered: 1, ageMs: 100 })
  })

  test('what becomes of an item: done, later, unanswered, dead', async () => {
    const world = await open()
    const { outbox } = world.stores
    await wish(world, 'card')
    const take = async () => (await outbox.take({ memberId: 'm1', limit: 1, holdMs: 100 }))[0]
    const item = await take()
    await outbox.settle(settled(item?.id, { kind: 'later', afterMs: 5 }))
    expect(await take()).toBeUndefined()
    await world.setNow(start + 5)
    expect(await take()).toEqual({ ...item, attempts: 1, ageMs: 5 })
    await outbox.settle(settled(item?.id, { kind: 'unanswered', afterMs: 0 }))
    expect(await take()).toEqual({ ...item, attempts: 1, unanswered: 1, ageMs: 5 })
    await outbox.settle(settled(item?.id, { kind: 'dead', code: 'ACCESS_DENIED' }))
    expect(await take()).toBeUndefined()
    expect(await outbox.count()).toBe(0)
    await wish(world, 'edit')
    await outbox.settle(settled((await take())?.id, { kind: 'done' }))
    expect(await world.run('select dead_code from outbox')).toEqual([{ dead_code: 'ACCESS_DENIED' }])
  })

  test('portals with something due are named once', async () => {
    const world = await open()
    expect(await world.stores.outbox.listDue()).toEqual([])
    await wish(world, 'card', 'edit')
    expect(await world.stores.outbox.listDue()).toEqual(['m1'])
    await world.stores.outbox.take({ memberId: 'm1', limit: 9, holdMs: 100 })
    expect(await world.stores.outbox.listDue()).toEqual([])
    await world.setNow(start + 100)
    expect(await world.stores.outbox.listDue()).toEqual(['m1'])
  })

  test('what was refused for good is purged by its age; what waits is not', async () => {
    const world = await open()
    const { outbox } = world.stores
    await wish(world, 'card', 'edit')
    const [card] = await outbox.take({ memberId: 'm1', limit: 1, holdMs: 1 })
    await outbox.settle(settled(card?.id, { kind: 'dead', code: 'X' }))
    expect(await outbox.purge(start)).toBe(0)
    expect(await outbox.purge(start + 1)).toBe(1)
    expect(await outbox.count()).toBe(1)
  })
})
