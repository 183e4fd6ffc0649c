import { chunkSize } from './plan-fold.ts'
import type { EventColumns } from './event-columns.ts'
import { createEventOrder, mergeRuns } from './event-order.ts'
import type { SourceKind } from './event-filter.ts'

/** A source, as far as a row and a filter need it. */
type TableSource = {
  readonly kind: SourceKind
  readonly name: string
  /** 0 where it is no bot's. */
  readonly botId: number
}

/** Texts by their number; it only grows. */
export type Dictionary = { readonly texts: string[]; readonly codeOf: (text: string) => number }

const createDictionary = (): Dictionary => {
  const texts: string[] = []
  const codes = new Map<string, number>()
  return {
    texts,
    codeOf: (text) => {
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, texts.length)
      return texts.push(text) - 1
    },
  }
}

/** Up to a thousand events, column by column; names are numbers of the table's dictionaries. */
export type Block = {
  count: number
  readonly places: Float64Array
  readonly ids: Float64Array
  readonly ats: Float64Array
  readonly messages: Float64Array
  readonly types: Uint16Array
  readonly bots: Uint32Array
  readonly users: Uint32Array
  readonly dialogs: Uint32Array
  readonly sources: Uint16Array
  readonly parts: Uint16Array
  text: Uint8Array
  readonly ends: Uint32Array
}

/** The events `from` up to `to` of a block. */
export type Stretch = { readonly block: number; readonly from: number; readonly to: number }

/** A slot is a block's number and a place in it. */
const slotBits = 10
export const blockOf = (slot: number): number => slot >>> slotBits
export const rowOf = (slot: number): number => slot & ((1 << slotBits) - 1)
const slotOf = (block: number, row: number): number => ((block << slotBits) | row) >>> 0

export const textStart = (ends: Uint32Array, row: number): number =>
  row === 0 ? 0 : (ends[row - 1] ?? 0) + 1

const emptyBlock = (): Block => ({
  count: 0,
  places: new Float64Array(chunkSize),
  ids: new Float64Array(chunkSize),
  ats: new Float64Array(chunkSize),
  messages: new Float64Array(chunkSize),
  types: new Uint16Array(chunkSize),
  bots: new Uint32Array(chunkSize),
  users: new Uint32Array(chunkSize),
  dialogs: new Uint32Array(chunkSize),
  sources: new Uint16Array(chunkSize),
  parts: new Uint16Array(chunkSize),
  text: new Uint8Array(chunkSize * 64),
  ends: new Uint32Array(chunkSize),
})

/** Some events of one source, and their places in the log. */
export type TableEvents = {
  readonly source: number
  readonly places: Float64Array
  readonly columns: EventColumns
}

/** The columns of every event of a log in memory, and the order of their times. */
export const createEventTable = () => {
  const blocks: Block[] = []
  const sources: TableSource[] = []
  const names = {
    types: createDictionary(),
    bots: createDictionary(),
    users: createDictionary(),
    dialogs: createDictionary(),
  }
  /** The block that is being filled. */
  let open = -1
  let count = 0
  let lastHit = 0

  const compare = (a: number, b: number): number => {
    const [first, second] = [blocks[blockOf(a)], blocks[blockOf(b)]]
    const [row, other] = [rowOf(a), rowOf(b)]
    const apart = (first?.ats[row] ?? 0) - (second?.ats[other] ?? 0)
    return apart === 0 ? (first?.places[row] ?? 0) - (second?.places[other] ?? 0) : apart
  }
  const order = createEventOrder(compare)

  /** An event that names no bot is of the bot whose queue it came from, or nobody who looks at that bot would find it. */
  const codeIn = (key: keyof typeof names, source: number, text: string): number => {
    const { botId = 0 } = sources[source] ?? {}
    return names[key].codeOf(key === 'bots' && text === '' && botId > 0 ? `${botId}\t` : text)
  }

  /** The slots of a stretch by their times. */
  const sorted = ({ block, from, to }: Stretch): Uint32Array<ArrayBuffer> => {
    const slots = Uint32Array.from({ length: to - from }, (_, n) => slotOf(block, from + n))
    for (let at = 1; at < slots.length; at += 1)
      if (compare(slots[at - 1] ?? 0, slots[at] ?? 0) > 0) return slots.sort(compare)
    return slots
  }

  const copyRows = (events: TableEvents, start: number): Stretch => {
    const { places, source, columns } = events
    const last = blocks[open]
    const goesOn = last && last.count < chunkSize && (last.places[last.count - 1] ?? 0) < (places[start] ?? 0)
    if (!goesOn) open = blocks.push(emptyBlock()) - 1
    const block = blocks[open] ?? emptyBlock()
    const from = block.count
    const end = Math.min(places.length, start + chunkSize - from)
    for (const key of ['types', 'bots', 'users', 'dialogs'] as const)
      for (let row = start; row < end; row += 1)
        block[key][from + row - start] = codeIn(key, source, columns.names[key][columns[key][row] ?? 0] ?? '')
    for (const key of ['ids', 'ats', 'messages', 'parts'] as const)
      block[key].set(columns[key].subarray(start, end), from)
    block.places.set(places.subarray(start, end), from)
    block.sources.fill(source, from, from + end - start)
    const first = textStart(columns.ends, start)
    const text = columns.text.subarray(first, textStart(columns.ends, end))
    const at = textStart(block.ends, from)
    if (at + text.length > block.text.length) {
      const larger = new Uint8Array(Math.max(at + text.length, block.text.length * 2))
      larger.set(block.text.subarray(0, at))
      block.text = larger
    }
    block.text.set(text, at)
    for (let row = start; row < end; row += 1)
      block.ends[from + row - start] = (columns.ends[row] ?? 0) - first + at
    block.count += end - start
    return { block: open, from, to: block.count }
  }

  /** A full record is taken over as it is. */
  const adopt = ({ places, source, columns }: TableEvents): Stretch => {
    const coded = (key: keyof typeof names) => {
      const codes = columns.names[key].map((text) => codeIn(key, source, text))
      return { codes, of: columns[key] }
    }
    const remap = ({ codes, of }: ReturnType<typeof coded>): Uint32Array =>
      Uint32Array.from(of, (code) => codes[code] ?? 0)
    const block: Block = {
      count: places.length,
      places,
      ids: columns.ids,
      ats: columns.ats,
      messages: columns.messages,
      types: Uint16Array.from(remap(coded('types'))),
      bots: remap(coded('bots')),
      users: remap(coded('users')),
      dialogs: remap(coded('dialogs')),
      sources: new Uint16Array(places.length).fill(source),
      parts: columns.parts,
      text: columns.text,
      ends: columns.ends,
    }
    return { block: blocks.push(block) - 1, from: 0, to: places.length }
  }

  const addOne = (events: TableEvents): readonly Stretch[] => {
    if (events.places.length === chunkSize) return [adopt(events)]
    const stretches: Stretch[] = []
    for (let start = 0; start < events.places.length;) {
      const stretch = copyRows(events, start)
      stretches.push(stretch)
      start += stretch.to - stretch.from
    }
    return stretches
  }

  return {
    blocks,
    sources,
    names,
    compare,
    sorted,
    order: (): Uint32Array => order.view(),
    count: () => count,
    /** Takes in events; what it answers is what is new. */
    add: (events: readonly TableEvents[]): readonly Stretch[] => {
      const stretches = events.flatMap(addOne)
      order.merge(mergeRuns(stretches.map(sorted), compare))
      count += stretches.reduce((sum, { from, to }) => sum + to - from, 0)
      return stretches
    },
    /** Where an event lies; undefined when it is not there. */
    slotAt: (place: number): number | undefined => {
      for (let tried = 0; tried < blocks.length; tried += 1) {
        // Neighbours are asked for one after the other.
        const index = (lastHit + tried) % blocks.length
        const block = blocks[index]
        if (!block || !isWithin(block, place)) continue
        const row = block.places.subarray(0, block.count).indexOf(place)
        if (row < 0) continue
        lastHit = index
        return slotOf(index, row)
      }
      return undefined
    },
  }
}
export type EventTable = ReturnType<typeof createEventTable>

/** Places rise within a block, for records are read and written in their order. */
const isWithin = ({ places, count }: Block, place: number): boolean =>
  (places[0] ?? Infinity) <= place && place <= (places[count - 1] ?? -1)
