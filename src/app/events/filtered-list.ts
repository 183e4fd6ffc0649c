import type { EventFilter } from './event-filter.ts'
import { createEventOrder, mergeRuns } from './event-order.ts'
import type { EventTable, Stretch } from './event-table.ts'
import { blockOf, rowOf } from './event-table.ts'
import type { Mask } from './match-events.ts'
import { compileFilter, payloadTextsOf } from './match-events.ts'
import type { ReadRecords } from './search-payloads.ts'
import { createPayloadSearch } from './search-payloads.ts'
import { chunkSize } from './plan-fold.ts'

/** Longer than this the worker looks at columns without letting others in. */
const sliceMs = 12
/** A list that grows is shown anew this often. */
const publishMs = 150

export type ListOutside = {
  readonly table: EventTable
  readonly records: ReadRecords
  /** Lets waiting messages in. */
  readonly pause: () => Promise<void>
  readonly now: () => number
  /** The list, or how far it is, has changed. */
  readonly onChange: () => void
}

/** The events a filter lets through, by their times; it is answered bit by bit and kept up with what is added. */
export const createFilteredList = (filter: EventFilter | undefined, outside: ListOutside) => {
  const { table, records, pause, now, onChange } = outside
  const list = createEventOrder(table.compare)
  const masks: Mask[] = []
  const texts = filter ? payloadTextsOf(filter) : []
  const search = texts.length > 0 ? createPayloadSearch(texts, { table, records }) : undefined
  const match = filter && compileFilter(filter, table, (text, at) => search?.found(text, at))
  let lookedAt = 0
  let isEnded = false
  let isComplete = !filter
  let error: unknown

  const maskOf = (block: number): Mask => (masks[block] ??= new Uint8Array(chunkSize))

  const look = (at: Stretch): void => {
    const block = table.blocks[at.block]
    if (!block || !match) return
    const passes = match(block, at)
    if (search) search.consider(at, passes)
    else maskOf(at.block).set(passes, at.from)
    if (!search) lookedAt += at.to - at.from
  }

  /** Goes once through all that is in order. */
  const publish = () => {
    const order = table.order()
    const found = new Uint32Array(order.length)
    let count = 0
    for (const slot of order) if (masks[blockOf(slot)]?.[rowOf(slot)]) found[count++] = slot
    list.replace(found.slice(0, count))
    onChange()
  }

  /** Looks inside payloads until nothing is left that might pass. */
  const lookInside = async (): Promise<void> => {
    if (!search || !match) return
    let publishedAt = -Infinity
    let hasNew = false
    for await (const touched of search.run()) {
      if (isEnded) return
      for (const index of touched) {
        const block = table.blocks[index]
        if (!block) continue
        const passes = match(block, { block: index, from: 0, to: block.count })
        const mask = maskOf(index)
        for (let row = 0; row < block.count; row += 1) {
          const is = passes[row] && search.isSure(index, row) ? 1 : 0
          if (is && !mask[row]) hasNew = true
          mask[row] = is
        }
      }
      if (hasNew && now() - publishedAt >= publishMs) {
        publish()
        publishedAt = now()
        hasNew = false
      } else onChange()
      await pause()
    }
  }

  const run = async (): Promise<void> => {
    if (!match) return onChange()
    // What is added meanwhile is looked at when it comes.
    const blocks = table.blocks.map(({ count, ats }, block) => ({
      block,
      from: 0,
      to: count,
      at: ats[count - 1] ?? 0,
    }))
    blocks.sort((a, b) => b.at - a.at)
    let sliceAt = now()
    let publishedAt = -Infinity
    for (const [index, at] of blocks.entries()) {
      look(at)
      if (now() - sliceAt < sliceMs && index > 0) continue
      if (!search && now() - publishedAt >= publishMs) {
        publish()
        publishedAt = now()
      }
      await pause()
      if (isEnded) return
      sliceAt = now()
    }
    if (!search) publish()
    await lookInside()
    if (isEnded) return
    isComplete = true
    publish()
  }

  /** The worker's own error is the list's, too: what was found stays. */
  const runOrSay = () =>
    run().catch((failure: unknown) => {
      error = failure
      isEnded = true
      onChange()
    })

  return {
    run: runOrSay,
    /** What was found stays. */
    end: () => {
      isEnded = true
    },
    slots: (): Uint32Array => (match ? list.view() : table.order()),
    lookedAt: (): number => (match ? (search?.decided() ?? lookedAt) : table.count()),
    error: () => error,
    /** Takes in what the table has taken in. */
    add: (stretches: readonly Stretch[]) => {
      if (!match) return onChange()
      stretches.forEach(look)
      if (!isComplete || error !== undefined) return
      if (search) {
        if (!isEnded) void lookInside().then(publish, () => undefined)
        return
      }
      const runs = stretches.map((at) =>
        table.sorted(at).filter((slot) => masks[blockOf(slot)]?.[rowOf(slot)]),
      )
      list.merge(mergeRuns(runs, table.compare))
      onChange()
    },
  }
}
export type FilteredList = ReturnType<typeof createFilteredList>
