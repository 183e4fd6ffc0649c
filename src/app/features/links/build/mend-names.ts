import { clickedContext } from '../../../../contract/deep-link/clicked-context.ts'

/** Whether a field of that name arrives under another one, or not at all. */
export const isReshaped = (name: string): boolean => {
  const arrives = clickedContext(Object.fromEntries([[name, 'x'] as const]))
  return !new Map(Object.entries(arrives ?? {})).has(name)
}

/** A name near this one that arrives as it is, and that none of the others has. */
export const mendName = (name: string, others: readonly string[]): string => {
  const plain =
    name
      .replaceAll('[', '_')
      .replaceAll(']', '')
      .trim()
      .replace(/^__proto__$/, 'proto') || 'field'
  let mended = plain
  for (let count = 2; others.includes(mended); count += 1) mended = `${plain}_${count}`
  return mended
}

type Mend = {
  readonly text?: (text: string) => string
  /** Names are mended where they would not arrive. */
  readonly names?: boolean
  /** What does not arrive is left out. */
  readonly drops?: boolean
}

const isNothing = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0)

/** JSON with its texts, its names or what never arrives mended, all the way down. */
export const mendJson = (value: unknown, mend: Mend): unknown => {
  if (typeof value === 'string') return mend.text ? mend.text(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => mendJson(item, mend))
    return mend.drops ? items.filter((item) => !isNothing(item)) : items
  }
  const names: string[] = []
  const entries = Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const whole = mend.text ? mend.text(name) : name
    const isOther = whole !== name || (mend.names && isReshaped(name))
    const mended = isOther ? mendName(whole, [...names, ...Object.keys(value)]) : name
    names.push(mended)
    const next = mendJson(inner, mend)
    return mend.drops && isNothing(next) ? [] : [[mended, next] as const]
  })
  return Object.fromEntries(entries)
}

/** Half a character becomes the sign for an unknown one. */
export const mendHalves = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd')
