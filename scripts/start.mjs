// `npm start`: what is missing is installed, what is stale is built, then a portal, the console in it and the worker run.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  buildInputs,
  ensureDependencies,
  ensureNode,
  ensurePorts,
  fail,
  isStale,
  root,
  run,
  say,
} from './ensure.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.EMULATOR_PORT ?? '8024' },
    'worker-port': { type: 'string', default: process.env.PORT ?? '8025' },
    'no-emulator': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log('npm start -- [--port 8024] [--worker-port 8025] [--no-emulator]')
  process.exit(0)
}

ensureNode()
ensureDependencies()
await ensurePorts({
  '--worker-port': values['worker-port'],
  ...(values['no-emulator'] ? {} : { '--port': values.port }),
})
const sources = ['src', 'public', 'index.html', 'install.html', 'demo.html', ...buildInputs]
if (isStale('dist/.built', sources)) {
  say('building (about half a minute the first time)')
  if (!run(process.execPath, ['scripts/build.mjs'])) fail('The build failed; its output above says why.')
}

const portal = `http://127.0.0.1:${values.port}`
const workerHost = process.env.HOST ?? '127.0.0.1'
const worker = `http://${['0.0.0.0', '::'].includes(workerHost) ? '127.0.0.1' : workerHost}:${values['worker-port']}`
const children = []
let stopping = false

const stop = (code) => {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}

const start = (name, args, env = {}) => {
  const child = spawn(process.execPath, [join(root, `dist/${name}.mjs`), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', (text) =>
    process.stdout.write(`  ${String(text).trimEnd().replaceAll('\n', '\n  ')}\n`),
  )
  child.once('exit', (code) => {
    if (!stopping) console.error(`✗ The ${name} ended (exit code ${code}).`)
    stop(code ?? 1)
  })
  children.push(child)
}

const answers = async (url) => {
  for (let attempt = 0; attempt < 100 && !stopping; attempt++) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

process.once('SIGINT', () => stop(0))
process.once('SIGTERM', () => stop(0))

const portals = [portal, `http://localhost:${values.port}`].join(' ')
const ownPortals = values['no-emulator'] ? {} : { PORTAL_ORIGINS: portals }
start('worker', [], { PORT: values['worker-port'], ...ownPortals })
if (!values['no-emulator']) start('emulator', ['--port', values.port, '--limits', '--app-url', `${worker}/`])

const up =
  (await answers(`${worker}/healthz`)) &&
  (values['no-emulator'] || (await answers(`${portal}/`))) &&
  !stopping
if (!up && !stopping) {
  console.error('✗ Not everything answered within 10 s; what the programs said stands above.')
  stop(1)
}
if (up)
  console.log(
    values['no-emulator']
      ? `\n  Console and worker: ${worker}\n`
      : `\n  Open ${portal}/\n  a Bitrix24-like portal with the console inside it; its messenger is ${portal}/online/\n  Webhook for your own code: ${portal}/rest/1/sandbox/   Worker: ${worker}/   Stop: Ctrl+C\n`,
  )
