import type { MiddlewareHandler } from 'hono'
import { refuse } from './refuse.ts'

/**
 * A state-changing request from another site's page is refused: browsers say where a request comes from, and no page can
 * write these headers. `Sec-Fetch-Site` decides where it is sent, else `Origin`. A program that is no browser sends
 * neither, and has no cookie to be misused.
 */
export const sameOriginOnly =
  (origin: string): MiddlewareHandler =>
  async (c, next) => {
    const site = c.req.header('sec-fetch-site')
    const from = c.req.header('origin')
    const isOwn = site === undefined ? from === undefined || from === origin : site === 'same-origin'
    return isOwn ? next() : refuse(c, 403, 'wrong_origin', 'This is for our own pages alone.')
  }
