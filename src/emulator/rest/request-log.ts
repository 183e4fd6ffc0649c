import { nextId, type Portal } from '../state/portal.ts'
import type { RequestRow } from '../state/rows.ts'

const keptEntries = 5000
const secretNames = /^(auth|access_token|refresh_token|client_secret|bot_?token)$/i

/** The same value with every secret's text replaced. */
const maskSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) && typeof item !== 'object' ? '***' : maskSecrets(item),
    ]),
  )
}

export const logRequest = (portal: Portal, entry: Omit<RequestRow, 'id' | 'at'>): void => {
  portal.requests.push({
    id: nextId(portal, 'request'),
    at: portal.now(),
    ...entry,
    params: maskSecrets(entry.params),
  })
  if (portal.requests.length > keptEntries) portal.requests.splice(0, portal.requests.length - keptEntries)
}
