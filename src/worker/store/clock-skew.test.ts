import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'
import { clockSkewMs } from './clock-skew.ts'

onEachDatabase((open) => {
  test('it is told how far the worker’s clock is from the database’s', async () => {
    const { database, clock } = await open()
    expect(await clockSkewMs(database, clock)).toBe(0)
    expect(await clockSkewMs(database, { now: () => clock.now() + 60_000 })).toBe(60_000)
    expect(await clockSkewMs(database, { now: () => clock.now() - 7 })).toBe(-7)
  })
})
