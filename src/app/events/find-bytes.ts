const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Finds a text in bytes from `from` up to `to`; -1 when it is not there. */
export type FindBytes = (bytes: Uint8Array, from: number, to: number) => number

/** Character by character in small and in capital letters, where both take the same bytes. */
const twins = (text: string): readonly [Uint8Array, Uint8Array] | undefined => {
  const low: number[] = []
  const high: number[] = []
  for (const character of text) {
    const small = encoder.encode(character.toLowerCase())
    const capital = encoder.encode(character.toUpperCase())
    if (small.length !== capital.length) return undefined
    low.push(...small)
    high.push(...capital)
  }
  return [Uint8Array.from(low), Uint8Array.from(high)]
}

/** For letters whose capital takes other bytes: text by text, a line at a time. */
const findSlowly =
  (folded: string): FindBytes =>
  (bytes, from, to) => {
    for (let start = from; start < to;) {
      const newline = bytes.indexOf(10, start)
      const end = newline < 0 || newline > to ? to : newline
      if (decoder.decode(bytes.subarray(start, end)).toLowerCase().includes(folded)) return start
      start = end + 1
    }
    return -1
  }

/**
 * A search in UTF-8 without regard to case, by leaps of the text's length (Horspool). What stands between two lines
 * never matches; the answer lies within the line.
 */
export const createFinder = (text: string): FindBytes => {
  const folded = text.toLowerCase()
  const both = twins(text)
  if (!both || text === '') return findSlowly(folded)
  const [low, high] = both
  const size = low.length
  const last = size - 1
  const leaps = new Int32Array(256).fill(size)
  for (let at = 0; at < last; at += 1) leaps[low[at] ?? 0] = leaps[high[at] ?? 0] = last - at
  const [lowLast, highLast] = [low[last] ?? 0, high[last] ?? 0]
  const isPlain = /^[\x20-\x7e]*$/.test(text)
  // Bytes of a small and a capital letter could be mixed; then it is looked at as text.
  const isReally = (bytes: Uint8Array, at: number) =>
    isPlain || decoder.decode(bytes.subarray(at, at + size)).toLowerCase() === folded
  return (bytes, from, to) => {
    for (let end = from + last; end < to;) {
      const byte = bytes[end] ?? 0
      if (byte === lowLast || byte === highLast) {
        let back = last - 1
        let at = end - 1
        while (back >= 0 && (bytes[at] === low[back] || bytes[at] === high[back])) {
          back -= 1
          at -= 1
        }
        if (back < 0 && isReally(bytes, at + 1)) return at + 1
      }
      end += leaps[byte] ?? 1
    }
    return -1
  }
}
