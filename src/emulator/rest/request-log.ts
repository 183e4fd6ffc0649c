import { nextId, type Portal } from '../state/portal.ts'

/** One REST call as the control door shows it; secrets are masked. */
export type RequestEntry = {
  readonly id: number
  readonly at: number
  /** As it was spelt in the address. */
  readonly method: string
  readonly httpMethod: string
  readonly params: unknown
  readonly status: number
  /** The code answered; `''` for a success. */
  readonly error: string
  /** `webhook`, `oauth` or `none`. */
  readonly auth: string
  readonly userId: number
  /** `bx24_sdk_type` of the official SDK, when it was sent. */
  readonly sdkType: string | undefined
  readonly requestId: string | undefined
  readonly origin: string | undefined
}

const keptEntries = 5000
const secretNames = /^(auth|access_token|refresh_token|client_secret|bot_?token)$/i

/** The same value with every secret's text replaced. */
export const maskSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) && typeof item !== 'object' ? '***' : maskSecrets(item),
    ]),
  )
}

export const logRequest = (portal: Portal, entry: Omit<RequestEntry, 'id' | 'at'>): void => {
  portal.requests.push({
    id: nextId(portal, 'request'),
    at: portal.now(),
    ...entry,
    params: maskSecrets(entry.params),
  })
  if (portal.requests.length > keptEntries) portal.requests.splice(0, portal.requests.length - keptEntries)
}
