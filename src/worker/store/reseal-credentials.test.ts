import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestSqlite } from '../../testing/worker/test-databases.ts'
import { createSealer } from '../host/create-sealer.ts'
import { resealCredentials } from './reseal-credentials.ts'

const makeKey = () => randomBytes(32).toString('base64')
const [oldKey, newKey, lostKey] = [makeKey(), makeKey(), makeKey()]

const openWith = async (...sealedBy: readonly string[]) => {
  const { portals } = (await openTestSqlite()).stores
  for (const [at, key] of sealedBy.entries()) {
    const address = {
      memberId: `m${at}`,
      origin: 'https://a.example',
      clientEndpoint: 'https://a.example/rest/',
    }
    await portals.connect({ ...address, sealed: createSealer(key).seal('credential'), at }, [])
  }
  return portals
}

test('after a start with both keys the old one is not needed any more', async () => {
  const portals = await openWith(oldKey, newKey)
  expect(await resealCredentials(portals, createSealer(`${newKey},${oldKey}`))).toEqual([])
  for (const memberId of ['m0', 'm1'])
    expect(createSealer(newKey).open((await portals.findCredential(memberId))?.sealed ?? '')).toBe(
      'credential',
    )
  expect((await portals.findCredential('m1'))?.version).toBe(1)
})

test('a portal whose key is lost is named, and the others are sealed anew all the same', async () => {
  const portals = await openWith(lostKey, oldKey)
  expect(await resealCredentials(portals, createSealer(`${newKey},${oldKey}`))).toEqual(['m0'])
  expect((await portals.findCredential('m1'))?.version).toBe(2)
})
