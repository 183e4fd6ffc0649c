import type { Portal } from '../state/portal.ts'
import type { Auth } from './call.ts'
import { refusal } from './refuse.ts'

type Credentials = {
  readonly webhook: { readonly userId: number; readonly code: string } | undefined
  readonly accessToken: string | undefined
}

const byWebhook = (portal: Portal, { userId, code }: { userId: number; code: string }): Auth => {
  const webhook = portal.webhooks.find((known) => known.userId === userId && known.code === code)
  if (!webhook || !portal.users.get(userId)?.active) throw refusal('INVALID_CREDENTIALS')
  return {
    kind: 'webhook',
    userId,
    scopes: webhook.scopes,
    clientId: undefined,
    restPath: `/rest/${userId}/${code}`,
  }
}

const byToken = (portal: Portal, accessToken: string | undefined): Auth => {
  if (accessToken === undefined || accessToken === '') throw refusal('NO_AUTH_FOUND')
  const token = portal.accessTokens.get(accessToken)
  if (!token) throw refusal('invalid_token')
  if (token.expiresAt <= portal.now()) throw refusal('expired_token')
  const user = portal.users.get(token.userId)
  if (token.userId !== 0 && !user?.active) throw refusal('user_access_error')
  return {
    kind: 'oauth',
    userId: token.userId,
    scopes: token.scopes,
    clientId: token.clientId,
    restPath: '/rest',
  }
}

/** Who calls, or the system's error. A webhook in the address wins over a token. */
export const authenticate = (portal: Portal, { webhook, accessToken }: Credentials): Auth =>
  webhook ? byWebhook(portal, webhook) : byToken(portal, accessToken)
