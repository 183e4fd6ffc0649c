/** A webhook address taken apart. `base` holds the secret: it is never shown, logged or put into an error. */
export type WebhookAddress = {
  /** Ends with a slash; a method's name follows. */
  readonly base: string
  readonly origin: string
}

export type WebhookAddressProblem =
  'empty' | 'notAnAddress' | 'wrongScheme' | 'httpOnlyForLoopback' | 'noSecret' | 'notARestAddress'

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/**
 * Reads what people paste: with or without a method behind the secret, with spaces around, with or without the scheme.
 * Only https, and http for this machine.
 */
export const parseWebhookAddress = (
  text: string,
): { readonly address: WebhookAddress } | { readonly problem: WebhookAddressProblem } => {
  const trimmed = text.trim().replace(/^["'<]|["'>]$/g, '')
  if (!trimmed) return { problem: 'empty' }
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d/.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(withScheme)) return { problem: 'notAnAddress' }
  const url = new URL(withScheme)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'wrongScheme' }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { problem: 'httpOnlyForLoopback' }
  // A browser takes “https://.../” for an address with a host of nothing but dots.
  if (/^\.|\.\./.test(url.hostname) || /\s/.test(trimmed) || url.username || url.password)
    return { problem: 'notAnAddress' }
  const match = /^(.*?\/rest)\/+(\d+)(?:\/+([^/]+))?/.exec(url.pathname)
  const [, path, userId, secret] = match ?? []
  if (!path || !userId) return { problem: 'notARestAddress' }
  if (!secret) return { problem: 'noSecret' }
  return { address: { base: `${url.origin}${path}/${userId}/${secret}/`, origin: url.origin } }
}
