// Runs in a web worker of a real browser: what the platform itself takes for the same data, without the console.
import { openDB } from 'idb'
import { encodeEvents } from '../src/app/events/event-bytes.ts'
import type { ColumnsRecord, LinesRecord } from '../src/app/events/event-db.ts'
import { sampleEvents } from './sample-events.ts'

const chunk = 1000

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

/** One after the other, or two at a time. */
const each = async <T>(
  all: readonly T[],
  lanes: number,
  run: (one: T, index: number) => Promise<unknown>,
) => {
  const waiting = [...all.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next[1], next[0])
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

let chunks: readonly Uint8Array<ArrayBuffer>[] = []
let columnTexts: readonly string[] = []
let databases = 0

/** Every job answers milliseconds, or what it has made. */
const jobs = {
  /** Makes the bytes that the others use. */
  prepare: ({ count }: { count: number }) => {
    chunks = Array.from({ length: count / chunk }, (_, n) => encodeEvents(sampleEvents(chunk, n * chunk)))
    return Promise.resolve(chunks.reduce((sum, { length }) => sum + length, 0))
  },
  /** A file of events, a line each. */
  file: ({ count, first }: { count: number; first: number }) =>
    Promise.resolve(
      new Blob(
        Array.from({ length: count / chunk }, (_, n) => [
          encodeEvents(sampleEvents(chunk, first + n * chunk)),
          '\n',
        ]).flat(),
      ),
    ),
  /** Bytes that are there already, a transaction for each chunk, nothing else. */
  put: async ({ lanes, durability }: { lanes: number; durability: IDBTransactionDurability }) => {
    const name = `bare-${databases++}`
    const db = await openDB(name, 1, { upgrade: (made) => void made.createObjectStore('bytes') })
    const ms = await timed(() =>
      each(chunks, lanes, (bytes, index) => {
        const tx = db.transaction('bytes', 'readwrite', { durability })
        return Promise.all([tx.store.put(bytes, index), tx.done])
      }),
    )
    db.close()
    indexedDB.deleteDatabase(name)
    return ms
  },
  decodeAndParse: () =>
    timed(() => {
      const decoder = new TextDecoder()
      let parsed = 0
      for (const bytes of chunks)
        for (const line of decoder.decode(bytes).split('\n')) if (JSON.parse(line)) parsed += 1
      return Promise.resolve(parsed)
    }),
  /** Objects to bytes, as the page does it for a look at a queue. */
  encode: ({ count }: { count: number }) => {
    const pages = Array.from({ length: count / chunk }, (_, n) => sampleEvents(chunk, n * chunk))
    return timed(() => Promise.resolve(pages.map((page) => encodeEvents(page))))
  },
  /** The same columns as text that the console looks through, a small-lettered string for each record. */
  loadColumns: async () => {
    const db = await openDB('bot-console-events')
    const texts: string[] = []
    let cursor = await db.transaction('columns').store.openCursor()
    while (cursor) {
      const { columns } = cursor.value as ColumnsRecord // written by the console
      texts.push(new TextDecoder().decode(columns.text).toLowerCase())
      cursor = await cursor.continue()
    }
    db.close()
    columnTexts = texts
    return texts.length
  },
  /** Line after line, as they lie in memory. */
  scanColumns: ({ text }: { text: string }) =>
    timed(() => {
      let found = 0
      for (const lines of columnTexts)
        for (let at = lines.indexOf(text); at >= 0; at = lines.indexOf(text, at + 1)) found += 1
      return Promise.resolve(found)
    }),
  /** All bytes from the disk, four records at a time as the console reads them, not looked at. */
  readBack: async () => {
    const db = await openDB('bot-console-events')
    const keys = await db.getAllKeys('lines')
    let bytes = 0
    const ms = await timed(() =>
      each(keys, 4, async (key) => {
        bytes += ((await db.get('lines', key)) as LinesRecord).lines.length
      }),
    )
    db.close()
    if (bytes === 0) throw new Error('nothing was there')
    return ms
  },
}

export type BareJobs = typeof jobs
type Asked = {
  [K in keyof BareJobs]: { readonly job: K; readonly about: Parameters<BareJobs[K]>[0] }
}[keyof BareJobs]

self.onmessage = async ({ data, ports: [port] }: MessageEvent<Asked>) => {
  const run = jobs[data.job] as (about: unknown) => Promise<unknown> // the job with its own question
  port?.postMessage(await run(data.about))
}
