// What a fresh clone still lacks, installed and said aloud. Plain JavaScript on Node alone: nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export const say = (text) => console.log(`• ${text}`)

export const fail = (text) => {
  console.error(`✗ ${text}`)
  process.exit(1)
}

/** Runs to the end with its output shown; answers whether it succeeded. */
export const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) console.error(`✗ ${command}: ${result.error.message}`)
  return result.status === 0
}

const onPath = (command) =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, command))
    .find((file) => existsSync(file))

export const ensureNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Node ${process.versions.node} is too old: this needs Node 20.19 or newer.`)
}

const isOlder = (file, than) => !existsSync(file) || statSync(file).mtimeMs < statSync(than).mtimeMs

/** Dependencies exactly as the lock file says. npm keeps a copy of the lock beside what it installed. */
export const ensureDependencies = () => {
  const installed = join(root, 'node_modules/.package-lock.json')
  if (existsSync(installed) && installedIsLocked(installed)) return
  say('installing dependencies from package-lock.json (npm ci)')
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) fail('npm ci failed; its output above says why.')
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

const installedIsLocked = (installed) => {
  const have = packagesOf(installed)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (path in have ? have[path].version === version : optional === true),
  )
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const findChromium = () => {
  const named = process.env.CHROMIUM_PATH
  if (named && existsSync(named)) return named
  return chromiumNames.map(onPath).find(Boolean)
}

const isRootOnDebian = () => process.getuid?.() === 0 && onPath('apt-get') !== undefined

const aptInstall = (...packages) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  return (
    run('apt-get', ['install', '-y', '-qq', ...packages], quiet) ||
    (run('apt-get', ['update', '-qq'], quiet) && run('apt-get', ['install', '-y', '-qq', ...packages], quiet))
  )
}

/** The browser for the end-to-end tests; answers its path. */
export const ensureChromium = () => {
  const found = findChromium()
  if (found) return found
  if (isRootOnDebian()) {
    say("installing Debian's chromium for the end-to-end tests")
    aptInstall('chromium')
  }
  const installed = findChromium()
  if (installed) return installed
  return fail(
    'The end-to-end tests need Chromium: install "chromium" (or Chrome) so that it is on PATH, or set CHROMIUM_PATH.',
  )
}

/** PHP judges the form codec and the webhook; where it cannot be had, those tests say that they were skipped. */
export const ensurePhp = () => {
  if (onPath('php')) return true
  if (!isRootOnDebian()) return false
  say("installing Debian's php-cli to compare the form codec with")
  return aptInstall('php-cli') && onPath('php') !== undefined
}

const debianPostgres = '/usr/lib/postgresql'

const findPostgres = () => {
  const named = process.env.PG_BIN
  const versions = existsSync(debianPostgres) ? readdirSync(debianPostgres) : []
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a))
  const folders = [
    ...(named ? [named] : []),
    ...(process.env.PATH ?? '').split(':'),
    ...newestFirst.map((version) => join(debianPostgres, version, 'bin')),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

const clusterSettings = '/etc/postgresql-common/createcluster.conf'

/**
 * The folder of PostgreSQL's server programs; undefined where they cannot be had, and then its tests say that they
 * were skipped. The package would make and start a cluster of its own: it is told not to.
 */
export const ensurePostgres = () => {
  const found = findPostgres()
  if (found || !isRootOnDebian()) return found
  say("installing Debian's postgresql for the tests of the worker's store")
  if (!aptInstall('postgresql-common')) return undefined
  if (existsSync(clusterSettings)) appendFileSync(clusterSettings, '\ncreate_main_cluster = false\n')
  aptInstall('postgresql')
  return findPostgres()
}

/** What every build depends on beside its sources. */
export const buildInputs = ['vite.config.ts', 'scripts/build.mjs', 'package-lock.json']

const isTaken = (port) =>
  new Promise((answer, refuse) => {
    const probe = createServer()
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? answer(true) : refuse(error)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(false)))
  })

/** Ends with a sentence when a port is no port or somebody listens on it; `ports` maps an option to its value. */
export const ensurePorts = async (ports) => {
  for (const [option, value] of Object.entries(ports)) {
    const port = Number(value)
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      fail(`${option} ${value} is no port (1 to 65535).`)
    if (await isTaken(port)) fail(`Port ${port} is taken by another program: choose another with ${option}.`)
  }
}

/** Whether `output` is missing or older than any of the tracked or new files under `sources`. */
export const isStale = (output, sources) => {
  const target = join(root, output)
  if (!existsSync(target)) return true
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...sources], {
    cwd: root,
    encoding: 'utf8',
  })
  if (listed.status !== 0) return true
  return listed.stdout
    .split('\n')
    .some((file) => file && existsSync(join(root, file)) && isOlder(target, join(root, file)))
}
