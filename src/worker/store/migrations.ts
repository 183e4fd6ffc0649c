import type { Dialect } from './database.ts'
import { linksMigration } from './links-migration.ts'

/** One step of the schema; once released it is never changed, only followed by another that adds to it. */
export type Migration = {
  readonly name: string
  readonly statements: (dialect: Dialect) => readonly string[]
}

const growingId = (dialect: Dialect): string =>
  dialect === 'sqlite'
    ? 'id integer primary key autoincrement'
    : 'id bigint generated always as identity primary key'

// On SQLite the program registers the function. "stable", so that an index may be searched by it.
const clock = `create or replace function now_ms() returns bigint language sql stable as
  $$ select (extract(epoch from clock_timestamp()) * 1000)::bigint $$`

const auditRetentionMs = 90 * 24 * 60 * 60_000

const appendOnly = (dialect: Dialect): readonly string[] =>
  dialect === 'sqlite'
    ? [
        `create trigger audit_is_never_changed before update on audit
           begin select raise(abort, 'audit is append-only'); end`,
        `create trigger audit_is_kept before delete on audit when old.at > now_ms() - ${auditRetentionMs}
           begin select raise(abort, 'audit is append-only'); end`,
      ]
    : [
        `create function refuse_audit_change() returns trigger language plpgsql as
           $$ begin raise exception 'audit is append-only'; end $$`,
        `create trigger audit_is_never_changed before update on audit
           for each row execute function refuse_audit_change()`,
        `create trigger audit_is_kept before delete on audit
           for each row when (old.at > now_ms() - ${auditRetentionMs}) execute function refuse_audit_change()`,
        `create trigger audit_is_never_emptied before truncate on audit
           for each statement execute function refuse_audit_change()`,
      ]

export const migrations: readonly Migration[] = [
  {
    name: '001 pairing',
    statements: (dialect) => [
      ...(dialect === 'postgres' ? [clock] : []),
      `create table pairings (
         id text primary key, version bigint not null, member_id text not null, bot_id bigint not null,
         site_id text not null, state text not null, start_digest text not null unique, code_digest text,
         finish_digest text, result_digest text, user_id bigint, created_at bigint not null,
         expires_at bigint not null, claimed_at bigint, ended_at bigint, ending text, details text not null)`,
      ...['code', 'finish', 'result'].map(
        (secret) =>
          `create unique index pairings_${secret} on pairings (${secret}_digest) where ${secret}_digest is not null`,
      ),
      `create index pairings_open on pairings (expires_at)
         where state in ('pending', 'awaiting_confirm', 'confirmed')`,
      `create index pairings_open_in on pairings (member_id)
         where state in ('pending', 'awaiting_confirm', 'confirmed')`,
      `create index pairings_ended on pairings (ended_at) where ended_at is not null`,
      `create index pairings_claims on pairings (member_id, user_id, claimed_at) where user_id is not null`,
      `create index pairings_newest on pairings (member_id, created_at, id)`,
      `create table sites (
         id text primary key, member_id text not null, name text not null, host text not null,
         return_addresses text not null, policy text not null, is_active bigint not null, origin text not null,
         created_at bigint not null)`,
      `create index sites_portal on sites (member_id)`,
      `create table site_keys (
         digest text primary key, site_id text not null references sites (id) on delete cascade,
         position bigint not null)`,
      `create index site_keys_site on site_keys (site_id)`,
      `create table portals (
         member_id text primary key, origin text not null, client_endpoint text not null, sealed text,
         credential_version bigint not null, connected_at bigint not null, bot_id bigint, bot_code text, bot_mode text,
         application_token_digest text, next_offset bigint not null, settings text not null, event_token text,
         event_token_expires_at bigint not null)`,
      `create table audit (
         ${growingId(dialect)}, at bigint not null, member_id text not null, pairing_id text, actor text not null,
         kind text not null, detail text not null)`,
      `create index audit_portal on audit (member_id, id)`,
      `create index audit_pairing on audit (pairing_id, id) where pairing_id is not null`,
      `create index audit_age on audit (at)`,
      ...appendOnly(dialect),
      `create table outbox (
         ${growingId(dialect)}, member_id text not null, pairing_id text not null, kind text not null,
         rank bigint not null, message_id bigint, created_at bigint not null, due_at bigint not null,
         is_taken bigint not null, unanswered bigint not null, attempts bigint not null, dead_code text)`,
      `create index outbox_waiting on outbox (member_id, rank, id) where dead_code is null`,
      `create index outbox_pairing on outbox (pairing_id, rank, id) where dead_code is null`,
      `create table inbox (
         ${growingId(dialect)}, member_id text not null, bot_id bigint not null, key text not null, signal text,
         received_at bigint not null, is_done bigint not null, unique (member_id, bot_id, key))`,
      `create index inbox_open on inbox (id) where is_done = 0`,
      `create index inbox_age on inbox (received_at)`,
      `create table leases (name text primary key, holder text not null, until bigint not null)`,
      `create table signing_keys (
         kid text primary key, public_jwk text not null, sealed text not null, created_at bigint not null)`,
      `create table root_keys (name text primary key, sealed text not null)`,
    ],
  },
  linksMigration,
]
