import type { Pairing } from '../pairing/pairing.ts'
import type { Site } from '../sites/site.ts'

/** What a page calls the site of a pairing; one that is gone goes by its id. */
export const shownSite = ({ siteId, request }: Pairing, site: Site | undefined) => ({
  name: site?.name ?? siteId,
  host: site?.host ?? new URL(request.returnTo).host,
})
