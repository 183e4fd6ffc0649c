const secretKeys = new Set([
  'auth',
  'access_token',
  'refresh_token',
  'application_token',
  'bot_token',
  'bottoken',
])

/** A copy of event data in which nothing is left that could be used to act. */
export const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !secretKeys.has(key.toLowerCase()))
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutSecrets(item)]))
}
