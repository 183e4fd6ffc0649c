/**
 * What attempts are counted by: an IPv4 address, or the /64 network of an IPv6 address, because that is what one
 * subscriber has. All who cannot be told count as one.
 */
export const clientNetworkOf = (address: string | null): string => {
  if (address === null) return 'unknown'
  if (!address.includes(':')) return address
  const [before = '', after] = address.toLowerCase().split('::')
  const groups = before === '' ? [] : before.split(':')
  const last = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? 0 : Math.max(0, 8 - groups.length - last.length)
  return [...groups, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4).join(':')
}
