// The whole worker in a process of its own, as `main.ts` wires it, over a real database file; it kills itself at the
// point that CRASH_AT names. Its time runs CRASH_FACTOR times as fast from CRASH_EPOCH on, also after a restart.
import { serve } from '@hono/node-server'
import { sleep, type Sleep } from '../../client/timing.ts'
import { createLog } from '../../worker/host/create-log.ts'
import { createPost } from '../../worker/host/create-post.ts'
import { createMetrics } from '../../worker/host/create-metrics.ts'
import { openSecrets } from '../../worker/host/create-secrets.ts'
import { createTokenSigner } from '../../worker/host/create-token-signer.ts'
import { readWorkerSettings } from '../../worker/settings.ts'
import { parseSites } from '../../worker/sites/parse-sites.ts'
import { createStores } from '../../worker/store/create-stores.ts'
import { openDatabase } from '../../worker/store/open-database.ts'
import { wireCapabilities } from '../../worker/wire-capabilities.ts'
import { armed } from './crash-points.ts'

const { work: settings, publicUrl, host, port } = readWorkerSettings(process.env)
if (!settings) throw new Error('CAPABILITIES is empty')
const [factor, epoch] = [Number(process.env.CRASH_FACTOR), Number(process.env.CRASH_EPOCH)]
const clock = { now: () => Math.floor(epoch + (Date.now() - epoch) * factor) }
const fastSleep: Sleep = (ms, signal) => sleep(ms / factor, signal)

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}

const log = createLog({ level: 'warn' })
const database = await openDatabase({ file: settings.databaseFile, clock, log })
const own = createStores(database)
const secrets = await openSecrets({ workerKeys: settings.workerKeys.join(','), keys: own.keys })
const signer = await createTokenSigner({ keys: own.keys, sealer: secrets, clock, issuer: publicUrl })
const { sites, problems } = parseSites(settings.sites, {
  memberId: settings.portal?.memberId,
  digest: secrets.digest,
})
if (problems.length > 0) throw new Error(problems.join())
const { stores, post } = armed(process.env.CRASH_AT, {
  stores: own,
  post: createPost(),
  die,
})

const worker = wireCapabilities({
  settings: { ...settings, setupCode: 'no-app-is-installed-here' },
  publicUrl,
  stores,
  secrets,
  signer,
  sites,
  metrics: createMetrics({}),
  holder: secrets.randomHex(8),
  isShared: false,
  addressOf: () => '127.0.0.1',
  log,
  clock,
  sleep: fastSleep,
  post,
})
serve({ fetch: worker.routes.fetch, hostname: host, port }, () => worker.start())
