import { UnreadableError } from './table.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export type ReadText = {
  readonly text: string
  readonly encoding: Encoding
  /** `told`: somebody chose it; `marked`: by the file's first bytes; `guessed`: by what it holds. */
  readonly how: 'told' | 'marked' | 'guessed'
  /** Lines (from 1) that are not in this encoding and were read in `otherEncoding`; the first few. */
  readonly strangeLines: readonly number[]
  /** How many there are of them. */
  readonly strange: number
  readonly otherEncoding: Encoding | undefined
}

const mostNamed = 20

const decode = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes)

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markOf = (bytes: Uint8Array): Encoding | undefined =>
  marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0]

/** Latin text in UTF-16 has a zero beside each letter: behind it in little endian, before it in big endian. */
const utf16Of = (bytes: Uint8Array): Encoding | undefined => {
  const sample = bytes.subarray(0, 2000)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 8
  if (odd > many && even < odd / 8) return 'utf-16le'
  return even > many && odd < even / 8 ? 'utf-16be' : undefined
}

/** Cyrillic words are runs of high bytes, in western text they stand alone between plain letters. */
const legacyOf = (bytes: Uint8Array): Encoding => {
  let letters = 0
  let inRuns = 0
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 0xc0) continue
    letters += 1
    if ((bytes[index - 1] ?? 0) >= 0xc0 || (bytes[index + 1] ?? 0) >= 0xc0) inRuns += 1
  }
  return letters > 0 && inRuns > letters / 2 ? 'windows-1251' : 'windows-1252'
}

const linesOf = (bytes: Uint8Array): readonly Uint8Array[] => {
  const lines: Uint8Array[] = []
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(10, start)
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end + 1))
    if (end < 0) break
    start = end + 1
  }
  return lines
}

const isPlain = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** Neither all of it UTF-8 nor none of it: line by line, if some lines are UTF-8 beyond plain letters. */
const readMixed = (bytes: Uint8Array): ReadText | undefined => {
  const kinds = linesOf(bytes).map((line) => ({ line, isWell: isUtf8(line) }))
  if (!kinds.some(({ line, isWell }) => isWell && !isPlain(line))) return undefined
  const strange = kinds.flatMap(({ isWell }, index) => (isWell ? [] : [index + 1]))
  const otherEncoding = legacyOf(
    Uint8Array.from(kinds.flatMap(({ line, isWell }) => (isWell ? [] : [...line]))),
  )
  return {
    text: kinds.map(({ line, isWell }) => decode(line, isWell ? 'utf-8' : otherEncoding)).join(''),
    encoding: 'utf-8',
    how: 'guessed',
    strangeLines: strange.slice(0, mostNamed),
    strange: strange.length,
    otherEncoding,
  }
}

const plainly = (bytes: Uint8Array, encoding: Encoding, how: ReadText['how']): ReadText => ({
  text: decode(bytes, encoding),
  encoding,
  how,
  strangeLines: [],
  strange: 0,
  otherEncoding: undefined,
})

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3

/** A file's bytes as text: in the encoding somebody told, the one it is marked with, or the one that fits. */
export const readBytes = (bytes: Uint8Array, told?: Encoding): ReadText => {
  if (isZip(bytes)) throw new UnreadableError('spreadsheet')
  if (told) return plainly(bytes, told, 'told')
  const marked = markOf(bytes)
  if (marked && (marked !== 'utf-8' || isUtf8(bytes))) return plainly(bytes, marked, 'marked')
  const wide = utf16Of(bytes)
  if (wide) return plainly(bytes, wide, 'guessed')
  if (isUtf8(bytes)) return plainly(bytes, 'utf-8', 'guessed')
  return readMixed(bytes) ?? plainly(bytes, legacyOf(bytes), 'guessed')
}
