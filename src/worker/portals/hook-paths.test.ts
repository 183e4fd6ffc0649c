import { expect, test } from 'vitest'
import { createTestSecrets } from '../../testing/worker/test-secrets.ts'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createHookPaths, hookPathOf } from './hook-paths.ts'

const secrets = createTestSecrets()

test('a portal is found by its path, a new one within seconds, and guessing does not read the list each time', async () => {
  const { stores, clock, setNow } = await openTestSqlite()
  let reads = 0
  const find = createHookPaths({
    portals: {
      find: stores.portals.find,
      list: () => {
        reads += 1
        return stores.portals.list()
      },
    },
    secrets,
    clock,
  })
  const path = hookPathOf(secrets, 'm1')
  expect(path).toMatch(/^[0-9a-f]{48}$/)
  expect(await find(path)).toBeUndefined()
  const address = { origin: 'https://p.example', clientEndpoint: 'https://p.example/rest/' }
  await stores.portals.connect({ memberId: 'm1', ...address, sealed: 's', at: clock.now() }, [])
  expect(await find(path)).toBeUndefined()
  await setNow(clock.now() + 5_000)
  expect(await find(path)).toMatchObject({ memberId: 'm1' })
  for (const guess of [hookPathOf(secrets, 'm2'), hookPathOf(createTestSecrets('other'), 'm1'), 'x', ''])
    expect(await find(guess)).toBeUndefined()
  expect(reads).toBe(2)
})
