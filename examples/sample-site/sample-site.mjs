// A site that signs people in with their Bitrix24 portal, whole: plain Node and Hono, no script in the page.
//   SITE_KEY=… WORKER_URL=http://127.0.0.1:8025 node examples/sample-site/sample-site.mjs
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { createHash, randomBytes } from 'node:crypto'

const port = Number(process.env.SITE_PORT ?? 8026)
const workerUrl = process.env.WORKER_URL ?? 'http://127.0.0.1:8025'
const siteUrl = process.env.SITE_URL ?? `http://127.0.0.1:${port}`
const siteId = process.env.SITE_ID ?? 'sample-shop'
const siteKey = process.env.SITE_KEY
if (!siteKey) {
  console.error('SITE_KEY is missing: the key the worker knows this site by.')
  process.exit(1)
}

const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', workerUrl))
const random = () => randomBytes(32).toString('base64url')
const isSecure = siteUrl.startsWith('https:')

/** What this site remembers of a browser: a sign-in under way, or somebody who is signed in. */
const sessions = new Map()
const sessionOf = (c) => sessions.get(getCookie(c, 'session'))
const begin = (c, session) => {
  const id = random()
  sessions.delete(getCookie(c, 'session'))
  sessions.set(id, session)
  setCookie(c, 'session', id, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure, maxAge: 3600 })
}

const ask = async (path, body) => {
  const answer = await fetch(`${workerUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${siteKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { ok: answer.ok, status: answer.status, body: await answer.json() }
}

const page = (c, body, status = 200) =>
  c.html(
    html`<!doctype html>
      <html lang="en">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Corner Shop</title>
        <body
          style="font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem"
        >
          <h1>Corner Shop</h1>
          ${body}
        </body>
      </html>`,
    status,
  )

const site = new Hono()

site.get('/', (c) => {
  const user = sessionOf(c)?.user
  if (!user)
    return page(
      c,
      html`<p>Nobody is signed in.</p>
        <form method="post" action="/sign-in"><button>Sign in with Bitrix24</button></form>`,
    )
  return page(
    c,
    html`<p>Signed in as <b>${user.name}</b> (<code>${user.sub}</code>).</p>
      <form method="post" action="/sign-out"><button>Sign out</button></form>`,
  )
})

site.post('/sign-in', async (c) => {
  const under = { state: random(), nonce: random(), verifier: random() }
  const created = await ask('/pairings', {
    state: under.state,
    nonce: under.nonce,
    code_challenge: createHash('sha256').update(under.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    return_to: `${siteUrl}/back`,
    purpose: 'sign_in',
  })
  if (!created.ok)
    return page(c, html`<p>Signing in is not possible now: ${created.body.error_description}</p>`, 503)
  begin(c, { under })
  return c.redirect(created.body.start_url, 303)
})

site.get('/back', async (c) => {
  const under = sessionOf(c)?.under
  const { code, state, iss } = c.req.query()
  // The state binds the answer to this browser; the issuer says that it is an answer of our worker.
  if (!under || !code || state !== under.state || iss !== workerUrl)
    return page(
      c,
      html`<p>This is no answer to a sign-in that began here.</p>
        <p><a href="/">Back</a></p>`,
      400,
    )
  const exchanged = await ask('/pairings/token', { code, code_verifier: under.verifier })
  if (!exchanged.ok)
    return page(
      c,
      html`<p>${exchanged.body.error_description}</p>
        <p><a href="/">Back</a></p>`,
      400,
    )
  const { payload } = await jwtVerify(exchanged.body.token, keys, {
    issuer: workerUrl,
    audience: siteId,
    algorithms: ['EdDSA'],
    requiredClaims: ['exp', 'sub'],
  })
  if (payload.nonce !== under.nonce) return page(c, html`<p>The answer belongs to another sign-in.</p>`, 400)
  begin(c, { user: { sub: payload.sub, name: payload.name } })
  return c.redirect('/', 303)
})

site.post('/sign-out', (c) => {
  sessions.delete(getCookie(c, 'session'))
  deleteCookie(c, 'session', { path: '/' })
  return c.redirect('/', 303)
})

site.onError((error, c) => {
  console.error(error.message)
  return page(
    c,
    html`<p>Signing in did not work.</p>
      <p><a href="/">Back</a></p>`,
    502,
  )
})

const server = serve({ fetch: site.fetch, hostname: '127.0.0.1', port }, () =>
  console.log(`sample site: ${siteUrl}/`),
)
const stop = () => {
  server.close()
  server.closeAllConnections()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
