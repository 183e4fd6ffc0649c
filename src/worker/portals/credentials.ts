import * as z from 'zod/mini'
import type { Sleep } from '../../client/timing.ts'
import type { LeaseStore } from '../ports/lease.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { OAuthServer } from './oauth-server.ts'
import type { PortalStore } from './portal-store.ts'
import type { Credential } from './portal.ts'

const credentialSchema = z.union([
  z.object({ kind: z.literal('webhook'), address: z.string(), botToken: z.string() }),
  z.object({ kind: z.literal('oauth'), accessToken: z.string(), refreshToken: z.string() }),
])

/** A credential as it is stored. */
export const sealCredential = (secrets: Pick<Secrets, 'seal'>, credential: Credential): string =>
  secrets.seal(JSON.stringify(credential))

export type HeldCredential = { readonly credential: Credential; readonly version: number }

export type Credentials = {
  readonly find: (memberId: string) => Promise<HeldCredential | undefined>
  /** What was stored after `old`, if anything was. */
  readonly findNewer: (memberId: string, old: HeldCredential) => Promise<HeldCredential | undefined>
  /**
   * What to go on with after the portal refused `failed`: what somebody else has stored meanwhile, or a pair that was
   * traded for it and stored before it is answered here. undefined when the authorization server refuses. At most one
   * trade per portal is under way among all workers: a refresh token works once.
   */
  readonly renew: (memberId: string, failed: HeldCredential) => Promise<HeldCredential | undefined>
}

/** Longer than the authorization server is waited for. */
const leaseMs = 45_000
const lookAgainMs = 250

/** Opens and renews what the portals are opened with. Without `oauth` nothing is renewed. */
export const createCredentials = (parts: {
  readonly portals: Pick<PortalStore, 'findCredential' | 'replaceCredential'>
  readonly secrets: Pick<Secrets, 'seal' | 'open' | 'randomHex'>
  readonly oauth: OAuthServer | undefined
  readonly leases: LeaseStore
  readonly sleep: Sleep
}): Credentials => {
  const { portals, secrets, oauth, leases, sleep } = parts
  const holder = secrets.randomHex(8)
  const underWay = new Map<string, Promise<HeldCredential | undefined>>()

  const find: Credentials['find'] = async (memberId) => {
    const stored = await portals.findCredential(memberId)
    if (!stored) return undefined
    const opened: unknown = JSON.parse(secrets.open(stored.sealed))
    return { credential: credentialSchema.parse(opened), version: stored.version }
  }

  const trade = async (memberId: string, failed: HeldCredential) => {
    const stored = await find(memberId)
    if (!stored || stored.version !== failed.version) return stored
    if (stored.credential.kind !== 'oauth' || !oauth) return undefined
    const grant = await oauth.trade(stored.credential.refreshToken)
    // A worker whose lease ran out may have used the same token up a moment earlier.
    if (grant?.memberId !== memberId) return findNewer(memberId, stored)
    const { accessToken, refreshToken } = grant
    const sealed = sealCredential(secrets, { kind: 'oauth', accessToken, refreshToken })
    await portals.replaceCredential(memberId, sealed, stored.version)
    return findNewer(memberId, stored)
  }

  const findNewer = async (memberId: string, old: HeldCredential) => {
    const stored = await find(memberId)
    return stored && stored.version !== old.version ? stored : undefined
  }

  /** Whoever comes second takes what the first one has stored, or the turn when that one is gone. */
  const tradeInTurn = async (memberId: string, failed: HeldCredential) => {
    const lease = { name: `renew:${memberId}`, holder }
    while (!(await leases.acquire({ ...lease, holdMs: leaseMs }))) {
      const newer = await findNewer(memberId, failed)
      if (newer) return newer
      await sleep(lookAgainMs)
    }
    try {
      return await trade(memberId, failed)
    } finally {
      await leases.release(lease)
    }
  }

  return {
    find,
    findNewer,
    renew: (memberId, failed) => {
      const running = underWay.get(memberId)
      if (running) return running
      const started = tradeInTurn(memberId, failed).finally(() => underWay.delete(memberId))
      underWay.set(memberId, started)
      return started
    },
  }
}
