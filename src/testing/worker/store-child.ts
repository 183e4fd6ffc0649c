// A worker's store in a process of its own, for tests of what processes do to each other.
//   press  <location> <times>  waits for a pairing's id on stdin, then claims it so often at once
//   append <location>          stores pairings without end and prints each id once it is durable
import { once } from 'node:events'
import { createClock } from '../../client/timing.ts'
import { createStores } from '../../worker/store/create-stores.ts'
import { openDatabase } from '../../worker/store/open-database.ts'
import { claimOf, samplePairing } from './sample-pairing.ts'

const [job, location = '', times = '0'] = process.argv.slice(2)
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const print = (text: string) => process.stdout.write(`${text}\n`)

const database = await openDatabase({
  url: location.startsWith('postgres:') ? location : undefined,
  file: location,
  clock: createClock(),
  log,
})
const { pairings } = createStores(database)

const press = async () => {
  print('ready')
  const data: unknown[] = await once(process.stdin, 'data')
  const pairing = await pairings.find({ id: String(data[0]).trim() })
  if (!pairing) throw new Error('There is no such pairing.')
  // As everybody read it before the first press, however late this process is.
  const unpressed = { ...pairing, version: 1 }
  const outcomes = await Promise.all(
    Array.from({ length: Number(times) }, () => pairings.apply(claimOf(unpressed))),
  )
  print(String(outcomes.filter((outcome) => outcome === 'applied').length))
  process.stdin.destroy()
}

const append = async () => {
  const one = async () => {
    const pairing = samplePairing()
    await pairings.insert(pairing, [])
    print(pairing.id)
  }
  // Eight callers, as eight requests at once would be.
  const caller = async () => {
    for (;;) await one()
  }
  await Promise.all(Array.from({ length: 8 }, caller))
}

await (job === 'append' ? append() : press())
await database.close()
