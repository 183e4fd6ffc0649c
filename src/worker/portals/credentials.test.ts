import { expect, test } from 'vitest'
import { createPortalWorld, memberId } from '../../testing/worker/portal-world.ts'
import { createCredentials } from './credentials.ts'
import type { OAuthServer } from './oauth-server.ts'

/** Two workers over one database, before an authorization server that takes its time. */
const openTwo = async (trade: (used: string) => ReturnType<OAuthServer['trade']>) => {
  const world = await createPortalWorld()
  await world.connectApp()
  const { portals, leases } = world.stores
  const used: string[] = []
  const oauth: OAuthServer = {
    trade: async (refreshToken) => {
      used.push(refreshToken)
      await world.sleep(2_000)
      return trade(refreshToken)
    },
  }
  const open = () => createCredentials({ portals, secrets: world.secrets, oauth, leases, sleep: world.sleep })
  const held = await world.credentials.find(memberId)
  if (!held) throw new Error('not connected')
  return { workers: [open(), open()], used, held }
}

const grantOf = (refreshToken: string) =>
  Promise.resolve({
    memberId,
    accessToken: `access after ${refreshToken}`,
    refreshToken: `next of ${refreshToken}`,
    clientEndpoint: 'http://127.0.0.1:8024/rest/',
  })

test('a refresh token is traded by one worker; the others take what it stored', async () => {
  const { workers, used, held } = await openTwo(grantOf)
  const renewed = await Promise.all(workers.map((credentials) => credentials.renew(memberId, held)))
  expect(used).toHaveLength(1)
  expect(renewed[0]?.version).toBe(held.version + 1)
  expect(renewed[1]).toEqual(renewed[0])
})

test('when the first one fails, the next one has its turn', async () => {
  let isDown = true
  const { workers, used, held } = await openTwo((token) => {
    const answer = isDown ? Promise.reject(new Error('no answer')) : grantOf(token)
    isDown = false
    return answer
  })
  const renewed = await Promise.allSettled(workers.map((credentials) => credentials.renew(memberId, held)))
  expect(renewed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(used).toHaveLength(2)
})
