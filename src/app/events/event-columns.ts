import type { PolledItem } from '../../contract/rest/event-methods.ts'
import { eventParts } from './event-filter.ts'
import { glanceEvent } from './glance-event.ts'

/** Texts that many events share, each once. */
type Names = {
  readonly types: readonly string[]
  /** An id and a code or name, parted by a tab; empty for none. */
  readonly bots: readonly string[]
  readonly users: readonly string[]
  readonly dialogs: readonly string[]
}

/** What is known of some events without their bytes, column by column, in the order they came. */
export type EventColumns = {
  readonly ids: Float64Array<ArrayBuffer>
  /** Epoch milliseconds; 0 when the portal's date cannot be read. */
  readonly ats: Float64Array<ArrayBuffer>
  /** The message an event is about; 0 for none. */
  readonly messages: Float64Array<ArrayBuffer>
  /** Places in `names`. */
  readonly types: Uint16Array<ArrayBuffer>
  readonly bots: Uint16Array<ArrayBuffer>
  readonly users: Uint16Array<ArrayBuffer>
  readonly dialogs: Uint16Array<ArrayBuffer>
  /** One bit for each of `eventParts`. */
  readonly parts: Uint16Array<ArrayBuffer>
  /** The beginnings of what was said, in UTF-8, a line each. */
  readonly text: Uint8Array<ArrayBuffer>
  /** Where each line of the text ends. */
  readonly ends: Uint32Array<ArrayBuffer>
  readonly names: Names
}

const encoder = new TextEncoder()
let scratch = new Uint8Array(256 * 1024)

const collectNames = () => {
  const texts: string[] = []
  const codes = new Map<string, number>()
  const codeOf = (text: string): number => {
    const known = codes.get(text)
    if (known !== undefined) return known
    codes.set(text, texts.length)
    return texts.push(text) - 1
  }
  return { texts, codeOf }
}

/** The platform's dates, as milliseconds; 0 for what is none. */
const timeOf = (date: string): number => Date.parse(date) || 0

const bitsOf = (parts: readonly (typeof eventParts)[number][]): number =>
  parts.reduce((bits, part) => bits | (1 << eventParts.indexOf(part)), 0)

/** The columns of items. */
export const columnsOf = (items: readonly PolledItem[]): EventColumns => {
  const count = items.length
  const [types, bots, users, dialogs] = [collectNames(), collectNames(), collectNames(), collectNames()]
  const columns = {
    ids: new Float64Array(count),
    ats: new Float64Array(count),
    messages: new Float64Array(count),
    types: new Uint16Array(count),
    bots: new Uint16Array(count),
    users: new Uint16Array(count),
    dialogs: new Uint16Array(count),
    parts: new Uint16Array(count),
    ends: new Uint32Array(count),
  }
  let at = 0
  items.forEach(({ eventId, type, date, data }, index) => {
    const { bot, user, dialog, messageId, parts, text } = glanceEvent(type, data)
    columns.ids[index] = eventId
    columns.ats[index] = timeOf(date)
    columns.messages[index] = messageId
    columns.types[index] = types.codeOf(type)
    columns.bots[index] = bots.codeOf(bot)
    columns.users[index] = users.codeOf(user)
    columns.dialogs[index] = dialogs.codeOf(dialog)
    columns.parts[index] = bitsOf(parts)
    if (at + text.length * 3 + 1 > scratch.length) {
      const larger = new Uint8Array(scratch.length * 2 + text.length * 3)
      larger.set(scratch)
      scratch = larger
    }
    at += encoder.encodeInto(text, scratch.subarray(at)).written
    columns.ends[index] = at
    scratch[at++] = 10
  })
  const names = { types: types.texts, bots: bots.texts, users: users.texts, dialogs: dialogs.texts }
  return { ...columns, text: scratch.slice(0, at), names }
}

/** Every buffer of the columns, to be handed over. */
export const buffersOf = ({ names: _, ...columns }: EventColumns): readonly ArrayBuffer[] =>
  Object.values(columns).map(({ buffer }) => buffer)

const startOf = (ends: Uint32Array, index: number): number => (index === 0 ? 0 : (ends[index - 1] ?? 0) + 1)

/** The columns of the events at these indexes, in that order, of several columns one after the other. */
export const pickColumns = (
  picked: readonly { readonly columns: EventColumns; readonly indexes: readonly number[] }[],
): EventColumns => {
  const count = picked.reduce((sum, { indexes }) => sum + indexes.length, 0)
  const size = picked.reduce(
    (sum, { columns: { ends }, indexes }) =>
      sum + indexes.reduce((bytes, index) => bytes + (ends[index] ?? 0) + 1 - startOf(ends, index), 0),
    0,
  )
  const collected = {
    types: collectNames(),
    bots: collectNames(),
    users: collectNames(),
    dialogs: collectNames(),
  }
  const to = {
    ids: new Float64Array(count),
    ats: new Float64Array(count),
    messages: new Float64Array(count),
    types: new Uint16Array(count),
    bots: new Uint16Array(count),
    users: new Uint16Array(count),
    dialogs: new Uint16Array(count),
    parts: new Uint16Array(count),
    text: new Uint8Array(size),
    ends: new Uint32Array(count),
  }
  let [row, at] = [0, 0]
  for (const { columns, indexes } of picked)
    for (const index of indexes) {
      to.ids[row] = columns.ids[index] ?? 0
      to.ats[row] = columns.ats[index] ?? 0
      to.messages[row] = columns.messages[index] ?? 0
      to.parts[row] = columns.parts[index] ?? 0
      for (const name of ['types', 'bots', 'users', 'dialogs'] as const)
        to[name][row] = collected[name].codeOf(columns.names[name][columns[name][index] ?? 0] ?? '')
      const line = columns.text.subarray(startOf(columns.ends, index), (columns.ends[index] ?? 0) + 1)
      to.text.set(line, at)
      at += line.length
      to.ends[row] = at - 1
      row += 1
    }
  const names = {
    types: collected.types.texts,
    bots: collected.bots.texts,
    users: collected.users.texts,
    dialogs: collected.dialogs.texts,
  }
  return { ...to, names }
}
