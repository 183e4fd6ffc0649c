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

/** A thousand lines at a time, whatever pieces the bytes come in. */
async function* readLines(file: Blob): AsyncGenerator<FilePart> {
  let rest = new Uint8Array(0)
  let [line, readTo] = [1, 0]
  const cut = function* (isLast: boolean): Generator<FilePart> {
    let start = 0
    for (;;) {
      let [end, count] = [start, 0]
      while (count < chunkSize) {
        const next = rest.indexOf(newline, end)
        if (next < 0) break
        end = next + 1
        count += 1
      }
      if (count < chunkSize && !isLast) break
      const stop = isLast && count < chunkSize ? rest.length : end
      if (stop === start) break
      readTo += stop - start
      const hasEnd = rest[stop - 1] === newline
      yield partOf(rest.subarray(start, hasEnd ? stop - 1 : stop), line, readTo)
      line += count
      start = stop
    }
    rest = rest.slice(start)
  }
  const reader = file.stream().getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const joined = new Uint8Array(rest.length + piece.value.length)
    joined.set(rest)
    joined.set(piece.value, rest.length)
    rest = joined
    // Looked through only when there may be a thousand lines in it.
    if (rest.length > 1_000_000) yield* cut(false)
  }
  yield* cut(true)
}

const listIn = (value: unknown): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return undefined
  const { events, result, log } = value as { events?: unknown; result?: unknown; log?: { entries?: unknown } } // looked into below
  if (Array.isArray(events)) return events
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
