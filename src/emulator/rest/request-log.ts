import { nextId, type Portal } from '../state/portal.ts'
import type { RequestRow } from '../state/rows.ts'

const keptEntries = 5000
/** Longer texts are cut in the middle. */
const textChars = 1000
const textHead = 400
const textTail = 100
/** Characters kept of one entry, roughly: what comes after is left out. With the number of entries that bounds the whole log. */
const entryChars = 8000

const secretNames = /^(auth|access_token|refresh_token|application_token|client_secret|bot_?token)$/i
const secretsInText =
  /((?:^|[?&]|\[|%5B)(?:auth|access_token|refresh_token|application_token|client_secret|bot_?token)(?:\]|%5D)?=)[^&\s]*/gi

const shortened = (text: string) =>
  text.length <= textChars
    ? text
    : `${text.slice(0, textHead)} … ${text.length} characters … ${text.slice(-textTail)}`

/** A copy worth keeping: secrets masked, also in the commands of a batch; long texts cut; the rest left out when it is too much. */
const keptOf = (params: unknown): unknown => {
  let left = entryChars
  const copy = (value: unknown): unknown => {
    left -= 10
    if (left < 0) return '…'
    if (typeof value === 'string') {
      // Masked before it is cut: the cut could part a secret from its name.
      const text = shortened(value.replace(secretsInText, '$1***'))
      left -= text.length
      return text
    }
    if (Array.isArray(value)) return firstOf(value, (item) => copy(item))
    if (typeof value !== 'object' || value === null) return value
    const members = firstOf(Object.entries(value), ([name, item]) => {
      left -= name.length
      return [shortened(name), secretNames.test(name) ? '***' : copy(item)] as const
    })
    return Object.fromEntries(members)
  }
  const firstOf = <T, K>(items: readonly T[], keep: (item: T) => K): K[] => {
    const kept: K[] = []
    for (const item of items) {
      if (left < 0) break
      kept.push(keep(item))
    }
    return kept
  }
  return copy(params)
}

export const logRequest = (portal: Portal, entry: Omit<RequestRow, 'id' | 'at'>): void => {
  portal.requests.push({
    id: nextId(portal, 'request'),
    at: portal.now(),
    ...entry,
    params: keptOf(entry.params),
  })
  if (portal.requests.length > keptEntries) portal.requests.splice(0, portal.requests.length - keptEntries)
}
