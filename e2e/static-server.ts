import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { relative } from 'node:path'
import { freePort } from './programs.ts'

export type StaticServer = { readonly origin: string; readonly stop: () => Promise<void> }

/** A bare host of files: no headers of its own, no rewriting; like the portal's, it takes the launch's POST. */
export const startStaticServer = async (folder: string): Promise<StaticServer> => {
  const port = await freePort()
  const site = new Hono().get('/*', serveStatic({ root: relative(process.cwd(), folder) }))
  const files = new Hono().all('/*', (c) => site.request(new URL(c.req.url).pathname))
  const server = await new Promise<ReturnType<typeof serve>>((started) => {
    const listening = serve({ fetch: files.fetch, hostname: '127.0.0.1', port }, () => started(listening))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise((stopped) => void server.close(() => stopped())),
  }
}
