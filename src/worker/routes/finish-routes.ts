import { Hono } from 'hono'
import type { Context } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import * as z from 'zod/mini'
import type { Pairing } from '../pairing/pairing.ts'
import { readCookieValue } from '../pairing/start-pairing.ts'
import { smallBodies } from './limit-body.ts'
import { finishPage, gonePage } from './pair-pages.ts'
import { cookieNameOf, type PageParts } from './pair-page-routes.ts'
import { pageHeaders } from './page-shell.ts'
import { pageTextsFor } from './page-texts.ts'
import { neverKept, refuse } from './refuse.ts'
import { sameOriginOnly } from './same-origin.ts'
import { shownSite } from './shown-site.ts'

const bodySchema = z.object({ secret: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })

/** The last step of the policy `finish`: the approver's own browser brings the secret of the chat and its cookie. */
export const createFinishRoutes = ({ collecting, findSite, secrets, issuer, mayAsk }: PageParts): Hono => {
  const cookieDigestOf = (c: Context, { siteId }: Pairing): string | null => {
    const read = readCookieValue(getCookie(c, cookieNameOf(siteId, issuer)))
    return read ? secrets.digest(read.secret) : null
  }
  const readAsked = async (c: Context): Promise<{ pairing: Pairing; secret: string } | undefined> => {
    const body = bodySchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return undefined
    const pairing = await collecting.findByFinish(body.data.secret)
    return pairing && { pairing, secret: body.data.secret }
  }
  const gone = (c: Context) => refuse(c, 404, 'not_found', 'This link is used up or too old.')

  const routes = new Hono()
  routes.use('/finish/*', pageHeaders, neverKept)
  for (const path of ['/finish', '/finish/look']) {
    routes.on('POST', path, sameOriginOnly(issuer), smallBodies, async (c, next) => {
      if (mayAsk(c)) return next()
      c.header('Retry-After', '20')
      return refuse(c, 429, 'slow_down', 'Too many requests from this address.')
    })
  }

  routes.get('/finish', (c) => finishPage(c, pageTextsFor(c)))

  routes.get('/finish/*', (c) => gonePage(c, pageTextsFor(c)))

  routes.post('/finish/look', async (c) => {
    const asked = await readAsked(c)
    if (!asked) return gone(c)
    const { origin: home } = new URL(asked.pairing.request.returnTo)
    const shown = { ...shownSite(asked.pairing, await findSite(asked.pairing.siteId)), home }
    const looked = await collecting.look(asked.pairing, cookieDigestOf(c, asked.pairing), shown)
    if ('site' in looked) return c.json(looked)
    if (!looked.startedElsewhere) return gone(c)
    return refuse(c, 409, 'started_elsewhere', 'It was not started in this browser.')
  })

  routes.post('/finish', async (c) => {
    const asked = await readAsked(c)
    if (!asked) return gone(c)
    const { pairing, secret } = asked
    const cookieDigest = cookieDigestOf(c, pairing)
    const collected = await collecting.collect(pairing, { cookieDigest, finishSecret: secret })
    if (collected.kind === 'refused') return gone(c)
    deleteCookie(c, cookieNameOf(pairing.siteId, issuer), { path: '/', secure: issuer.startsWith('https:') })
    return c.json({ redirect: collected.redirect })
  })
  return routes
}
