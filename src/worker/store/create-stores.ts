import type { PairingStore } from '../pairing/pairing-store.ts'
import type { PortalStore } from '../portals/portal-store.ts'
import type { AuditStore } from '../ports/audit.ts'
import type { InboxStore } from '../ports/inbox.ts'
import type { KeyStore } from '../ports/key-store.ts'
import type { LeaseStore } from '../ports/lease.ts'
import type { OutboxStore } from '../ports/outbox.ts'
import type { SiteStore } from '../sites/site-store.ts'
import type { Database } from './database.ts'
import { createSqlAuditStore } from './sql-audit-store.ts'
import { createSqlInboxStore } from './sql-inbox-store.ts'
import { createSqlKeyStore } from './sql-key-store.ts'
import { createSqlLeaseStore } from './sql-lease-store.ts'
import { createSqlOutboxStore } from './sql-outbox-store.ts'
import { createSqlPairingStore } from './sql-pairing-store.ts'
import { createSqlPortalStore } from './sql-portal-store.ts'
import { createSqlSiteStore } from './sql-site-store.ts'

export type Stores = {
  readonly pairings: PairingStore
  readonly sites: SiteStore
  readonly portals: PortalStore
  readonly audit: AuditStore
  readonly outbox: OutboxStore
  readonly inbox: InboxStore
  readonly leases: LeaseStore
  readonly keys: KeyStore
}

/** Everything that is kept, in one database; compiles the hot statements. */
export const createStores = (database: Database): Stores => ({
  pairings: createSqlPairingStore(database),
  sites: createSqlSiteStore(database),
  portals: createSqlPortalStore(database),
  audit: createSqlAuditStore(database),
  outbox: createSqlOutboxStore(database),
  inbox: createSqlInboxStore(database),
  leases: createSqlLeaseStore(database),
  keys: createSqlKeyStore(database),
})
