import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = readonly [Address, number]

/** An IPv4 address that came as IPv6 (`::ffff:192.0.2.1`) is the same one. */
const addressOf = (text: string): Address | undefined =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined

/** `192.0.2.1`, `192.0.2.1:5000`, `2001:db8::1` or `[2001:db8::1]:5000`, as proxies write them. */
const withoutPort = (text: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text

const rangeOf = (text: string): Range | undefined => {
  const address = addressOf(text.replace(/\/\d+$/, ''))
  if (!address) return undefined
  if (!text.includes('/')) return [address, address.kind() === 'ipv4' ? 32 : 128]
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined
}

/** The networks of `TRUSTED_PROXIES`: addresses or CIDR ranges, separated by commas. Throws with a line per mistake. */
export const parseTrustedProxies = (text: string): readonly Range[] => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ part, range: rangeOf(part) }))
  const mistakes = parts.flatMap(({ part, range }) =>
    range ? [] : [`TRUSTED_PROXIES: "${part}" is no address and no range like 10.0.0.0/8.`],
  )
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return parts.flatMap(({ range }) => (range ? [range] : []))
}

export type ClientAddressOf = (request: {
  /** The other end of the connection; undefined when it is gone already. */
  readonly socket: string | undefined
  /** The header `X-Forwarded-For`, as it came. */
  readonly forwardedFor: string | undefined
}) => string | null

/**
 * Whose browser it is: the other end of the connection, or, as long as that is a trusted proxy, whom it names. What
 * somebody untrusted wrote into the header is never believed; null when it cannot be told.
 */
export const createClientAddress = (trusted: readonly Range[]): ClientAddressOf => {
  const isTrusted = (address: Address): boolean =>
    trusted.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits))

  return ({ socket, forwardedFor }) => {
    const named = (forwardedFor ?? '').split(',').map((part) => part.trim())
    const hops = forwardedFor === undefined ? [] : named.map(withoutPort)
    let current = socket === undefined ? undefined : addressOf(socket)
    while (current && isTrusted(current)) {
      const next = hops.pop()
      if (next === undefined) break
      current = addressOf(next)
    }
    return current?.toString() ?? null
  }
}
