import { expect, test } from 'vitest'
import { onEachDatabase } from '../../testing/worker/test-databases.ts'

const key = (kid: string, createdAt: number) => ({
  kid,
  publicJwk: '{"kty":"OKP"}',
  sealed: `sealed ${kid}`,
  createdAt,
})

onEachDatabase((open) => {
  test('keys are kept, resealed and removed', async () => {
    const { keys } = (await open()).stores
    expect(await keys.add(key('a', 5), 0)).toBe(true)
    expect(await keys.add(key('b', 9), 6)).toBe(true)
    await keys.reseal('a', 'sealed anew')
    expect(await keys.list()).toEqual([{ ...key('a', 5), sealed: 'sealed anew' }, key('b', 9)])
    await keys.remove('a')
    expect(await keys.list()).toEqual([key('b', 9)])
  })

  test('of many workers that start at once one adds a key', async () => {
    const { keys } = (await open()).stores
    // Connections are there already, so that all come at the same moment.
    await Promise.all(Array.from({ length: 8 }, () => keys.list()))
    const added = await Promise.all(Array.from({ length: 8 }, (_, at) => keys.add(key(`k${at}`, 100), 50)))
    expect(added.filter(Boolean)).toHaveLength(1)
    expect(await keys.list()).toHaveLength(1)
  })

  test('the first root stays; everybody is answered that one', async () => {
    const { keys } = (await open()).stores
    const kept = await Promise.all(Array.from({ length: 8 }, (_, at) => keys.keepRoot(`root ${at}`)))
    expect(new Set(kept).size).toBe(1)
    await keys.resealRoot('the same, sealed anew')
    expect(await keys.keepRoot('late')).toBe('the same, sealed anew')
  })
})
