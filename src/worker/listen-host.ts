/**
 * A host to listen on as an address has it, as browsers write it: `::1` is `[::1]` there. undefined where it is neither a
 * name nor an IP address.
 */
export const hostInAddress = (host: string): string | undefined => {
  const bare = listenHost(host).replace(/%.*/, '') // the zone of a link-local address is nobody else's business
  if (/[\s/?#@\\]/.test(bare)) return undefined
  const address = `http://${bare.includes(':') ? `[${bare}]` : bare}`
  return URL.canParse(address) ? new URL(address).hostname : undefined
}

/** A host as a socket takes it: without the brackets of an address. */
export const listenHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')
