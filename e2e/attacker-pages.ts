import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { freePort } from './programs.ts'

export type AttackerPages = {
  /** Another site than everything else in a test: `localhost`, where they are `127.0.0.1`. */
  readonly origin: string
  readonly stop: () => Promise<void>
}

const asText = (value: string) => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

/** A stranger's pages. Each does one thing with the address in `to`, as soon as it is opened. */
export const startAttackerPages = async (): Promise<AttackerPages> => {
  const port = await freePort()
  const pages = new Hono()
  pages.get('/redirect', (c) => c.redirect(c.req.query('to') ?? '/'))
  pages.get('/assign', (c) =>
    c.html(
      html`<script>
        location.assign(${asText(c.req.query('to') ?? '')})
      </script>`,
    ),
  )
  pages.get('/open', (c) =>
    c.html(
      html`<button onclick="window.open(${JSON.stringify(c.req.query('to') ?? '')})">A free gift</button>`,
    ),
  )
  pages.get('/frame', (c) =>
    c.html(html`<iframe src="${c.req.query('to') ?? ''}" width="800" height="600"></iframe>`),
  )
  /** A form with the fields of `fields` (JSON), posted at once. */
  pages.get('/form', (c) => {
    const fields = Object.entries(JSON.parse(c.req.query('fields') ?? '{}') as Record<string, string>) // our own test's
    return c.html(
      html`<form
          method="post"
          action="${c.req.query('to') ?? ''}"
          enctype="${c.req.query('type') ?? 'application/x-www-form-urlencoded'}"
        >
          ${fields.map(([name, value]) => html`<input name="${name}" value="${value}" />`)}
        </form>
        <script>
          document.forms[0].submit()
        </script>`,
    )
  })
  const server = await new Promise<ReturnType<typeof serve>>((started) => {
    const listening = serve({ fetch: pages.fetch, hostname: '127.0.0.1', port }, () => started(listening))
  })
  return {
    origin: `http://localhost:${port}`,
    stop: () => new Promise((stopped) => void server.close(() => stopped())),
  }
}
