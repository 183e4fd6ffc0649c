import { createRestClient } from '../../client/create-rest-client.ts'
import { createRestBudget } from '../../client/rest-budget.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import { TransportError } from '../../client/transport.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { createRation } from '../../lib/create-ration.ts'
import { auditLine } from '../ports/audit.ts'
import type { Secrets } from '../ports/secrets.ts'
import { sealCredential, type Credentials } from './credentials.ts'
import type { Post } from '../ports/post.ts'
import type { Grant, OAuthServer } from './oauth-server.ts'
import { sendWithTokenAt } from './portal-client.ts'
import { portalAddressOf, webhookAddressOf } from './portal-address.ts'
import type { PortalStore } from './portal-store.ts'

export type Connected =
  | {
      readonly kind: 'connected'
      readonly memberId: string
      readonly origin: string
      readonly isNew: boolean
    }
  | {
      readonly kind: 'refused'
      /**
       * `noApp`: the worker has no client secret. `tooOften`: unproven attempts are rationed. `grant`: the
       * authorization server refuses the token. `address`: what it names is no safe address. `notAdmin`: the token is
       * not an administrator's. `setupCode`: unknown portal, and the code is not the one printed at start.
       * `unanswered`: nobody knows; the portal has to send it again.
       */
      readonly reason: 'noApp' | 'tooOften' | 'grant' | 'address' | 'notAdmin' | 'setupCode' | 'unanswered'
    }

export type InstallRequest = {
  readonly refreshToken: string
  /** As it was given; needed only the first time. */
  readonly setupCode: string | undefined
  /** What came beside the refresh token; it is pinned when the exchange succeeds. */
  readonly applicationToken: string | undefined
}

const refused = (reason: Extract<Connected, { kind: 'refused' }>['reason']): Connected => ({
  kind: 'refused',
  reason,
})

/** A few strangers' attempts a minute, so that nobody can make the worker call out as often as they like. */
const attemptsPerMinute = 20

/**
 * The install exchange. Whatever a form claims, the portal's id and address are those the authorization server names
 * when it trades the refresh token with our client secret; an administrator must stand behind the token, for any user
 * who opens the app holds one.
 */
export const createPortalConnection = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'connect' | 'pinApplicationToken'>
  readonly secrets: Pick<Secrets, 'seal' | 'isEqual' | 'digest'>
  readonly oauth: OAuthServer | undefined
  readonly setupCode: string
  readonly post: Post
  readonly clock: Clock
  readonly sleep: Sleep
}): ((request: InstallRequest) => Promise<Connected>) => {
  const { portals, secrets, oauth, setupCode, post, clock, sleep } = parts
  const strangers = createRation({ clock, limit: attemptsPerMinute, windowMs: 60_000 })

  const store = async (grant: Grant, endpoint: URL, isNew: boolean, request: InstallRequest) => {
    const { memberId, accessToken, refreshToken } = grant
    const at = clock.now()
    const { origin, href: clientEndpoint } = endpoint
    const audit = (kind: string) => [auditLine({ at, memberId, kind, detail: { origin } })]
    const sealed = sealCredential(secrets, { kind: 'oauth', accessToken, refreshToken })
    const kind = isNew ? 'portalConnected' : 'portalReconnected'
    await portals.connect({ memberId, origin, clientEndpoint, sealed, at }, audit(kind))
    if (!request.applicationToken) return
    const digest = secrets.digest(request.applicationToken)
    await portals.pinApplicationToken(memberId, digest, audit('applicationTokenPinned'))
  }

  return async (request) => {
    if (!oauth) return refused('noApp')
    const hasCode = request.setupCode !== undefined && secrets.isEqual(request.setupCode, setupCode)
    if (!hasCode && !strangers.take('all')) return refused('tooOften')
    try {
      const grant = await oauth.trade(request.refreshToken)
      if (!grant) return refused('grant')
      const endpoint = portalAddressOf(grant.clientEndpoint)
      if (!endpoint) return refused('address')
      const known = await portals.find(grant.memberId)
      if (!known && !hasCode) return refused('setupCode')
      const send = sendWithTokenAt({ clientEndpoint: endpoint.href, accessToken: grant.accessToken, post })
      const client = createRestClient({ send, clock, sleep, budget: createRestBudget({ clock, sleep }) })
      const { ADMIN } = await client.call('profile', {})
      if (ADMIN !== true) return refused('notAdmin')
      await store(grant, endpoint, !known, request)
      return { kind: 'connected', memberId: grant.memberId, origin: endpoint.origin, isNew: !known }
    } catch (error) {
      if (error instanceof TransportError || error instanceof RestError) return refused('unanswered')
      throw error
    }
  }
}

/**
 * The portal of the environment: an incoming webhook's address and the bot's token. Throws when the address is none;
 * the message does not repeat it, for it is a secret.
 */
export const connectByWebhook = async (
  parts: {
    readonly portals: Pick<PortalStore, 'connect'>
    readonly secrets: Pick<Secrets, 'seal'>
    readonly clock: Clock
  },
  portal: { readonly address: string; readonly memberId: string; readonly botToken: string },
): Promise<void> => {
  const url = webhookAddressOf(portal.address)
  if (!url)
    throw new Error('PORTAL_WEBHOOK is no address of an incoming webhook (https://portal/rest/1/code/)')
  const { memberId, botToken } = portal
  const sealed = sealCredential(parts.secrets, { kind: 'webhook', address: url.href, botToken })
  const { origin } = url
  const clientEndpoint = new URL(url.pathname.replace(/\d+\/[^/]+\/$/, ''), url).href
  const at = parts.clock.now()
  await parts.portals.connect({ memberId, origin, clientEndpoint, sealed, at, forgetsPin: true }, [
    auditLine({ at, memberId, kind: 'portalConnected', detail: { origin } }),
  ])
}

/**
 * Only the environment connects by webhook: a portal that is opened by one and is not `kept` was taken out of the
 * environment, and is left alone from now on. Answers whom.
 */
export const disconnectRemoved = async (
  parts: {
    readonly portals: Pick<PortalStore, 'list' | 'disconnect'>
    readonly credentials: Pick<Credentials, 'find'>
    readonly clock: Clock
  },
  kept: string | undefined,
): Promise<readonly string[]> => {
  const removed: string[] = []
  for (const { memberId, origin } of await parts.portals.list()) {
    // What no key opens is said at the start; it may be anybody's.
    const held = await parts.credentials.find(memberId).catch(() => undefined)
    if (memberId === kept || held?.credential.kind !== 'webhook') continue
    const line = { at: parts.clock.now(), memberId, kind: 'portalRemoved', detail: { origin } }
    await parts.portals.disconnect(memberId, [auditLine(line)])
    removed.push(memberId)
  }
  return removed
}
