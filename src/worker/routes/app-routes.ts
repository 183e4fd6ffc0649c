import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'

export type AppRoutes = {
  /** Answers a GET under `/demo/` with a file of the built demo; absent when it was not built. */
  readonly demoFiles?: MiddlewareHandler | undefined
  /** Answers a GET with a file of the built console. */
  readonly files: MiddlewareHandler
  /** Origins that may show the console in an iframe at this moment, as CSP source expressions. */
  readonly portalOrigins: () => Promise<readonly string[]>
}

/** The console calls the portal it was opened in, or one a developer typed in; loopback is the emulator. */
const portalsOverNetwork = ['https:', 'http://127.0.0.1:*', 'http://localhost:*']

/** The built console over HTTP: the portal opens it by POST, a browser by GET. */
export const createAppRoutes = ({ files, demoFiles, portalOrigins }: AppRoutes) => {
  const routes = new Hono<{ Variables: { portalOrigins: string } }>()
  routes.use(async (c, next) => {
    c.set('portalOrigins', (await portalOrigins()).join(' '))
    await next()
  })
  routes.use(
    secureHeaders({
      xFrameOptions: false,
      strictTransportSecurity: false, // the host is the operator's, and so are its other names
      referrerPolicy: 'strict-origin',
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", ...portalsOverNetwork],
        imgSrc: ["'self'", 'data:', 'blob:', ...portalsOverNetwork],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'self'", (c: Context) => String(c.get('portalOrigins'))],
      },
    }),
  )
  routes.use(compress())
  routes.use(async (c, next) => {
    await next()
    const isHtml = c.res.headers.get('content-type')?.startsWith('text/html')
    if (isHtml) c.header('Cache-Control', 'no-cache') // names the assets of this build, which the next one deletes
  })
  const site = new Hono().get('*', files)
  for (const page of ['/', '/install.html'])
    routes.post(page, (c) => site.request(new URL(c.req.url).pathname, { headers: c.req.raw.headers }))
  routes.get('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  if (demoFiles) routes.get('/demo/*', demoFiles)
  routes.get('*', files)
  return routes
}
