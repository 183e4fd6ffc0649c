type Context = Readonly<Record<string, unknown>>

/** PHP has one kind of array: what is empty or counted from 0 comes out of it as a list. */
const asPhp = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([name, inner]: [string, unknown]) => [name, asPhp(inner)] as const,
  )
  if (entries.every(([name], index) => name === String(index))) return entries.map(([, inner]) => inner)
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

const printOf = (context: Context): string => JSON.stringify(asPhp(JSON.parse(JSON.stringify(context))))

/** Whether a context that arrived is the one that was sent over REST: types stay, `{}` becomes `[]`, order means nothing. */
export const isSameContext = (sent: Context, arrived: Context): boolean => printOf(sent) === printOf(arrived)
