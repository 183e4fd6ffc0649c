import type { AuditEntry } from '../ports/audit.ts'
import type { Site } from './site.ts'

/** A site, if it is this portal's. */
type SiteOwner = { readonly id: string; readonly memberId: string }

/** `keyCount`: a site has at least one key, and at most so many. */
export type KeyChange = 'changed' | 'unknown' | 'keyCount'

export type SiteStore = {
  readonly find: (siteId: string) => Promise<Site | undefined>
  readonly findByKey: (keyDigest: string) => Promise<Site | undefined>
  readonly list: (memberId: string) => Promise<readonly Site[]>
  /** Adds a site; false when the id is taken (by whichever portal). */
  readonly add: (site: Site, audit: readonly AuditEntry[]) => Promise<boolean>
  /** Replaces what is edited of a site of the same portal, never its keys; false when there is none. */
  readonly replace: (site: Site, audit: readonly AuditEntry[]) => Promise<boolean>
  /** Adds a key after the others, unless there are `atMost` already. */
  readonly addKey: (
    key: SiteOwner & { readonly digest: string; readonly atMost: number },
    audit: readonly AuditEntry[],
  ) => Promise<KeyChange>
  /** Removes a key, unless it is the last one. */
  readonly removeKey: (
    key: SiteOwner & { readonly digest: string },
    audit: readonly AuditEntry[],
  ) => Promise<KeyChange>
  readonly remove: (site: SiteOwner, audit: readonly AuditEntry[]) => Promise<boolean>
}
