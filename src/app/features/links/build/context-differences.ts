/** A value that arrives otherwise than it was typed, as JSON; `arrives` is undefined where it does not. */
export type Difference = { readonly at: string; readonly typed: string; readonly arrives: string | undefined }

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Every value of a context that a click brings otherwise, or not at all. */
export const differencesOf = (typed: unknown, arrives: unknown, at = ''): readonly Difference[] => {
  const entries: [string, unknown][] = isContainer(typed) ? Object.entries(typed) : []
  if (entries.length > 0 && isContainer(arrives)) {
    const inside = new Map<string, unknown>(Object.entries(arrives))
    return entries.flatMap(([name, inner]) =>
      differencesOf(inner, inside.get(name), at === '' ? name : `${at}.${name}`),
    )
  }
  const [before, after] = [JSON.stringify(typed), JSON.stringify(arrives) as string | undefined] // of undefined: undefined
  return before === after ? [] : [{ at, typed: before, arrives: after }]
}
