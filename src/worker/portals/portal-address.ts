import { isSafeAddress } from '../../contract/safe-address.ts'

/**
 * A portal's REST address as it is kept: https, or http on this machine; without user, query and fragment, ending in
 * a slash. undefined for anything else.
 */
export const portalAddressOf = (text: string): URL | undefined => {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const more = url.username + url.password + url.search + url.hash
  if (!isSafeAddress(url) || more || /^\.|\.\./.test(url.hostname)) return undefined
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

const webhookPath = /^\/(?:.*\/)?rest\/\d+\/[^/]+\/$/

/** An incoming webhook's address, `https://portal/rest/1/code/`; undefined for anything else. */
export const webhookAddressOf = (text: string): URL | undefined => {
  const url = portalAddressOf(text)
  return url && webhookPath.test(url.pathname) ? url : undefined
}
