// Runs in a web worker of a real browser: the console's way onto the disk beside bare puts of the same bytes, in turns.
import { openDB } from 'idb'
import { createDiskStore } from '../src/app/events/disk-store.ts'
import { encodeEvents } from '../src/app/events/event-bytes.ts'
import type { PolledItem } from '../src/contract/rest/event-methods.ts'
import type { EventFigures } from './events.ts'
import { sampleEvents } from './sample-events.ts'

const chunk = 1000

/** Milliseconds until all of it is committed. */
const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

const pagesOf = (events: readonly PolledItem[]): readonly (readonly PolledItem[])[] =>
  Array.from({ length: events.length / chunk }, (_, n) => events.slice(n * chunk, (n + 1) * chunk))

/** Bytes that are there already, a transaction for each chunk, nothing else. */
const putBare = async (pages: readonly Uint8Array[], durability: IDBTransactionDurability, name: string) => {
  const db = await openDB(name, 1, { upgrade: (made) => void made.createObjectStore('bytes') })
  const ms = await timed(async () => {
    for (const [index, bytes] of pages.entries()) {
      const tx = db.transaction('bytes', 'readwrite', { durability })
      await Promise.all([tx.store.put(bytes, index), tx.done])
    }
  })
  db.close()
  return ms
}

const removeDatabase = (name: string): Promise<void> =>
  new Promise((done) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onblocked = () => done()
  })

const runRound = async (events: readonly PolledItem[], round: number) => {
  const pages = pagesOf(events)
  const bytes = pages.map(encodeEvents)
  const scope = { origin: 'https://company.bitrix24.example', userId: 1, botId: round }
  const store = createDiskStore('bench-ours')
  await store.readFacts(scope)
  const ours = () =>
    timed(async () => {
      for (const items of pages) await store.append(scope, { items, name: 'Bench', isOwn: true })
    })
  const strict = () => putBare(bytes, 'strict', `bench-strict-${round}`)
  const relaxed = () => putBare(bytes, 'relaxed', `bench-relaxed-${round}`)
  // Whoever begins a round ends the next one.
  const turns = [['ours', ours] as const, ['strict', strict] as const, ['relaxed', relaxed] as const]
  const measured: Record<string, number> = {}
  for (const [name, run] of round % 2 === 0 ? turns : turns.toReversed()) measured[name] = await run()
  const { count } = await store.readFacts(scope)
  if (count !== events.length) throw new Error(`${count} of ${events.length} were stored`)
  const readBackMs = await timed(() => store.readPage(scope, { limit: 300 }))
  await store.wipe(scope)
  await Promise.all([removeDatabase(`bench-strict-${round}`), removeDatabase(`bench-relaxed-${round}`)])
  return {
    ours: measured.ours ?? 0,
    strict: measured.strict ?? 0,
    relaxed: measured.relaxed ?? 0,
    readBackMs,
    bytesEach: bytes.reduce((sum, { length }) => sum + length, 0) / events.length,
  }
}

self.onmessage = async ({ data }: MessageEvent<{ count: number; rounds: number }>) => {
  const events = sampleEvents(data.count)
  await runRound(events.slice(0, chunk * 2), 1000) // warms up
  const rounds: EventFigures['rounds'][number][] = []
  for (let round = 0; round < data.rounds; round += 1) rounds.push(await runRound(events, round))
  self.postMessage({ rounds } satisfies EventFigures)
}
