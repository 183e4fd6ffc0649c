import { Hono } from 'hono'
import type { Context } from 'hono'

const loopback = /^(127\.|::1$|::ffff:127\.)/

/** For whoever runs the worker: is it there, is it ready, what are its figures. */
export const createHealthRoutes = (parts: {
  /** What `/healthz` says beside `ok`. */
  readonly about: Readonly<Record<string, unknown>>
  readonly isReady: () => Promise<boolean>
  readonly metrics: { readonly print: () => Promise<{ readonly text: string; readonly type: string }> }
  /** Without one, only this machine may read the figures. */
  readonly metricsToken: string | undefined
  readonly isEqual: (left: string, right: string) => boolean
  /** The other end of the connection itself. */
  readonly socketOf: (c: Context) => string | undefined
}): Hono => {
  const { about, isReady, metrics, metricsToken, isEqual, socketOf } = parts
  const mayRead = (c: Context): boolean =>
    metricsToken === undefined
      ? loopback.test(socketOf(c) ?? '') && c.req.header('x-forwarded-for') === undefined
      : isEqual(c.req.header('authorization') ?? '', `Bearer ${metricsToken}`)
  return new Hono()
    .get('/healthz', (c) => c.json({ ok: true, ...about }))
    .get('/readyz', async (c) => {
      const ready = await isReady()
      return c.json({ ready }, ready ? 200 : 503)
    })
    .get('/metrics', async (c) => {
      if (!mayRead(c)) return c.text('not for you\n', 403)
      const { text, type } = await metrics.print()
      return c.text(text, 200, { 'Content-Type': type })
    })
}
