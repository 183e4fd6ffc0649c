// `npm start`: what is missing is installed, what is stale is built, then a portal, the console in it and the worker run.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    'site-port': { type: 'string', default: process.env.SITE_PORT ?? '8026' },
    'no-emulator': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log('npm start -- [--port 8024] [--worker-port 8025] [--site-port 8026] [--no-emulator]')
  process.exit(0)
}

ensureNode()
ensureDependencies()
await ensurePorts({
  '--worker-port': values['worker-port'],
  ...(values['no-emulator'] ? {} : { '--port': values.port, '--site-port': values['site-port'] }),
})
const sources = ['src', 'public', 'index.html', 'install.html', 'demo.html', ...buildInputs]
if (isStale('dist/.built', sources)) {
  say('building (about half a minute the first time)')
  if (!run(process.execPath, ['scripts/build.mjs'])) fail('The build failed; its output above says why.')
}

const portal = `http://127.0.0.1:${values.port}`
const workerHost = process.env.HOST ?? '127.0.0.1'
const reached = ['0.0.0.0', '::', '[::]'].includes(workerHost)
  ? '127.0.0.1'
  : workerHost.replace(/^(?!\[)(.*:.*)$/, '[$1]')
const worker = `${process.env.TLS_CERT_FILE ? 'https' : 'http'}://${reached}:${values['worker-port']}`
const children = []
let stopping = false

const stop = (code) => {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}

const start = (name, args, env = {}, file = `dist/${name}.mjs`) => {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = new Promise((resolve) =>
    child.stdout.on('data', (text) => /^\w+: http/m.test(text) && resolve(true)),
  )
  // Served alone, the worker's lines are for programs to read and stay as they are.
  child.stdout.on('data', (text) =>
    process.stdout.write(
      values['no-emulator'] ? text : `  ${String(text).trimEnd().replaceAll('\n', '\n  ')}\n`,
    ),
  )
  child.once('exit', (code) => {
    if (!stopping) console.error(`✗ The ${name} ended (exit code ${code}).`)
    stop(code ?? 1)
  })
  children.push(child)
  return said
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

/** A secret of this machine, made at the first start and kept beside the database. */
const keptSecret = (name, make) => {
  const file = join(root, '.data', name)
  if (!existsSync(file)) {
    mkdirSync(join(root, '.data'), { recursive: true, mode: 0o700 })
    writeFileSync(file, make(), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

/** What the worker needs to sign people in with the emulator's portal: its webhook, a bot of its own, a sample site. */
const sandbox = () => {
  const site = `http://127.0.0.1:${values['site-port']}`
  const siteKey = keptSecret('sample-site.key', () => randomBytes(24).toString('hex'))
  // The emulator forgets everything when it stops; a database that remembers would confirm events it has not seen.
  const database = `.data/sandbox-${values.port}.sqlite`
  for (const end of ['', '-wal', '-shm']) rmSync(join(root, database + end), { force: true })
  const worker = {
    CAPABILITIES: 'pairing,links',
    PORTAL_ORIGINS: [portal, `http://localhost:${values.port}`].join(' '),
    WORKER_KEYS: keptSecret('worker.key', () => randomBytes(32).toString('base64')),
    DATABASE_FILE: database,
    PORTAL_WEBHOOK: `${portal}/rest/1/sandbox/`,
    PORTAL_MEMBER_ID: 'a0e1b2c3d4f5061728394a5b6c7d8e9f',
    BOT_TOKEN: 'sandbox-sign-in-bot-token',
    CLIENT_ID: 'local.691ef0c0a1b2c3.10000001',
    CLIENT_SECRET: 'sandboxConsoleSecret0000000000000000000000000000001',
    OAUTH_SERVER: portal,
    POLL_BUSY_MS: '2000',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    SITES: JSON.stringify([
      { id: 'sample-shop', name: 'Corner Shop', returnAddresses: [`${site}/back`], key: siteKey },
    ]),
  }
  return { site, env: { SITE_KEY: siteKey, SITE_PORT: values['site-port'] }, worker }
}

const own = values['no-emulator'] ? undefined : sandbox()
const workerSaid = start('worker', [], { PORT: values['worker-port'], ...own?.worker })
if (own) {
  start('emulator', ['--port', values.port, '--limits', '--app-url', `${worker}/`])
  start('sample site', [], { ...own.env, WORKER_URL: worker }, 'examples/sample-site/sample-site.mjs')
}

/** Nobody here believes in the worker's own certificate; there, its word counts. */
const workerIsUp = process.env.TLS_CERT_FILE
  ? Promise.race([workerSaid, new Promise((resolve) => setTimeout(resolve, 10_000, false))])
  : answers(`${worker}/healthz`)
const up =
  (await workerIsUp) &&
  (!own || ((await answers(`${portal}/`)) && (await answers(`${own.site}/`)))) &&
  !stopping
if (!up && !stopping) {
  console.error('✗ Not everything answered within 10 s; what the programs said stands above.')
  stop(1)
}
if (up)
  console.log(
    !own
      ? `\n  Console and worker: ${process.env.PUBLIC_URL || worker}\n`
      : `\n  Open ${portal}/\n  a Bitrix24-like portal with the console inside it; its messenger is ${portal}/online/\n  Sign in to a sample site with it: ${own.site}/\n  Webhook for your own code: ${portal}/rest/1/sandbox/   Worker: ${worker}/   Stop: Ctrl+C\n`,
  )
