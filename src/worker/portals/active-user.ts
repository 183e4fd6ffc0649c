import type { RestClient } from '../../client/create-rest-client.ts'
import type { PortalStore } from './portal-store.ts'

/** How long the portal may take to answer about a user; a result lives a minute. */
const timeoutMs = 8000

/**
 * The portal's own word on a user at this moment, and the admin's on the portal; asked while a person waits, so it is given
 * up in time for the site to ask again.
 */
export const createStandingOf = (parts: {
  readonly portals: Pick<PortalStore, 'find'>
  /** Whose requests go ahead of what nobody waits for. */
  readonly clientFor: (memberId: string) => RestClient
}) => {
  return async ({
    memberId,
    userId,
  }: {
    memberId: string
    userId: number
  }): Promise<'active' | 'inactiveUser' | 'switchedOff'> => {
    const portal = await parts.portals.find(memberId)
    if (portal && !portal.settings.isOn) return 'switchedOff'
    const signal = AbortSignal.timeout(timeoutMs)
    const users = await parts.clientFor(memberId).call('user.get', { ID: userId }, { signal })
    // A user without a type is an employee.
    const kinds = portal?.settings.allowsExtranet ? ['employee', 'extranet'] : ['employee']
    const isActive = users.some(
      ({ ID, ACTIVE, USER_TYPE = 'employee' }) =>
        ID === String(userId) && ACTIVE && kinds.includes(USER_TYPE),
    )
    return isActive ? 'active' : 'inactiveUser'
  }
}
