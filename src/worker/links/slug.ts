/** Without 0 1 i l o, which look like one another in print. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const slugLength = 10

/** Bytes from here on would make some letters likelier than others. */
const evenBytes = 256 - (256 % letters.length)

/** A slug nobody guesses, and everybody can type: 49 bits. */
export const randomSlug = (randomHex: (bytes: number) => string): string => {
  let slug = ''
  while (slug.length < slugLength) {
    const byte = parseInt(randomHex(1), 16)
    if (byte < evenBytes) slug += letters[byte % letters.length] ?? ''
  }
  return slug
}

/** First parts of addresses that the worker serves otherwise, or may one day. */
const reserved = new Set([
  'api',
  'app',
  'assets',
  'console',
  'demo',
  'docs',
  'events',
  'favicon',
  'finish',
  'healthz',
  'history',
  'hooks',
  'index',
  'install',
  'link-assets',
  'links',
  'login',
  'metrics',
  'overview',
  'pair',
  'pair-assets',
  'pairing',
  'pairings',
  'readyz',
  'rest',
  'robots',
  'session',
  'settings',
  'sign-in',
  'static',
  'tap',
])

export const isReservedSlug = (slug: string): boolean => reserved.has(slug)
