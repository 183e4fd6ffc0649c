import { limits } from '../../contract/rest/enums.ts'
import type { Portal } from '../state/portal.ts'
import type { AppRow } from '../state/rows.ts'

export type TokenPair = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: number
}

type Grant = { readonly clientId: string; readonly userId: number; readonly scopes: readonly string[] }

/** A new access token (1 h) with its refresh token (180 days). */
export const issueTokens = (portal: Portal, grant: Grant): TokenPair => {
  const expiresAt = portal.now() + limits.accessTokenSeconds * 1000
  const accessToken = portal.randomHex(35)
  const refreshToken = portal.randomHex(35)
  portal.accessTokens.set(accessToken, { ...grant, expiresAt })
  portal.refreshTokens.set(refreshToken, {
    ...grant,
    expiresAt: portal.now() + limits.refreshTokenDays * 86_400_000,
  })
  return { accessToken, refreshToken, expiresAt }
}

/** A code that can be exchanged once within 30 seconds. */
export const issueAuthCode = (portal: Portal, grant: Grant): string => {
  const code = portal.randomHex(20)
  portal.authCodes.set(code, { ...grant, expiresAt: portal.now() + limits.authCodeSeconds * 1000 })
  return code
}

export const clientEndpointOf = (portal: Portal): string => `${portal.origin}/rest/`

/** The auth server's endpoint; here the portal's own host answers for it. */
export const serverEndpointOf = (portal: Portal): string => clientEndpointOf(portal)

export const hostOf = (portal: Portal): string => new URL(portal.origin).host

/** The `auth` block of events and launches for one app, with tokens of one user. */
export const authBlock = (portal: Portal, app: AppRow, userId: number): Record<string, unknown> => {
  const tokens = issueTokens(portal, { clientId: app.clientId, userId, scopes: app.scopes })
  return {
    access_token: tokens.accessToken,
    expires: Math.floor(tokens.expiresAt / 1000),
    expires_in: limits.accessTokenSeconds,
    scope: app.scopes.join(','),
    domain: hostOf(portal),
    server_endpoint: serverEndpointOf(portal),
    status: 'L',
    client_endpoint: clientEndpointOf(portal),
    member_id: portal.memberId,
    user_id: userId,
    refresh_token: tokens.refreshToken,
    application_token: app.applicationToken,
  }
}
