import type { LinesRecord } from './event-db.ts'
import type { EventTable, Stretch } from './event-table.ts'
import { blockOf, rowOf } from './event-table.ts'
import type { FindBytes } from './find-bytes.ts'
import { createFinder } from './find-bytes.ts'
import type { Mask } from './match-events.ts'
import { chunkSize } from './plan-fold.ts'

/** Where the events themselves are. */
export type ReadRecords = {
  /** The places of the first events of a source's records, rising. */
  readonly listFirsts: (source: number) => Promise<readonly number[]>
  /** The record that holds a place; undefined when it has gone. */
  readonly read: (source: number, place: number) => Promise<LinesRecord | undefined>
}

/** Records that are read ahead while one is looked through. */
const ahead = 4

type Wanted = { readonly source: number; readonly first: number }

/** As it may stand in JSON: as it is, or with its quotes and backslashes escaped. */
const findersOf = (text: string): readonly FindBytes[] => {
  const escaped = JSON.stringify(text).slice(1, -1)
  return [...new Set([text, escaped])].map(createFinder)
}

/** Which lines hold the text. */
const markLines = (lines: Uint8Array, count: number, finders: readonly FindBytes[]): Uint8Array => {
  const marked = new Uint8Array(count)
  const endFrom = (at: number) => {
    const end = lines.indexOf(10, at)
    return end < 0 ? lines.length : end
  }
  for (const find of finders) {
    let [line, end] = [0, endFrom(0)]
    for (let at = 0; line < count;) {
      const hit = find(lines, at, lines.length)
      if (hit < 0) break
      while (end <= hit && line < count) {
        line += 1
        end = endFrom(end + 1)
      }
      marked[line] = 1
      at = end + 1
    }
  }
  return marked
}

/** The greatest number that is not above; the numbers rise. */
const lastUpTo = (numbers: readonly number[], most: number): number | undefined => {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) <= most) low = middle + 1
    else high = middle
  }
  return numbers[low - 1]
}

/** Looks for texts inside the events themselves, newest first, and only where the rest of a filter leaves a chance. */
export const createPayloadSearch = (
  texts: readonly string[],
  { table, records }: { readonly table: EventTable; readonly records: ReadRecords },
) => {
  const wanted = texts.map((text) => ({ text, finders: findersOf(text), found: [] as Mask[] }))
  /** Whether an event may still pass, and whether its payload was looked into. */
  const chances: Mask[] = []
  const looked: Mask[] = []
  let [considered, open] = [0, 0]
  const maskIn = (masks: Mask[], block: number): Mask => (masks[block] ??= new Uint8Array(chunkSize))

  /** The records that have to be read, newest event first. */
  const listWanted = async (): Promise<readonly Wanted[]> => {
    const firsts = await Promise.all(table.sources.map((_, source) => records.listFirsts(source)))
    const seen = new Set<string>()
    const found: Wanted[] = []
    let last: Wanted | undefined
    let lastPlaces = [0, 0]
    for (const slot of table.order().toReversed()) {
      const [index, row] = [blockOf(slot), rowOf(slot)]
      if (!chances[index]?.[row] || looked[index]?.[row]) continue
      const block = table.blocks[index]
      const [source, place] = [block?.sources[row] ?? 0, block?.places[row] ?? 0]
      const [from = 0, to = 0] = lastPlaces
      if (last?.source === source && from <= place && place < to) continue
      const first = lastUpTo(firsts[source] ?? [], place) ?? place
      last = { source, first }
      lastPlaces = [first, (firsts[source] ?? []).find((one) => one > first) ?? Infinity]
      const key = `${source} ${first}`
      if (!seen.has(key)) found.push(last)
      seen.add(key)
    }
    return found
  }

  /** The blocks that the record's events lie in. */
  const lookThrough = ({ places, lines }: LinesRecord): ReadonlySet<number> => {
    const marks = wanted.map(({ finders }) => markLines(lines, places.length, finders))
    const touched = new Set<number>()
    for (const [line, place] of places.entries()) {
      const slot = table.slotAt(place)
      if (slot === undefined) continue
      const [block, row] = [blockOf(slot), rowOf(slot)]
      touched.add(block)
      wanted.forEach(({ found }, index) => (maskIn(found, block)[row] = marks[index]?.[line] ?? 0))
      const seen = maskIn(looked, block)
      if (seen[row]) continue
      seen[row] = 1
      if (chances[block]?.[row]) open -= 1
    }
    return touched
  }

  return {
    /** Takes note of which events of a stretch may pass. */
    consider: (at: Stretch, passes: Mask) => {
      maskIn(chances, at.block).set(passes, at.from)
      considered += passes.length
      for (const may of passes) open += may
    },
    /** What is known of a text; undefined where nobody has looked. */
    found: (text: string, at: Stretch): Mask | undefined => {
      if (!looked[at.block]) return undefined
      if (looked[at.block]?.subarray(at.from, at.to).every((one) => one === 0)) return undefined
      return wanted.find((one) => one.text === text)?.found[at.block]?.slice(at.from, at.to)
    },
    isSure: (block: number, row: number): boolean =>
      looked[block]?.[row] === 1 && chances[block]?.[row] === 1,
    decided: () => considered - open,
    /** Answers the blocks of which more is known, a record at a time. */
    run: async function* (): AsyncGenerator<ReadonlySet<number>> {
      const waiting = await listWanted()
      const reading = new Map<number, Promise<LinesRecord | undefined>>()
      for (let next = 0; next < waiting.length; next += 1) {
        for (let soon = next; soon < Math.min(waiting.length, next + ahead); soon += 1) {
          const one = waiting[soon]
          if (!one || reading.has(soon)) continue
          const record = records.read(one.source, one.first)
          // Thrown where it is awaited.
          record.catch(() => undefined)
          reading.set(soon, record)
        }
        const record = await reading.get(next)
        reading.delete(next)
        if (record) yield lookThrough(record)
      }
    },
  }
}
