import type { Generated } from 'kysely'
import type { LinkTables } from './link-tables.ts'

type PairingsTable = {
  id: string
  version: number
  member_id: string
  bot_id: number
  site_id: string
  state: string
  start_digest: string
  code_digest: string | null
  finish_digest: string | null
  result_digest: string | null
  /** The approver; null before the claim. */
  user_id: number | null
  created_at: number
  expires_at: number
  /** By the database's clock, like `ended_at`: what the card limits and the purge count by. */
  claimed_at: number | null
  ended_at: number | null
  ending: string | null
  /** Everything else, as JSON. */
  details: string
}

type SitesTable = {
  id: string
  member_id: string
  name: string
  host: string
  return_addresses: string
  policy: string
  is_active: number
  origin: string
  created_at: number
}

type PortalsTable = {
  member_id: string
  origin: string
  client_endpoint: string
  /** null: disconnected. */
  sealed: string | null
  credential_version: number
  connected_at: number
  bot_id: number | null
  bot_code: string | null
  bot_mode: string | null
  application_token_digest: string | null
  next_offset: number
  settings: string
  event_token: string | null
  event_token_expires_at: number
}

type AuditTable = {
  id: Generated<number>
  at: number
  member_id: string
  pairing_id: string | null
  actor: string
  kind: string
  detail: string
}

type OutboxTable = {
  id: Generated<number>
  member_id: string
  pairing_id: string
  kind: string
  /** What leaves first: 0 card, 1 edit. */
  rank: number
  message_id: number | null
  created_at: number
  /** When it may be taken; of a taken one, when its taker's time is over. */
  due_at: number
  is_taken: number
  unanswered: number
  attempts: number
  dead_code: string | null
}

type InboxTable = {
  id: Generated<number>
  member_id: string
  bot_id: number
  key: string
  signal: string | null
  received_at: number
  is_done: number
}

/** Every table as its rows are stored; texts that hold JSON and words of a fixed list are parsed by the row mappers. */
export type Tables = LinkTables & {
  pairings: PairingsTable
  sites: SitesTable
  site_keys: { digest: string; site_id: string; position: number }
  portals: PortalsTable
  audit: AuditTable
  outbox: OutboxTable
  inbox: InboxTable
  leases: { name: string; holder: string; until: number }
  signing_keys: { kid: string; public_jwk: string; sealed: string; created_at: number }
  root_keys: { name: string; sealed: string }
  migrations: { name: string; run_at: number }
}
