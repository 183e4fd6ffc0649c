import type { AuditEntry } from '../ports/audit.ts'
import type { Site } from './site.ts'

export type SiteStore = {
  readonly find: (siteId: string) => Promise<Site | undefined>
  readonly findByKey: (keyDigest: string) => Promise<Site | undefined>
  readonly list: (memberId: string) => Promise<readonly Site[]>
  /** Adds a site; false when the id is taken (by whichever portal). */
  readonly add: (site: Site, audit: readonly AuditEntry[]) => Promise<boolean>
  /** Replaces a site of the same portal; false when there is none. */
  readonly replace: (site: Site, audit: readonly AuditEntry[]) => Promise<boolean>
  readonly remove: (
    site: { readonly id: string; readonly memberId: string },
    audit: readonly AuditEntry[],
  ) => Promise<boolean>
}
