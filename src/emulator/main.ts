import { readFile } from 'node:fs/promises'
import { createServer as createSecureServer } from 'node:https'
import { extname, join, normalize } from 'node:path'
import { parseArgs } from 'node:util'
import { serve, type HttpBindings } from '@hono/node-server'
import { generate } from 'selfsigned'
import { createEmulator } from './create-emulator.ts'
import type { Asset } from './emulator-options.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.EMULATOR_PORT ?? '8024' },
    tls: { type: 'boolean', default: false },
    limits: { type: 'boolean', default: false },
    'legacy-formats': { type: 'boolean', default: false },
    'not-installed': { type: 'boolean', default: false },
    'app-url': { type: 'string', default: process.env.APP_URL ?? 'http://127.0.0.1:8025/' },
    'control-token': { type: 'string' },
    'allow-host': { type: 'string', multiple: true, default: [] },
    pages: { type: 'string', default: 'dist/emulator-pages' },
  },
})

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
}

const readAsset = async (path: string): Promise<Asset | undefined> => {
  const file = normalize(path)
  if (file.startsWith('..') || file.startsWith('/')) return undefined
  try {
    const bytes = await readFile(join(values.pages, file))
    return { body: new Uint8Array(bytes).buffer, type: types[extname(file)] ?? 'application/octet-stream' }
  } catch {
    return undefined
  }
}

const isBindings = (environment: unknown): environment is HttpBindings =>
  typeof environment === 'object' && environment !== null && 'incoming' in environment

const emulator = createEmulator({
  appUrl: values['app-url'],
  installed: !values['not-installed'],
  hosts: ['127.0.0.1', 'localhost', '[::1]', ...values['allow-host'].map((name) => name.toLowerCase())],
  limits: values.limits,
  legacyFormats: values['legacy-formats'],
  assets: readAsset,
  sourceOf: (_request, environment) =>
    (isBindings(environment) && environment.incoming.socket.remoteAddress) || 'unknown',
  ...(values['control-token'] !== undefined && { controlToken: values['control-token'] }),
})

/**
 * A connection cut by a fault is cut here too, in the middle of the answer: cut before it, a browser would quietly send
 * the request again over a kept connection.
 */
const answer = async (request: Request, environment: unknown): Promise<Response> => {
  try {
    return await emulator.fetch(request, environment)
  } catch (error) {
    if (!isBindings(environment)) throw error
    const { socket } = environment.incoming
    const headers = [
      'HTTP/1.1 200 OK',
      'Access-Control-Allow-Origin: *',
      'Content-Type: application/json',
      'Content-Length: 4096',
    ]
    socket.end(`${headers.join('\r\n')}\r\n\r\n{`, () => socket.destroy())
    return new Response(null, { status: 500 })
  }
}

const secure = async () => {
  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { createServer: createSecureServer, serverOptions: { key: pems.private, cert: pems.cert } }
}

const port = Number(values.port)
if (!/^\d+$/.test(values.port) || port > 65_535) {
  console.error(`--port takes a number from 0 to 65535, not ${values.port}`)
  process.exit(1)
}

const server = serve(
  {
    fetch: answer,
    hostname: '127.0.0.1',
    port,
    ...(values.tls ? await secure() : {}),
  },
  ({ port }) => {
    const origin = `${values.tls ? 'https' : 'http'}://127.0.0.1:${port}`
    console.log(`emulator       ${origin}/`)
    console.log(`chat page      ${origin}/online/`)
    console.log(`webhook        ${origin}/rest/1/sandbox/`)
    console.log(`control token  ${emulator.controlToken}`)
  },
)

const stop = () => {
  server.close()
  // Open event streams and kept connections would hold the process.
  if ('closeAllConnections' in server) server.closeAllConnections()
}
server.on('error', (error: Error) => {
  console.error(`The emulator cannot listen on port ${values.port}: ${error.message}`)
  process.exitCode = 1
})
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
