import type { Pairing } from './pairing.ts'
import type { StartingSite } from './start-pairing.ts'

/** A site as it is now, as far as a pairing that it asked for depends on it. */
export type AskingSite = StartingSite & { readonly isActive: boolean }

/** Whether the site would ask for this pairing today: it is there and on, and has kept return address and policy. */
export const isStillWanted = (
  { memberId, policy, request }: Pairing,
  site: AskingSite | undefined,
): boolean =>
  site?.isActive === true &&
  site.memberId === memberId &&
  site.policy === policy &&
  site.returnAddresses.includes(request.returnTo)
