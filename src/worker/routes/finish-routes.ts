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
import { sameOriginOnly } from './same-origin.ts'

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
  const gone = (c: Context) =>
    c.json({ error: 'not_found', error_description: 'This link is used up or too old.' }, 404)

  const routes = new Hono()
  routes.use('/finish/*', pageHeaders)
  routes.use('/finish/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  for (const path of ['/finish', '/finish/look']) {
    routes.on('POST', path, sameOriginOnly(issuer), smallBodies, async (c, next) => {
      if (mayAsk(c)) return next()
      c.header('Retry-After', '20')
      return c.json({ error: 'slow_down', error_description: 'Too many requests from this address.' }, 429)
    })
  }

  routes.get('/finish', (c) => finishPage(c, pageTextsFor(c.req.header('accept-language'))))

  routes.get('/finish/*', (c) => gonePage(c, pageTextsFor(c.req.header('accept-language'))))

  routes.post('/finish/look', async (c) => {
    const asked = await readAsked(c)
    if (!asked) return gone(c)
    const site = (await findSite(asked.pairing.siteId)) ?? { name: asked.pairing.siteId, host: '' }
    const { name, host } = site
    const home = new URL(asked.pairing.request.returnTo).origin
    const looked = await collecting.look(asked.pairing, cookieDigestOf(c, asked.pairing), {
      name,
      host,
      home,
    })
    if ('site' in looked) return c.json(looked)
    if (!looked.startedElsewhere) return gone(c)
    return c.json(
      { error: 'started_elsewhere', error_description: 'It was not started in this browser.' },
      409,
    )
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
