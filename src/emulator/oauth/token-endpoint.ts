import { limits } from '../../contract/rest/enums.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import { corsHeaders } from '../rest/envelope.ts'
import type { Portal } from '../state/portal.ts'
import type { AccessToken, AppRow } from '../state/rows.ts'
import { clientEndpointOf, hostOf, issueTokens, serverEndpointOf } from './tokens.ts'

const answer = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...corsHeaders },
  })

const refuse = (error: string, description: string) => answer({ error, error_description: description }, 400)

const readForm = async (request: Request) => {
  const query = decodeForm(new URL(request.url).search.slice(1))
  return request.method === 'POST' ? { ...query, ...decodeForm(await request.text()) } : query
}

/** Takes the grant out of its store: a code and a refresh token work once. */
const redeem = (
  portal: Portal,
  store: Map<string, AccessToken>,
  secret: unknown,
  app: AppRow,
): AccessToken | undefined => {
  if (typeof secret !== 'string') return undefined
  const grant = store.get(secret)
  if (grant?.clientId !== app.clientId) return undefined
  store.delete(secret)
  return grant.expiresAt > portal.now() ? grant : undefined
}

const tokenAnswer = (portal: Portal, grant: AccessToken) => {
  const tokens = issueTokens(portal, grant)
  return {
    access_token: tokens.accessToken,
    expires: Math.floor(tokens.expiresAt / 1000),
    expires_in: limits.accessTokenSeconds,
    scope: grant.scopes.join(','),
    // The auth server's own host, which is the portal's here.
    domain: hostOf(portal),
    server_endpoint: serverEndpointOf(portal),
    status: 'L',
    client_endpoint: clientEndpointOf(portal),
    member_id: portal.memberId,
    user_id: grant.userId,
    refresh_token: tokens.refreshToken,
  }
}

/** The authorization server: GET or POST `/oauth/token/`, grants `authorization_code` and `refresh_token`. */
export const answerTokenRequest = async (portal: Portal, request: Request): Promise<Response> => {
  const form = await readForm(request)
  const app = typeof form.client_id === 'string' ? portal.apps.get(form.client_id) : undefined
  if (form.grant_type !== 'authorization_code' && form.grant_type !== 'refresh_token')
    return refuse('invalid_request', 'Invalid grant_type parameter or parameter missing')
  if (app?.clientSecret !== form.client_secret || !app)
    return refuse('invalid_client', 'The client credentials are invalid')
  const asked = typeof form.scope === 'string' ? form.scope.split(/[ ,]+/).filter(Boolean) : []
  if (asked.some((scope) => !app.scopes.includes(scope)))
    return refuse('invalid_scope', 'The scope requested is not allowed')
  const grant =
    form.grant_type === 'refresh_token'
      ? redeem(portal, portal.refreshTokens, form.refresh_token, app)
      : redeem(portal, portal.authCodes, form.code, app)
  if (!grant || !portal.users.get(grant.userId)?.active)
    return refuse('invalid_grant', 'Invalid or expired grant')
  return answer(tokenAnswer(portal, grant))
}
