/** What `history.replaceState` and the address are needed for here. */
type Page = {
  readonly location: Pick<Location, 'pathname' | 'search' | 'hash'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

/**
 * Takes the portal's launch query (`?DOMAIN=…&APP_SID=…`) out of the address. The connection is made by then, and the
 * router of hashes would read it as the search of its first place and carry it on to every other.
 */
export const dropLaunchQuery = ({ location, history }: Page) => {
  if (location.search) history.replaceState(history.state, '', location.pathname + location.hash)
}
