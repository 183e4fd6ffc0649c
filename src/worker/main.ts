import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createAppRoutes } from './routes/app-routes.ts'
import { readWorkerSettings } from './settings.ts'

const refuse = (sentence: string): never => {
  console.error(`The worker cannot start. ${sentence}`)
  process.exit(1)
}

const readSettings = () => {
  try {
    return readWorkerSettings(process.env)
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

const settings = readSettings()
if (!existsSync(join(settings.consoleDir, 'index.html')))
  refuse(`There is no built console in ${settings.consoleDir}: run "npm run build" first.`)

const hasDemo = existsSync(join(settings.demoDir, 'demo.html'))
const worker = createAppRoutes({
  files: serveStatic({ root: settings.consoleDir }),
  demoFiles: hasDemo
    ? serveStatic({ root: settings.demoDir, rewriteRequestPath: (path) => path.replace(/^\/demo/, '') })
    : undefined,
  portalOrigins: settings.portalOrigins,
})
const server = serve({ fetch: worker.fetch, hostname: settings.host, port: settings.port }, ({ port }) => {
  console.log(`worker: http://${settings.host}:${port}`)
})
server.once('error', (error: NodeJS.ErrnoException) => {
  refuse(
    error.code === 'EADDRINUSE'
      ? `Port ${settings.port} is taken by another program: set PORT.`
      : error.message,
  )
})
const stop = () => {
  server.close()
  // A kept or half-sent connection would hold the process.
  if ('closeAllConnections' in server) server.closeAllConnections()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
