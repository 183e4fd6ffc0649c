import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Clock } from '../../client/timing.ts'
import type { Log } from '../ports/log.ts'

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
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '*'
    const ms = parts.clock.now() - startedAt
    parts.observe(route, c.res.status, ms / 1000)
    if (route !== '*' && route !== '/healthz' && route !== '/metrics')
      parts.log.info('request', { method: c.req.method, route, status: c.res.status, ms })
  }
