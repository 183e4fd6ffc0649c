import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Clock } from '../../client/timing.ts'
import type { Log } from '../ports/log.ts'

/** Asked every few seconds by whoever watches the worker. */
const quiet = ['*', '/healthz', '/readyz', '/metrics']

/** The route that answered, or that a guard before it kept the request from; a slug's matches other addresses, too. */
const nameOf = (c: Context): string => {
  const matched = matchedRoutes(c)
  const isOne = ({ path }: { readonly path: string }) => !path.endsWith('*')
  return (matched.slice(c.req.routeIndex).find(isOne) ?? matched.findLast(isOne))?.path ?? '*'
}

/** A line and a figure for each request, under its route's pattern: addresses themselves hold secrets. */
export const requestLog =
  (parts: {
    readonly log: Log
    readonly clock: Clock
    readonly observe: (route: string, status: number, seconds: number) => void
  }): MiddlewareHandler =>
  async (c, next) => {
    const startedAt = parts.clock.now()
    await next()
    const route = nameOf(c)
    const ms = parts.clock.now() - startedAt
    parts.observe(route, c.res.status, ms / 1000)
    if (!quiet.includes(route))
      parts.log.info('request', { method: c.req.method, route, status: c.res.status, ms })
  }
