import type { Clock } from '../../client/timing.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { PortalStore } from './portal-store.ts'
import type { Portal } from './portal.ts'

/** The unguessable part of a portal's hook address: 48 hex. */
export const hookPathOf = (secrets: Pick<Secrets, 'derive'>, memberId: string): string =>
  secrets.derive('hook', memberId).slice(0, 48)

const lookAgainMs = 5_000

/** Finds the portal behind a hook address; undefined for every other address. A new portal is found within seconds. */
export const createHookPaths = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'list'>
  readonly secrets: Pick<Secrets, 'derive'>
  readonly clock: Clock
}): ((path: string) => Promise<Portal | undefined>) => {
  const { portals, secrets, clock } = parts
  let known = new Map<string, string>()
  let lookedAt = -Infinity
  return async (path) => {
    if (!/^[0-9a-f]{48}$/.test(path)) return undefined
    if (!known.has(path) && clock.now() - lookedAt >= lookAgainMs) {
      lookedAt = clock.now()
      known = new Map(
        (await portals.list()).map(({ memberId }) => [hookPathOf(secrets, memberId), memberId] as const),
      )
    }
    const memberId = known.get(path)
    return memberId === undefined ? undefined : portals.find(memberId)
  }
}
