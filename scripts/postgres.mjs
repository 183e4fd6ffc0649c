// A throw-away PostgreSQL for the tests: a cluster in a temporary folder, on loopback alone, gone when they end.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const idOf = (flag, user) => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

/** PostgreSQL refuses to run as root; then it runs as the package's user, or as nobody. */
const serverUser = () => {
  if (process.getuid?.() !== 0) return undefined
  const user = ['postgres', 'nobody'].find((name) => idOf('-u', name) !== undefined)
  return user && { uid: idOf('-u', user), gid: idOf('-g', user) }
}

const freePort = () =>
  new Promise((answer, refuse) => {
    const probe = createServer()
    probe.once('error', refuse)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => answer(port))
    })
  })

/** Ends the cluster and removes its folder should this process die before it can. */
const watch = (pgCtl, folder, data, user) =>
  spawn(
    'sh',
    [
      '-c',
      'while { kill -0 "$0" 2>/dev/null || [ -d "/proc/$0" ]; } && [ -d "$1" ]; do sleep 2; done; [ -d "$1" ] && "$3" stop -D "$2" -m immediate -s; rm -rf "$1"',
      String(process.pid),
      folder,
      data,
      pgCtl,
    ],
    { ...user, cwd: '/', detached: true, stdio: 'ignore' },
  ).unref()

/**
 * Makes and starts a cluster with the programs in `bin`; answers its address and how to stop it, or throws with what
 * the server said.
 */
export const startPostgres = async (bin) => {
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'b24-postgres-'))
  const data = join(folder, 'data')
  const log = join(folder, 'log')
  const passwordFile = join(folder, 'password')
  const password = randomBytes(16).toString('hex')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)

  const remove = () => rmSync(folder, { recursive: true, force: true })
  const runServer = (program, args) => {
    const { status, stderr, error } = spawnSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      // What pg_ctl starts keeps its output open; a pipe would never end.
      stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    if (status === 0) return
    const said = error?.message ?? stderr ?? (existsSync(log) ? readFileSync(log, 'utf8') : '')
    remove()
    throw new Error(`${program} failed: ${said}`)
  }

  runServer('initdb', [
    ...['-D', data, '-U', 'tests', '-E', 'UTF8', '--locale', 'C', '--no-sync'],
    ...['--auth', 'scram-sha-256', '--pwfile', passwordFile],
  ])
  const port = await freePort()
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c fsync=on`
  runServer('pg_ctl', ['start', '-w', '-s', '-D', data, '-l', log, '-o', options])
  const pgCtl = join(bin, 'pg_ctl')
  watch(pgCtl, folder, data, user)

  return {
    url: `postgres://tests:${password}@127.0.0.1:${port}/postgres`,
    stop: () => {
      runServer('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-s'])
      remove()
    },
  }
}

// `node scripts/postgres.mjs <command …>`: the command with TEST_DATABASE_URL, for one test file at a time.
if (process.argv[1]?.endsWith('postgres.mjs')) {
  const { ensurePostgres } = await import('./ensure.mjs')
  const [command, ...args] = process.argv.slice(2)
  const bin = ensurePostgres()
  if (!command || !bin) {
    console.error('node scripts/postgres.mjs <command …>; needs PostgreSQL (initdb on PATH, or PG_BIN)')
    process.exit(1)
  }
  const server = await startPostgres(bin)
  try {
    const env = { ...process.env, TEST_DATABASE_URL: server.url }
    process.exitCode = spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1
  } finally {
    server.stop()
  }
}
