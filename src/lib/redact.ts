/** What stands in a secret's place. */
export const redacted = '[redacted]'

/** Properties whose value is a secret whatever it looks like; `kid`, `pairingId` and the like are none. */
const secretName =
  /token|secret|passw|authorization|cookie|credential|verifier|nonce|sealed|digest|api[-_]?key|private[-_]?key|worker_?keys|^(auth|auth_?id|refresh_?id|code|setup_?code|pair_?code|key|keys|d)$/i

/** Where a name begins: also behind a character that is written as `%22`. */
const start = '(?:\\b|(?<=%(?:25)?[0-9A-Fa-f]{2}))'
/** What stands between a name and its value, plain or percent-encoded, once or twice. */
const quote = `(?:["']|%(?:25)?2[27])?`
const between = `${quote}\\s*(?:=|:|%(?:25)?3[ADad])\\s*${quote}`

/**
 * Shapes of secrets within any text; `$1` and `$2` are what may stay. What may begin anywhere and end in vain has an
 * upper bound, so that no text takes long.
 */
const secretShapes: readonly (readonly [RegExp, string])[] = [
  // Password of a database's address, which people write as it is: with slashes, spaces and whatever else.
  [/(\bpostgres(?:ql)?:\/\/[^\s:/@]*:)[^\r\n]{1,200}(@)/gi, `$1${redacted}$2`],
  // Password of any address: https://user:password@host
  [/(:\/\/[^\s:/@]*:)[^\s/@]+(@)/g, `$1${redacted}$2`],
  // Incoming webhook: https://portal/rest/1/code/
  [/(\/rest\/\d+\/)[^/\s"'?#]+/g, `$1${redacted}`],
  // Our own webhook and setup addresses.
  [/(\/hooks\/(?:app\/)?)[^/\s"'?#]+/g, `$1${redacted}`],
  [/\b(Bearer|Basic)(\s+|%20)[\w.~+/=-]+/gi, `$1 ${redacted}`],
  // All cookies of a header, as a line of its own or as a pair of a list.
  [/(\bcookie["']?\s*(?::|=|["'],)\s*["']?)(?!\[redacted\])[^\s"'=]{1,200}=[^\r\n"']*/gi, `$1${redacted}`],
  // Name and value, as a query, a form, a header or JSON has them. What stands before the word in a name stays anyway.
  [
    new RegExp(
      `((?:(?:token|secret|password|verifier|cookie|worker_keys|api[-_]?key)\\w{0,40}|${start}(?:auth(?:_?id)?|refresh_?id|start|setup_?code|pair_?code))(?:\\]|%5D)?${between})(?!\\[redacted\\])[^\\s&"',;}]+`,
      'gi',
    ),
    `$1${redacted}`,
  ],
  // What a link carries into a chat.
  [/(\bBOT_CONTEXT(?:=|%3D)|\/botContext\/dialogId\/[^/\s"']*\/context\/)[^\s&"'<>]+/g, `$1${redacted}`],
  // A one-time code; an error's code is in capitals, or words joined by underscores, and stays.
  [
    new RegExp(
      `(${start}code${between})(?!(?:[A-Z0-9_]+|[a-z]+(?:_[a-z]+)+)(?![\\w~+/=%-]|\\.\\w))[^\\s&"',;}]+`,
      'g',
    ),
    `$1${redacted}`,
  ],
  // A signed token.
  [/\beyJ[\w-]{0,1000}\.[\w-]+(?:\.[\w-]*)?/g, redacted],
  // A sealed text.
  [/\bv1\.[0-9a-f]{8}\.[\w-]+/g, redacted],
  // A button: pairing and nonce.
  [/\b([0-9a-f]{32}\.)[0-9a-f]{24,}/gi, `$1${redacted}`],
  // Codes, secrets and access tokens: 40 hex and longer. A pairing's and a portal's id have 32.
  [/[0-9a-f]{40,}/gi, redacted],
  // A key of WORKER_KEYS: base64 of 32 bytes.
  [/(?<![\w+/])[\w+/]{43}=/g, redacted],
]

/** A text without what looks like a secret. */
export const redactText = (text: string): string =>
  secretShapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), text)

/** `ECONNREFUSED`, `BOT_NOT_FOUND`, `42P01`, `expired_token`: what an error's `code` is; no secret looks like it. */
const errorCode = /^(?=.{1,40}$)(?:[A-Z0-9_]+|[a-z]+(?:_[a-z]+)+)$/

const isSecret = (name: string, value: unknown): boolean => {
  if (!secretName.test(name) || value === null || value === undefined || typeof value === 'boolean')
    return false
  return !(
    /^code$/i.test(name) &&
    (typeof value === 'number' || (typeof value === 'string' && errorCode.test(value)))
  )
}

const deepest = 8

const redactEntries = (entries: Iterable<readonly [string, unknown]>, above: readonly object[]) =>
  Object.fromEntries(
    [...entries].map(([name, value]) => [
      redactText(name),
      isSecret(name, value) ? redacted : redactValue(value, above),
    ]),
  )

/** Lists, sets, headers: whatever can be walked through. The second of two may be the value of the name before it. */
const redactList = (list: readonly unknown[], above: readonly object[]): unknown[] => {
  const [name] = list
  const isEntry = list.length === 2 && typeof name === 'string' && /^[\w-]{1,60}$/.test(name)
  return list.map((one, at) =>
    at === 1 && isEntry && isSecret(name, one) ? redacted : redactValue(one, above),
  )
}

const redactError = (error: Error, above: readonly object[]) => ({
  // What a library hung on it first, so that it cannot stand in for the three that matter.
  ...redactEntries(Object.entries(error), above),
  name: error.name,
  message: redactText(error.message),
  stack: redactText(error.stack ?? ''),
  ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, above) }),
  ...(error instanceof AggregateError ? { errors: redactValue(error.errors, above) } : {}),
})

const redactValue = (value: unknown, above: readonly object[]): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (above.includes(value)) return '[circular]'
  if (above.length === deepest) return '[deep]'
  const path = [...above, value]
  if (value instanceof Error) return redactError(value, path)
  if (value instanceof URL || value instanceof URLSearchParams) return redactText(String(value))
  if (value instanceof Date) return value
  if (value instanceof Map)
    return redactEntries(
      [...value].map(([key, one]: [unknown, unknown]) => [String(key), one] as const),
      path,
    )
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]'
  if (Symbol.iterator in value && typeof value[Symbol.iterator] === 'function')
    return redactList([...(value as Iterable<unknown>)], path)
  return redactEntries(Object.entries(value), path)
}

/**
 * A copy for a log line: plain data without secrets, told by the name of a property or by the shape of a text. Errors
 * keep name, message, stack and cause.
 */
export const redact = (value: unknown): unknown => redactValue(value, [])
