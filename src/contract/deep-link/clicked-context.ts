/** A context after a click: the client sends it as a form, so nothing but texts, lists and objects is left. */
export type Clicked = string | readonly Clicked[] | { readonly [key: string]: Clicked }

type Branch = {
  readonly members: Map<string, string | Branch>
  /** The highest number that is a key; undefined without any. */
  highest: number | undefined
}

const createBranch = (): Branch => ({ members: new Map(), highest: undefined })

/**
 * The keys of `[a][b]` as PHP reads such a name: a `]` inside a key ends it there, what follows counts only if it opens
 * another bracket, and one white space is as good as nothing.
 */
const keyPathOf = (keys: readonly string[]): readonly string[] => {
  const name = keys.map((key) => `[${key}]`).join('')
  const path: string[] = []
  for (let at = 0; name[at] === '[';) {
    const start = /^\[\s\]/.test(name.slice(at, at + 3)) ? at + 2 : at + 1
    const close = name.indexOf(']', start)
    path.push(name.slice(start, close))
    at = close + 1
  }
  return path
}

const leavesOf = (value: unknown, path: readonly string[]): (readonly [readonly string[], string])[] => {
  if (value === null || value === undefined) return []
  if (typeof value === 'boolean') return [[path, value ? 'Y' : 'N']]
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      key === '__proto__' ? [] : leavesOf(inner, [...path, key]),
    )
  // JSON knows no other scalars than texts and numbers.
  return [[path, typeof value === 'string' ? value : String(Number(value))]]
}

const isIndex = (key: string): boolean => /^(0|-?[1-9]\d{0,17})$/.test(key)

/** An empty key takes the next free number. */
const nextIndex = ({ highest }: Branch): string => String(highest === undefined ? 0 : highest + 1)

const setMember = (branch: Branch, key: string, member: string | Branch): void => {
  if (isIndex(key)) branch.highest = Math.max(branch.highest ?? -Infinity, Number(key))
  branch.members.set(key, member)
}

const put = (root: Branch, path: readonly string[], text: string): void => {
  let branch = root
  path.forEach((given, depth) => {
    const key = given === '' ? nextIndex(branch) : given
    if (depth === path.length - 1) {
      setMember(branch, key, text)
      return
    }
    const inner = branch.members.get(key)
    const next: Branch = typeof inner === 'object' ? inner : createBranch()
    setMember(branch, key, next)
    branch = next
  })
}

const plain = (branch: Branch): Clicked => {
  const entries = [...branch.members].map(
    ([key, value]) => [key, typeof value === 'object' ? plain(value) : value] as const,
  )
  const isList = entries.every(([key], index) => key === String(index))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

/**
 * What arrives of a context that a click on a link has handed over: numbers as texts, booleans as `Y` and `N`; `null`,
 * `{}` and `[]` are gone, a list with holes becomes an object, an object with the keys 0, 1, 2… a list. undefined when
 * nothing is left: then the platform raises no event at all.
 */
export const clickedContext = (context: unknown): Clicked | undefined => {
  const root = createBranch()
  for (const [path, text] of leavesOf(context, [])) if (path.length > 0) put(root, keyPathOf(path), text)
  return root.members.size === 0 ? undefined : plain(root)
}
