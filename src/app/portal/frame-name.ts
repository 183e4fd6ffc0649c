/** What the portal writes into `window.name` of an app's frame: `DOMAIN|PROTOCOL|APP_SID`. */
export type FrameName = {
  readonly domain: string
  readonly protocol: 'http' | 'https'
  readonly appSid: string
}

/** The frame's name taken apart; undefined when this window is no app frame of a portal. */
export const parseFrameName = (name: string): FrameName | undefined => {
  const match = /^([^|/\s]+)\|([01])\|([^|\s]+)$/.exec(name)
  const [, domain, protocol, appSid] = match ?? []
  if (!domain || !appSid) return undefined
  return { domain, protocol: protocol === '1' ? 'https' : 'http', appSid }
}
