/** From the whole to a part of it: keys of objects, indexes of arrays. */
export type JsonPath = readonly (string | number)[]

/** One line of a tree that is drawn. */
export type JsonLine = {
  /** Names the line; the same for the same part of the same value. */
  readonly id: string
  readonly path: JsonPath
  /** Its key or index; empty for the whole. */
  readonly name: string
  readonly depth: number
  readonly value: unknown
  /** How many children it has; undefined for what cannot have any. */
  readonly children: number | undefined
  readonly isOpen: boolean
  readonly isFound: boolean
  /** Children of this one that are not drawn. */
  readonly rest: number
}

/** Not more children than this are drawn of one part unless asked for. */
export const childrenAtOnce = 100

const entriesOf = (value: unknown): readonly (readonly [string | number, unknown])[] | undefined => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item])
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined
}

const idOf = (path: JsonPath): string => JSON.stringify(path)

/** `data.message.params["a b"][0]`, as one would write it in a program. */
export const formatPath = (path: JsonPath): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) return `[${JSON.stringify(step)}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')

/** A part as text: words as they are, all else as JSON. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? String(value))

/** Found parts, and what has to be open for them to be seen. */
export type JsonFound = { readonly ids: readonly string[]; readonly open: ReadonlySet<string> }

/** So many are looked for; more nobody goes through. */
const mostFound = 500

/** The parts whose key or own text has `needle` in it, in the order of the tree. */
export const findInJson = (whole: unknown, needle: string): JsonFound => {
  const sought = needle.toLowerCase()
  const ids: string[] = []
  const open = new Set<string>()
  const isIn = (text: string) => text.toLowerCase().includes(sought)
  const look = (value: unknown, path: JsonPath) => {
    if (ids.length >= mostFound) return
    const entries = entriesOf(value)
    const name = path.at(-1)
    if ((name !== undefined && isIn(String(name))) || (!entries && isIn(String(value)))) {
      ids.push(idOf(path))
      for (let length = 0; length < path.length; length += 1) open.add(idOf(path.slice(0, length)))
    }
    entries?.forEach(([step, child]) => look(child, [...path, step]))
  }
  if (sought) look(whole, [])
  return { ids, open }
}

/** What somebody opened and closed; what is not named here is as it is at first. */
export type JsonFolds = {
  readonly isOpen: Readonly<Record<string, boolean>>
  /** How many children are drawn where it is not the usual number. */
  readonly drawn: Readonly<Record<string, number>>
}

/** The lines of a tree, from the top; two levels are open at first, if they are not long. */
export const jsonLines = (whole: unknown, folds: JsonFolds, found: JsonFound): readonly JsonLine[] => {
  const lines: JsonLine[] = []
  const foundIds = new Set(found.ids)
  const add = (value: unknown, path: JsonPath) => {
    const entries = entriesOf(value)
    const id = idOf(path)
    const depth = path.length
    const isShort = (entries?.length ?? 0) <= childrenAtOnce
    const isOpen =
      entries !== undefined &&
      (folds.isOpen[id] ?? (found.open.has(id) || (depth < 3 && (isShort || depth === 0))))
    const drawn = found.open.has(id) ? Infinity : (folds.drawn[id] ?? childrenAtOnce)
    const children = entries?.length
    const rest = isOpen && children !== undefined ? Math.max(0, children - drawn) : 0
    const name = String(path.at(-1) ?? '')
    lines.push({ id, path, name, depth, value, children, isOpen, isFound: foundIds.has(id), rest })
    if (isOpen) entries.slice(0, drawn).forEach(([step, child]) => add(child, [...path, step]))
  }
  add(whole, [])
  return lines
}
