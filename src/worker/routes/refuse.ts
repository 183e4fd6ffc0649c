import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { SiteError } from '../../contract/pairing/site-api.ts'

/** How every route says no to a program: a code to branch on, a sentence for people. */
export const refuse = (c: Context, status: ContentfulStatusCode, error: string, description: string) =>
  c.json({ error, error_description: description } satisfies SiteError, status)

/** What is answered is for this moment and this asker. */
export const neverKept: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('X-Content-Type-Options', 'nosniff')
  await next()
}
