import type { EventRow, Histogram, SeenColumn, SeenValue } from './event-view.ts'
import { eventParts } from './event-filter.ts'
import type { EventTable } from './event-table.ts'
import { blockOf, rowOf, textStart } from './event-table.ts'

const decoder = new TextDecoder()

const idIn = (tagged: string): string => tagged.slice(0, Math.max(0, tagged.indexOf('\t')))
const nameIn = (tagged: string): string => tagged.slice(tagged.indexOf('\t') + 1)

/** A bot as the person named it, or its code. */
const botNameIn = ({ sources }: EventTable, tagged: string): string => {
  const id = idIn(tagged)
  return sources.find(({ botId, name }) => name !== '' && String(botId) === id)?.name ?? nameIn(tagged)
}

/** The row of an event. */
export const readRow = (table: EventTable, slot: number): EventRow | undefined => {
  const [block, row] = [table.blocks[blockOf(slot)], rowOf(slot)]
  if (!block) return undefined
  const { names, sources } = table
  const bot = names.bots.texts[block.bots[row] ?? 0] ?? ''
  const user = names.users.texts[block.users[row] ?? 0] ?? ''
  const dialog = names.dialogs.texts[block.dialogs[row] ?? 0] ?? ''
  const bits = block.parts[row] ?? 0
  return {
    place: block.places[row] ?? 0,
    eventId: block.ids[row] ?? 0,
    at: block.ats[row] ?? 0,
    name: names.types.texts[block.types[row] ?? 0] ?? '',
    source: sources[block.sources[row] ?? 0]?.kind ?? 'file',
    botId: Number(idIn(bot)) || 0,
    bot: botNameIn(table, bot),
    userId: Number(idIn(user)) || 0,
    who: nameIn(user),
    dialogId: idIn(dialog),
    where: nameIn(dialog),
    messageId: block.messages[row] ?? 0,
    text: decoder.decode(block.text.subarray(textStart(block.ends, row), block.ends[row])),
    parts: eventParts.filter((_, bit) => (bits & (1 << bit)) !== 0),
  }
}

/** Counts the events of a list by time and type; those without a time are in no span. */
export const countBySpan = (
  table: EventTable,
  slots: Uint32Array,
  asked: {
    readonly spans: number
    readonly range?: { readonly from: number; readonly to: number } | undefined
  },
): Histogram => {
  const atOf = (slot: number) => table.blocks[blockOf(slot)]?.ats[rowOf(slot)] ?? 0
  const oldest = slots.find((slot) => atOf(slot) > 0)
  const newest = slots.at(-1)
  const { from, to } = asked.range ?? {
    from: oldest === undefined ? 0 : atOf(oldest),
    to: newest === undefined ? 0 : atOf(newest) + 1,
  }
  const { texts } = table.names.types
  const spans = Math.max(1, asked.spans)
  const counted = new Uint32Array(spans * texts.length)
  const totals = new Uint32Array(texts.length)
  const perMs = spans / Math.max(1, to - from)
  for (const slot of slots) {
    const [block, row] = [table.blocks[slot >>> 10], slot & 1023]
    const at = block?.ats[row] ?? 0
    if (at < from || at >= to || at === 0) continue
    const type = block?.types[row] ?? 0
    const span = Math.min(spans - 1, Math.floor((at - from) * perMs))
    counted[span * texts.length + type] = (counted[span * texts.length + type] ?? 0) + 1
    totals[type] = (totals[type] ?? 0) + 1
  }
  const used = [...totals.keys()]
    .filter((type) => totals[type])
    .sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0))
  return {
    from,
    to,
    names: used.map((type) => texts[type] ?? ''),
    counts: Array.from({ length: spans }, (_, span) =>
      used.map((type) => counted[span * texts.length + type] ?? 0),
    ),
  }
}

const mostValues = 20

/** The values of a column that have `part` in them, the most frequent first. */
export const listValues = (table: EventTable, column: SeenColumn, part: string): readonly SeenValue[] => {
  const key = `${column}s` as const
  const { texts } = table.names[key]
  const counts = new Uint32Array(texts.length)
  for (const block of table.blocks) {
    const codes = block[key]
    for (let row = 0; row < block.count; row += 1)
      counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1
  }
  const byValue = new Map<string, SeenValue>()
  for (const [code, text] of texts.entries()) {
    const isType = column === 'type'
    const value = isType ? text : idIn(text)
    const name = isType ? '' : column === 'bot' ? botNameIn(table, text) : nameIn(text)
    if (value === '' || !counts[code]) continue
    const known = byValue.get(value)
    byValue.set(value, {
      value,
      name: name || (known?.name ?? ''),
      count: (known?.count ?? 0) + counts[code],
    })
  }
  const folded = part.toLowerCase()
  return [...byValue.values()]
    .filter(({ value, name }) => `${value}\n${name}`.toLowerCase().includes(folded))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostValues)
}
