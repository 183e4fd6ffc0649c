// `npm test`: on a fresh clone it installs what is missing, then runs every check and every test.
import { ensureChromium, ensureDependencies, ensureNode, ensurePhp, ensurePostgres, say } from './ensure.mjs'
import { startPostgres } from './postgres.mjs'
import { build, endToEnd, fast, runAll } from './steps.mjs'

ensureNode()
ensureDependencies()
const chromium = ensureChromium()
if (!ensurePhp()) say('no php on PATH: the comparisons with real PHP are skipped')

/** The server for the store's tests; without one they are skipped, and counted as skipped. */
const startDatabase = async () => {
  const bin = ensurePostgres()
  if (!bin)
    say('skipped: no PostgreSQL (install "postgresql", or set PG_BIN): the store is tested on SQLite alone')
  return bin && startPostgres(bin)
}

const database = process.env.TEST_DATABASE_URL ? undefined : await startDatabase()
if (database) process.env.TEST_DATABASE_URL = database.url
try {
  runAll([...fast, build, endToEnd(chromium)])
} finally {
  database?.stop()
}
