import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createAppRoutes } from './routes/app-routes.ts'
import { readWorkerSettings } from './settings.ts'

const settings = readWorkerSettings(process.env)
if (!existsSync(join(settings.consoleDir, 'index.html'))) {
  console.error(`No built console in ${settings.consoleDir}: run "npm run build" first.`)
  process.exit(1)
}

const worker = createAppRoutes({
  files: serveStatic({ root: settings.consoleDir }),
  portalOrigins: settings.portalOrigins,
})
const server = serve({ fetch: worker.fetch, hostname: settings.host, port: settings.port }, ({ port }) => {
  console.log(`worker: http://${settings.host}:${port}`)
})
const stop = () => server.close(() => process.exit(0))
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
