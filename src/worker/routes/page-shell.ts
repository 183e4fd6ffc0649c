import { html, raw } from 'hono/html'
import type { Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Headers of every hosted page: no inline script, no frame, and no referrer that would carry an address to anybody else. */
export const hostedHeaders = (referrerPolicy: 'same-origin' | 'no-referrer') =>
  secureHeaders({
    xFrameOptions: 'DENY',
    strictTransportSecurity: false, // the host is the operator's, and so are its other names
    referrerPolicy,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  })
export const pageHeaders = hostedHeaders('same-origin')

type Html = ReturnType<typeof html>

/** A whole page; `body` has been escaped by `html`. */
export const page = (
  c: Context,
  of: {
    readonly texts: { readonly lang: string }
    readonly title: string
    readonly style?: 'pages.css' | 'landing-page.css'
    readonly script?: string
    readonly body: Html
  },
  status: 200 | 404 | 410 | 429 | 503 = 200,
): Response | Promise<Response> => {
  const { texts, title, style = 'pages.css', script, body } = of
  return c.html(
    html`<!doctype html>
      <html lang="${texts.lang}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title}</title>
          <link rel="stylesheet" href="/pair-assets/${style}" />
          ${script ? raw(`<script type="module" src="/pair-assets/${script}"></script>`) : ''}
        </head>
        <body>
          <main class="card">${body}</main>
        </body>
      </html>`,
    status,
  )
}
