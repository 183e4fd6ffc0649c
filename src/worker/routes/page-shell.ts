import { html, raw } from 'hono/html'
import type { Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { PageTexts } from './page-texts/en.ts'

/** Headers of every hosted page: no inline script, no frame, and no referrer that would carry an address to anybody else. */
export const pageHeaders = secureHeaders({
  xFrameOptions: 'DENY',
  strictTransportSecurity: false, // the host is the operator's, and so are its other names
  referrerPolicy: 'same-origin',
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

type Html = ReturnType<typeof html>

/** A whole page; `body` has been escaped by `html`. */
export const page = (
  c: Context,
  { texts, title, script, body }: { texts: PageTexts; title: string; script?: string; body: Html },
  status: 200 | 404 | 429 = 200,
): Response | Promise<Response> =>
  c.html(
    html`<!doctype html>
      <html lang="${texts.lang}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title}</title>
          <link rel="stylesheet" href="/pair-assets/pages.css" />
          ${script ? raw(`<script type="module" src="/pair-assets/${script}"></script>`) : ''}
        </head>
        <body>
          <main class="card">${body}</main>
        </body>
      </html>`,
    status,
  )
