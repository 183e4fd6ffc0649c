import * as z from 'zod/mini'
import type { RestClient } from '../../client/create-rest-client.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { createRation } from '../../lib/create-ration.ts'
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
  /** Too many tokens in this minute proved nothing to this portal. */
  | { readonly kind: 'tooOften' }

export type ConsoleSessions = {
  /** Trades a portal's access token for a session. */
  readonly open: (proof: { readonly accessToken: string; readonly domain: string }) => Promise<SessionOpening>
  /** The session behind a text, or undefined when it is none, is over, or its portal is not connected any more. */
  readonly read: (signed: string) => Promise<ConsoleSession | undefined>
}

/** How long a session lives, in milliseconds. */
export const sessionLifetimeMs = 15 * 60_000

/** Longer than a portal takes, short enough that somebody waits for it. */
const deadlineMs = 8_000

/** What strangers can make the worker ask a portal; far less than its request limit. */
const failuresPerMinute = 20

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
  readonly openRest: (who: {
    readonly portal: Portal
    readonly accessToken: string
  }) => Pick<RestClient, 'call'>
  readonly signer: SessionSigner
  readonly clock: Clock
  readonly sleep: Sleep
}): ConsoleSessions => {
  const { portals, clientId, openRest, signer, clock, sleep } = parts
  const ration = createRation({ clock, limit: failuresPerMinute, windowMs: 60_000 })

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
    signal: AbortSignal,
  ): Promise<ConsoleSession['user'] | undefined> => {
    const rest = openRest({ portal, accessToken })
    const app = await rest.call('app.info', {}, { signal })
    if (app.CODE !== clientId) return undefined
    const profile = await rest.call('profile', {}, { signal })
    if (profile.ID === undefined) return undefined
    const name = [profile.NAME, profile.LAST_NAME].filter(Boolean).join(' ')
    return { id: Number(profile.ID), name: name || `#${profile.ID}`, isAdmin: profile.ADMIN === true }
  }

  /** Whatever holds the portal's line up, an answer comes in time. */
  const inTime = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const [late, done] = [new AbortController(), new AbortController()]
    const timer = sleep(deadlineMs, done.signal).then(
      () => late.abort(),
      () => undefined,
    )
    try {
      return await work(late.signal)
    } finally {
      done.abort()
      await timer
    }
  }

  return {
    open: async ({ accessToken, domain }) => {
      const portal = clientId === undefined ? undefined : await findByHost(domain)
      if (!portal) return { kind: 'refused' }
      const { memberId } = portal
      if (!ration.take(memberId)) return { kind: 'tooOften' }
      try {
        const user = await inTime((signal) => findUser(portal, accessToken, signal))
        if (!user) return { kind: 'refused' }
        ration.giveBack(memberId)
        const expiresAt = clock.now() + sessionLifetimeMs
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
