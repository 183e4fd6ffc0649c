import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'

const start = 1_000_000_000_000

onEachDatabase((open) => {
  test('one holds a lease, prolongs it, and loses it when its time is over', async () => {
    const { stores, setNow } = await open()
    const acquire = (holder: string, holdMs: number) =>
      stores.leases.acquire({ name: 'poller m1 7', holder, holdMs })
    expect(await acquire('a', 10)).toBe(true)
    expect(await acquire('b', 10)).toBe(false)
    expect(await acquire('a', 20)).toBe(true)
    await setNow(start + 19)
    expect(await acquire('b', 20)).toBe(false)
    await setNow(start + 20)
    expect(await acquire('b', 20)).toBe(true)
    expect(await acquire('a', 30)).toBe(false)
  })

  test('a worker whose clock is wrong holds a lease neither longer nor shorter', async () => {
    // The worker's clock is wherever it likes: the lease is counted from the database's moment alone.
    const { stores, setNow, run } = await open()
    await setNow(start + 86_400_000)
    await stores.leases.acquire({ name: 'poller', holder: 'a', holdMs: 90_000 })
    expect(await run('select until from leases')).toEqual([{ until: start + 86_490_000 }])
  })

  test('a lease given back is free at once; only its holder can give it back', async () => {
    const { leases } = (await open()).stores
    const lease = { name: 'poller', holdMs: 10 }
    await leases.acquire({ ...lease, holder: 'a' })
    await leases.release({ name: 'poller', holder: 'b' })
    expect(await leases.acquire({ ...lease, holder: 'b' })).toBe(false)
    await leases.release({ name: 'poller', holder: 'a' })
    expect(await leases.acquire({ ...lease, holder: 'b' })).toBe(true)
  })

  test('twenty want it at once: one gets it', async () => {
    const { leases } = (await open()).stores
    const got = await Promise.all(
      Array.from({ length: 20 }, (_, at) => leases.acquire({ name: 'poller', holder: `w${at}`, holdMs: 10 })),
    )
    expect(got.filter(Boolean)).toHaveLength(1)
  })
})
