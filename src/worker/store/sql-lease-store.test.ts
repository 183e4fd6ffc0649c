import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'

const start = 1_000_000_000_000

onEachDatabase((open) => {
  test('one holds a lease, prolongs it, and loses it when its time is over', async () => {
    const { stores, setNow } = await open()
    const acquire = (holder: string, until: number) =>
      stores.leases.acquire({ name: 'poller m1 7', holder, until })
    expect(await acquire('a', start + 10)).toBe(true)
    expect(await acquire('b', start + 10)).toBe(false)
    expect(await acquire('a', start + 20)).toBe(true)
    await setNow(start + 19)
    expect(await acquire('b', start + 40)).toBe(false)
    await setNow(start + 20)
    expect(await acquire('b', start + 40)).toBe(true)
    expect(await acquire('a', start + 50)).toBe(false)
  })

  test('a lease given back is free at once; only its holder can give it back', async () => {
    const { leases } = (await open()).stores
    const lease = { name: 'poller', until: start + 10 }
    await leases.acquire({ ...lease, holder: 'a' })
    await leases.release({ name: 'poller', holder: 'b' })
    expect(await leases.acquire({ ...lease, holder: 'b' })).toBe(false)
    await leases.release({ name: 'poller', holder: 'a' })
    expect(await leases.acquire({ ...lease, holder: 'b' })).toBe(true)
  })

  test('twenty want it at once: one gets it', async () => {
    const { leases } = (await open()).stores
    const got = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        leases.acquire({ name: 'poller', holder: `w${at}`, until: start + 10 }),
      ),
    )
    expect(got.filter(Boolean)).toHaveLength(1)
  })
})
