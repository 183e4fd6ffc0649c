import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { encodeEvents, isReadyLine } from './event-bytes.ts'
import { chunkSize } from './plan-fold.ts'

/** Some events of a file, as bytes to be stored, and how many bytes of the file were read for them. */
export type FilePart = {
  readonly items: readonly PolledItem[]
  readonly lines: Uint8Array<ArrayBuffer>
  /** Numbers of lines, or of entries, that are no event. */
  readonly broken: readonly number[]
  readonly readTo: number
}

/** The file is no list of events in any form that is known. */
export class EventFileError extends Error {
  readonly code: 'TOO_BIG' | 'NO_EVENTS'

  constructor(code: EventFileError['code'], detail: string) {
    super(detail)
    this.name = 'EventFileError'
    this.code = code
  }
}

/** One JSON text is held in memory as a whole; lines are not. */
const mostWhole = 256 * 1024 * 1024
/** Larger than a thousand lines mostly are. */
const pieceSize = 4 * 1024 * 1024
const newline = 10
const decoder = new TextDecoder()

const itemOf = (value: unknown): PolledItem | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const { eventId, type, date, data } = value as Partial<Record<keyof PolledItem, unknown>> // each is looked at
  if (!Number.isSafeInteger(eventId) || typeof type !== 'string' || typeof date !== 'string') return undefined
  return { eventId: eventId as number, type, date, data } // a safe integer, says the line above
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const partOf = (bytes: Uint8Array<ArrayBuffer>, firstLine: number, readTo: number): FilePart => {
  const text = decoder.decode(bytes)
  const lines = text.split('\n')
  const broken: number[] = []
  const items: PolledItem[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '' || line === '\r') continue
    const item = itemOf(parse(line))
    if (item) items.push(item)
    else broken.push(firstLine + index)
  }
  // What is written as we would write it is taken as it is.
  const isReady = items.length === lines.length && isReadyLine(text)
  return { items, lines: isReady ? bytes.slice() : encodeEvents(items), broken, readTo }
}

/** Where each run of a thousand lines ends, and how many lines the last one has. */
const cutLines = (bytes: Uint8Array): { readonly ends: readonly number[]; readonly left: number } => {
  const ends: number[] = []
  let lines = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    lines += 1
    if (lines % chunkSize === 0) ends.push(at + 1)
  }
  return { ends, left: lines % chunkSize }
}

/** A thousand lines at a time; the next piece is fetched while one is looked at. */
async function* readLines(file: Blob): AsyncGenerator<FilePart> {
  const fetch = (from: number) => file.slice(from, from + pieceSize).arrayBuffer()
  let rest = new Uint8Array(0)
  let [line, readTo] = [1, 0]
  let next = fetch(0)
  for (let from = 0; from < file.size; from += pieceSize) {
    const piece = new Uint8Array(await next)
    if (from + pieceSize < file.size) {
      next = fetch(from + pieceSize)
      // Thrown where it is awaited.
      next.catch(() => undefined)
    }
    const bytes = new Uint8Array(rest.length + piece.length)
    bytes.set(rest)
    bytes.set(piece, rest.length)
    const isLast = from + pieceSize >= file.size
    const { ends, left } = cutLines(bytes)
    let start = 0
    for (const end of isLast && (left > 0 || bytes.at(-1) !== newline) ? [...ends, bytes.length] : ends) {
      const stop = bytes[end - 1] === newline ? end - 1 : end
      readTo += end - start
      yield partOf(bytes.subarray(start, stop), line, readTo)
      line += chunkSize
      start = end
    }
    rest = bytes.slice(start)
  }
}

const listIn = (value: unknown): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value as unknown[]
  if (typeof value !== 'object' || value === null) return undefined
  const { events, result, log } = value as { events?: unknown; result?: unknown; log?: { entries?: unknown } } // looked into below
  if (Array.isArray(events)) return events as unknown[]
  if (result !== undefined) return listIn(result)
  return log && Array.isArray(log.entries) ? log.entries.flatMap(eventsOfEntry) : undefined
}

/** What a browser or proxy has recorded (HAR): the answers that hold events. */
const eventsOfEntry = (entry: unknown): readonly unknown[] => {
  const { response } = entry as { response?: { content?: { text?: unknown } } } // any part may be missing
  const text = response?.content?.text
  return typeof text === 'string' && text.includes('"eventId"') ? (listIn(parse(text)) ?? []) : []
}

async function* readWhole(file: Blob): AsyncGenerator<FilePart> {
  if (file.size > mostWhole) throw new EventFileError('TOO_BIG', `${file.size} bytes in one JSON text`)
  const list = listIn(parse(await file.text()))
  if (!list || list.length === 0) throw new EventFileError('NO_EVENTS', 'no list of events in it')
  for (let from = 0; from < list.length; from += chunkSize) {
    const values = list.slice(from, from + chunkSize)
    const found = values.map(itemOf)
    const items = found.filter((item) => item !== undefined)
    const broken = found.flatMap((item, index) => (item ? [] : [from + index + 1]))
    const readTo = Math.round((file.size * Math.min(list.length, from + chunkSize)) / list.length)
    yield { items, lines: encodeEvents(items), broken, readTo }
  }
}

/** The events of a file, a thousand at a time: an object a line (NDJSON), a JSON list, an answer of the portal, or a HAR. */
export async function* readEventFile(file: Blob): AsyncGenerator<FilePart> {
  const start = decoder
    .decode(await file.slice(0, 65_536).arrayBuffer())
    .replace(/^\ufeff/, '')
    .trimStart()
  const first = start.split('\n', 1)[0] ?? ''
  // A line that is longer than what was looked at is one of many, or the only one: read as lines either way.
  const isWhole =
    start.startsWith('[') ||
    (!itemOf(parse(first)) && !first.includes('"eventId"')) ||
    listIn(parse(first)) !== undefined
  yield* isWhole ? readWhole(file) : readLines(file)
}
