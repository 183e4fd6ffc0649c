/** What a decoded form holds: every scalar is a text. */
type FormValue = string | FormValue[] | FormMap
export type FormMap = { [key: string]: FormValue }

/** Keys nested deeper than this are dropped, as PHP drops them. */
export const maxFormDepth = 64

/** Pairs after this many are not read. */
export const maxFormPairs = 10_000

/** A PHP array while it grows: keys in the order of arrival, and the highest whole-number key so far. */
type Growing = { items: Map<string, Growing | string>; highest: bigint | undefined }

const grow = (): Growing => ({ items: new Map(), highest: undefined })

const lowestIndex = -(2n ** 63n)
const highestIndex = 2n ** 63n - 1n

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const decodeBytes = (run: string) =>
  utf8.decode(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16)))

/** `+` is a space, `%41` a byte; an invalid percent stays as it is. */
const decodeText = (text: string): string => {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced) // several times faster, and the same wherever it does not throw
  } catch {
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodeBytes(run))
  }
}

/** The keys a name leads through, `''` for an appending `[]`; undefined if PHP ignores the name. */
const keysOf = (name: string): string[] | undefined => {
  const open = name.indexOf('[')
  if (open === -1) return name === '' ? undefined : [mangled(name)]
  if (open === 0) return undefined
  const keys = [mangled(name.slice(0, open))]
  let at = open
  while (name[at] === '[') {
    const isBlank = name[at + 2] === ']' && /\s/.test(name[at + 1] ?? '')
    const start = isBlank ? at + 2 : at + 1
    const close = name.indexOf(']', start)
    if (close === -1) break
    keys.push(name.slice(start, close))
    at = close + 1
  }
  // A bracket that never closes is part of the name, as far as a name can hold one.
  return keys.length === 1 ? [mangled(name)] : keys
}

const mangled = (name: string) => (/[ .[]/.test(name) ? name.replace(/[ .[]/g, '_') : name)

const indexOf = (key: string) => {
  if (key > ':') return undefined // most keys are words
  if (!/^(?:0|-?[1-9]\d{0,18})$/.test(key)) return undefined
  const index = BigInt(key)
  return index < lowestIndex || index > highestIndex ? undefined : index
}

/** The key an appending `[]` gets: one past the highest, or 0. */
const appendedKey = ({ highest }: Growing) => (highest === undefined ? 0n : highest + 1n).toString()

const put = (array: Growing, key: string, value: Growing | string) => {
  const index = indexOf(key)
  array.items.set(key, value)
  if (index !== undefined && (array.highest === undefined || index > array.highest)) array.highest = index
}

const assign = (root: Growing, keys: readonly string[], value: string) => {
  let array = root
  for (let depth = 0; depth < keys.length; depth += 1) {
    const given = keys[depth] ?? ''
    const key = given === '' ? appendedKey(array) : given
    // Nothing can be appended behind the highest whole number there is.
    if (given === '' && indexOf(key) === undefined) return
    if (depth === keys.length - 1) return put(array, key, value)
    const found = array.items.get(key)
    const inner = typeof found === 'object' ? found : grow()
    if (inner !== found) put(array, key, inner)
    array = inner
  }
}

const isList = ({ items }: Growing): boolean => {
  let index = 0
  for (const key of items.keys()) if (key !== String(index++)) return false
  return true
}

const finished = (value: Growing | string): FormValue => {
  if (typeof value === 'string') return value
  return isList(value) ? Array.from(value.items.values(), finished) : mapOf(value)
}

const mapOf = ({ items }: Growing): FormMap => {
  const map: FormMap = {}
  for (const [key, item] of items) {
    // An own key like any other.
    if (key === '__proto__') Object.defineProperty(map, key, { ...own, value: finished(item) })
    else map[key] = finished(item)
  }
  return map
}

const own = { configurable: true, enumerable: true, writable: true }

/** Spaces in front and what stands behind a NUL are no part of a name. */
const plainName = (name: string): string => {
  const trimmed = name.startsWith(' ') ? name.replace(/^ +/, '') : name
  const end = trimmed.indexOf('\0')
  return end === -1 ? trimmed : trimmed.slice(0, end)
}

const grown = (text: string): Growing => {
  const root = grow()
  for (const pair of text.split('&', maxFormPairs)) {
    const equals = pair.indexOf('=')
    const rawName = equals === -1 ? pair : pair.slice(0, equals)
    const keys = keysOf(plainName(decodeText(rawName)))
    if (keys === undefined || keys.length - 1 > maxFormDepth) continue
    assign(root, keys, equals === -1 ? '' : decodeText(pair.slice(equals + 1)))
  }
  return root
}

/**
 * Reads an urlencoded form as PHP does: `a[b]=1` nests, `a[]=1` appends, keys 0..n in order make a list, a later
 * value replaces an earlier one. Never throws; names PHP ignores are ignored.
 */
export const decodeForm = (text: string): FormMap => mapOf(grown(text))

/** The members of one array of a form in PHP's order, which is that of arrival; a JavaScript object puts whole numbers first. */
export const entriesOfForm = (text: string, name: string): readonly (readonly [string, FormValue])[] => {
  const array = grown(text).items.get(name)
  return typeof array === 'object'
    ? [...array.items].map(([key, item]) => [key, finished(item)] as const)
    : []
}

/** Percent-encodes as PHP's `urlencode`: a space is `+`, a lone surrogate becomes U+FFFD. */
const encodeText = (text: string) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

const pairsOf = (prefix: string, value: unknown): string[] => {
  if (value === null || value === undefined) return []
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => pairsOf(`${prefix}%5B${encodeText(key)}%5D`, item))
  if (typeof value === 'boolean') return [`${prefix}=${value ? '1' : '0'}`]
  if (typeof value === 'string') return [`${prefix}=${encodeText(value)}`]
  return typeof value === 'number' ? [`${prefix}=${value}`] : []
}

/**
 * Writes a form as PHP's `http_build_query`: true is `1`, false is `0`; null and empty lists and maps leave no trace.
 * What JSON cannot hold is left out.
 */
export const encodeForm = (value: Readonly<Record<string, unknown>>): string =>
  Object.entries(value)
    .flatMap(([key, item]) => pairsOf(encodeText(key), item))
    .join('&')
