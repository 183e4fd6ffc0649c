import * as z from 'zod/mini'
import type { RestClient } from '../../client/create-rest-client.ts'
import type { Clock } from '../../client/timing.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { SessionSigner } from '../ports/session-signer.ts'
import type { PortalStore } from './portal-store.ts'
import type { Portal } from './portal.ts'

/** Who speaks, for which portal. An admin may be one no more for as long as the session lives. */
export type ConsoleSession = {
  readonly portal: Portal
  readonly user: { readonly id: number; readonly name: string; readonly isAdmin: boolean }
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

type SessionOpening =
  | { readonly kind: 'opened'; readonly signed: string; readonly session: ConsoleSession }
  /** The token proves nothing here; why is said to nobody. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }

export type ConsoleSessions = {
  /** Trades a portal's access token for a session. */
  readonly open: (proof: { readonly accessToken: string; readonly domain: string }) => Promise<SessionOpening>
  /** The session behind a text, or undefined when it is none, is over, or its portal is not connected any more. */
  readonly read: (signed: string) => Promise<ConsoleSession | undefined>
}

/** How long a session lives, in milliseconds. */
export const sessionLifetimeMs = 15 * 60_000

const claimsSchema = z.object({
  memberId: z.string(),
  userId: z.int(),
  userName: z.string(),
  isAdmin: z.boolean(),
  exp: z.int(),
})

/** Whether the portal said no, rather than nothing. */
const isRefusal = (error: RestError): boolean =>
  error.status >= 400 && error.status < 500 && error.status !== 429

/**
 * Sessions of the console: the portal is asked at its stored address whose token it is and by which app it was given,
 * because any app's token is valid there.
 */
export const createConsoleSessions = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'list' | 'findCredential'>
  /** The console's app; without one nobody gets a session. */
  readonly clientId: string | undefined
  readonly openRest: (endpoint: {
    readonly base: string
    readonly accessToken: string
  }) => Pick<RestClient, 'call'>
  readonly signer: SessionSigner
  readonly clock: Clock
}): ConsoleSessions => {
  const { portals, clientId, openRest, signer, clock } = parts

  /** A portal whose app was uninstalled has no credential and is as unknown as one that never was. */
  const findConnected = async (portal: Portal | undefined): Promise<Portal | undefined> =>
    portal && (await portals.findCredential(portal.memberId)) ? portal : undefined

  const findByHost = async (host: string): Promise<Portal | undefined> => {
    const known = await portals.list()
    return findConnected(known.find(({ origin }) => new URL(origin).host === host))
  }

  const findUser = async (
    portal: Portal,
    accessToken: string,
  ): Promise<ConsoleSession['user'] | undefined> => {
    const rest = openRest({ base: portal.clientEndpoint, accessToken })
    const [app, profile] = await Promise.all([rest.call('app.info', {}), rest.call('profile', {})])
    if (app.CODE !== clientId || profile.ID === undefined) return undefined
    const name = [profile.NAME, profile.LAST_NAME].filter(Boolean).join(' ')
    return { id: Number(profile.ID), name: name || `#${profile.ID}`, isAdmin: profile.ADMIN === true }
  }

  return {
    open: async ({ accessToken, domain }) => {
      const portal = clientId === undefined ? undefined : await findByHost(domain)
      if (!portal) return { kind: 'refused' }
      try {
        const user = await findUser(portal, accessToken)
        if (!user) return { kind: 'refused' }
        const expiresAt = clock.now() + sessionLifetimeMs
        const { memberId } = portal
        const claims = { memberId, userId: user.id, userName: user.name, isAdmin: user.isAdmin }
        const signed = await signer.sign(claims, expiresAt)
        return { kind: 'opened', signed, session: { portal, user, expiresAt } }
      } catch (error) {
        if (!(error instanceof RestError)) throw error
        return { kind: isRefusal(error) ? 'refused' : 'unreachable' }
      }
    },
    read: async (signed) => {
      const claims = claimsSchema.safeParse(await signer.verify(signed))
      if (!claims.success) return undefined
      const { memberId, userId, userName, isAdmin, exp } = claims.data
      const portal = await findConnected(await portals.find(memberId))
      if (!portal) return undefined
      return { portal, user: { id: userId, name: userName, isAdmin }, expiresAt: exp * 1000 }
    },
  }
}
