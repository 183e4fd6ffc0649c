/** Booleans become `Y` and `N`, however deep. The page copies by assignment, so a key `__proto__` is lost on the way. */
const withLetters = (value: unknown): unknown => {
  if (typeof value === 'boolean') return value ? 'Y' : 'N'
  if (Array.isArray(value)) return value.map(withLetters)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) =>
        key === '__proto__' ? [] : [[key, withLetters(inner)] as const],
      ),
    )
  return value
}

const pairs = (value: object, prefix: string): readonly string[] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const own = encodeURIComponent(key)
    const name = prefix === '' ? own : `${prefix}[${own}]`
    if (typeof inner === 'object') return inner === null ? [] : pairs(inner, name)
    return [`${name}=${encodeURIComponent(`${inner as string | number}`)}`] // JSON knows no other scalars; booleans are letters by now
  })

/**
 * The body the portal's page posts when it runs an action: every scalar a string, `null` and empty containers gone,
 * lists with numbers as keys. Throws `URIError` on a lone surrogate, as the page does: the request then never leaves.
 */
export const encodeRunActionForm = (params: Readonly<Record<string, unknown>>): string =>
  pairs(withLetters(params) as object, '').join('&') // an object stays one
