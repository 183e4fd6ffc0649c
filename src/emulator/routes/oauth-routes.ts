import { Hono } from 'hono'
import { answerTokenRequest } from '../oauth/token-endpoint.ts'
import { hostOf, issueAuthCode } from '../oauth/tokens.ts'
import type { Portal } from '../state/portal.ts'
import { isPerson } from '../state/users.ts'
import { sessionUserOf } from './page-routes.ts'

/** The authorization server: tokens, and the consent that every user of the emulator has given. */
export const createOAuthRoutes = (portalOf: (request: Request) => Portal): Hono => {
  const routes = new Hono()
  routes.all('/oauth/token/', (c) => answerTokenRequest(portalOf(c.req.raw), c.req.raw))
  routes.all('/oauth/token', (c) => answerTokenRequest(portalOf(c.req.raw), c.req.raw))
  routes.get('/oauth/authorize/', (c) => {
    const portal = portalOf(c.req.raw)
    const app = portal.apps.get(c.req.query('client_id') ?? '')
    if (!app) return c.json({ error: 'invalid_client' }, 400)
    const userId = sessionUserOf(c.req.raw)
    if (!isPerson(portal, userId)) return c.json({ error: 'access_denied' }, 403)
    const { clientId, scopes } = app
    const target = new URL(app.url)
    target.search = new URLSearchParams({
      code: issueAuthCode(portal, { clientId, userId, scopes }),
      state: c.req.query('state') ?? '',
      domain: hostOf(portal),
      member_id: portal.memberId,
      scope: scopes.join(','),
    }).toString()
    return c.redirect(target.href)
  })
  return routes
}
