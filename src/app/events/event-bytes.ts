import { withoutSecrets } from '../../contract/events/unknown-event.ts'
import { polledItemSchema } from '../../contract/rest/event-methods.ts'
import type { PolledItem } from '../../contract/rest/event-methods.ts'

const newline = 10
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Most events have no secret at all; only where a key looks like one is the whole event gone through. */
const mayHoldSecret = /"(?:auth|access_token|refresh_token|application_token|bot_?token)":(?!\[\]|\{\}|null)/i

/** Whether JSON of others is as we would store it: no tokens, and no letters or slashes escaped that need not be. */
export const isReadyLine = (text: string): boolean =>
  !mayHoldSecret.test(text) && !text.includes('\\u') && !text.includes('\\/') && !text.includes('\r')

const lineOf = (item: PolledItem): string => {
  const line = JSON.stringify(item)
  return mayHoldSecret.test(line) ? JSON.stringify(withoutSecrets(item)) : line
}

/** Written into one after the other; `encodeInto` takes a third of the time of `encode` on what is joined. */
let scratch = new Uint8Array(4 * 1024 * 1024)

const withRoomFor = (bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> => {
  if (needed <= bytes.length) return bytes
  const larger = new Uint8Array(needed * 2)
  larger.set(bytes)
  return larger
}

/** Events as bytes: one line of JSON each, tokens taken out. */
export const encodeEvents = (items: readonly PolledItem[]): Uint8Array<ArrayBuffer> => {
  let at = 0
  for (const item of items) {
    const line = lineOf(item)
    // A character is three bytes at most, and one more parts it from the line before.
    scratch = withRoomFor(scratch, at + line.length * 3 + 1)
    if (at > 0) scratch[at++] = newline
    at += encoder.encodeInto(line, scratch.subarray(at)).written
  }
  return scratch.slice(0, at)
}

/** Where each line begins, and where one more would. */
const startsOf = (bytes: Uint8Array): readonly number[] => {
  if (bytes.length === 0) return [0]
  const starts = [0]
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) starts.push(at + 1)
  return [...starts, bytes.length + 1]
}

/** The events from the line `from` up to the line `to`, without it. */
export const decodeEvents = (bytes: Uint8Array, from = 0, to = Infinity): readonly PolledItem[] => {
  const starts = startsOf(bytes)
  const last = Math.min(to, starts.length - 1)
  if (from >= last) return []
  const text = decoder.decode(bytes.subarray(starts[from], (starts[last] ?? 0) - 1))
  return text.split('\n').map((line) => polledItemSchema.parse(JSON.parse(line)))
}

/** The bytes of one line. */
export const lineAt = (bytes: Uint8Array, index: number): Uint8Array<ArrayBuffer> => pickLines(bytes, [index])

/** The lines at these indexes. */
export const pickLines = (bytes: Uint8Array, indexes: readonly number[]): Uint8Array<ArrayBuffer> => {
  const starts = startsOf(bytes)
  const lines = indexes.map((index) => bytes.subarray(starts[index], (starts[index + 1] ?? 0) - 1))
  return joinLines(lines)
}

const joinLines = (lines: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const joined = new Uint8Array(
    Math.max(
      0,
      lines.reduce((sum, { length }) => sum + length + 1, -1),
    ),
  )
  let at = 0
  for (const line of lines) {
    if (at > 0) joined[at++] = newline
    joined.set(line, at)
    at += line.length
  }
  return joined
}

/** Lines put together and cut anew, `size` to a piece. */
export const regroupBytes = (
  parts: readonly Uint8Array[],
  size: number,
): readonly Uint8Array<ArrayBuffer>[] => {
  const lines = parts.flatMap((bytes) => {
    const starts = startsOf(bytes)
    return starts.slice(0, -1).map((start, index) => bytes.subarray(start, (starts[index + 1] ?? 0) - 1))
  })
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let first = 0; first < lines.length; first += size)
    pieces.push(joinLines(lines.slice(first, first + size)))
  return pieces
}
