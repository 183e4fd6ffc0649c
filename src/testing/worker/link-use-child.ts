// Takes uses of a short link in a process of its own: `link-use-child <location> <times> <first user id>` waits for a
// token's digest on stdin, asks for so many people at once, and prints how many got one.
import { once } from 'node:events'
import { createClock } from '../../client/timing.ts'
import { createSqlLinkUseStore } from '../../worker/store/sql-link-use-store.ts'
import { openDatabase } from '../../worker/store/open-database.ts'

const [location = '', times = '0', firstUser = '1'] = process.argv.slice(2)
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const database = await openDatabase({
  url: location.startsWith('postgres:') ? location : undefined,
  file: location,
  clock: createClock(),
  log,
})
const uses = createSqlLinkUseStore(database)
process.stdout.write('ready\n')
const data: unknown[] = await once(process.stdin, 'data')
const tokenDigest = String(data[0]).trim()
const outcomes = await Promise.all(
  Array.from({ length: Number(times) }, (_, index) =>
    uses.use({ memberId: 'm1', tokenDigest, userId: Number(firstUser) + index }, () => undefined),
  ),
)
process.stdout.write(`${outcomes.filter(({ kind }) => kind === 'used').length}\n`)
process.stdin.destroy()
await database.close()
