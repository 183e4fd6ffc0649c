import type { Database } from './database.ts'
import { createSqlAuditStore } from './sql-audit-store.ts'
import { createSqlInboxStore } from './sql-inbox-store.ts'
import { createSqlKeyStore } from './sql-key-store.ts'
import { createSqlLeaseStore } from './sql-lease-store.ts'
import { createSqlLinkKeyStore } from './sql-link-key-store.ts'
import { createSqlLinkStore } from './sql-link-store.ts'
import { createSqlLinkUseStore } from './sql-link-use-store.ts'
import { createSqlOutboxStore } from './sql-outbox-store.ts'
import { createSqlPairingStore } from './sql-pairing-store.ts'
import { createSqlPortalStore } from './sql-portal-store.ts'
import { createSqlSiteStore } from './sql-site-store.ts'

/** Everything that is kept, in one database; compiles the hot statements. */
export const createStores = (database: Database) => ({
  pairings: createSqlPairingStore(database),
  sites: createSqlSiteStore(database),
  portals: createSqlPortalStore(database),
  audit: createSqlAuditStore(database),
  outbox: createSqlOutboxStore(database),
  inbox: createSqlInboxStore(database),
  leases: createSqlLeaseStore(database),
  keys: createSqlKeyStore(database),
  links: createSqlLinkStore(database),
  linkUses: createSqlLinkUseStore(database),
  linkKeys: createSqlLinkKeyStore(database),
})
export type Stores = ReturnType<typeof createStores>
