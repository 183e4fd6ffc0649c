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

/** One after the other, or two at a time. */
const each = async <T>(
  pages: readonly T[],
  lanes: number,
  run: (page: T, index: number) => Promise<unknown>,
) => {
  const waiting = [...pages.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next[1], next[0])
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Bytes that are there already, a transaction for each chunk, nothing else. */
const putBare = async (
  pages: readonly Uint8Array[],
  { durability, name, lanes }: { durability: IDBTransactionDurability; name: string; lanes: number },
) => {
  const db = await openDB(name, 1, { upgrade: (made) => void made.createObjectStore('bytes') })
  const ms = await timed(() =>
    each(pages, lanes, (bytes, index) => {
      const tx = db.transaction('bytes', 'readwrite', { durability })
      return Promise.all([tx.store.put(bytes, index), tx.done])
    }),
  )
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
  let bytes: readonly Uint8Array[] = []
  const encodeMs = await timed(() => Promise.resolve((bytes = pages.map(encodeEvents))))
  const store = createDiskStore('bench-ours')
  const measured = new Map<string, number>()
  let readBackMs = 0
  const ours = async (lanes: number) => {
    const scope = { origin: 'https://company.bitrix24.example', userId: lanes, botId: round }
    await store.readFacts(scope)
    const ms = await timed(() =>
      each(pages, lanes, (items) => store.append(scope, { items, name: 'Bench', isOwn: true })),
    )
    const { count } = await store.readFacts(scope)
    if (count !== events.length) throw new Error(`${count} of ${events.length} were stored`)
    readBackMs = await timed(() => store.readPage(scope, { limit: 300 }))
    await store.wipe(scope)
    return ms
  }
  const bare = async (lanes: number, durability: IDBTransactionDurability) => {
    const name = `bench-bare-${round}-${lanes}-${durability}`
    const ms = await putBare(bytes, { durability, name, lanes })
    await removeDatabase(name)
    return ms
  }
  const turns = [
    ['ours', () => ours(1)],
    ['strict', () => bare(1, 'strict')],
    ['relaxed', () => bare(1, 'relaxed')],
    ['oursTwo', () => ours(2)],
    ['strictTwo', () => bare(2, 'strict')],
  ] as const
  // Whoever begins a round ends the next one.
  for (const [name, run] of round % 2 === 0 ? turns : turns.toReversed()) measured.set(name, await run())
  const of = (name: (typeof turns)[number][0]) => measured.get(name) ?? 0
  return {
    ours: of('ours'),
    strict: of('strict'),
    relaxed: of('relaxed'),
    oursTwo: of('oursTwo'),
    strictTwo: of('strictTwo'),
    encodeMs,
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
