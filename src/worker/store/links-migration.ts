import type { Dialect } from './database.ts'

const funnel = ['landed', 'app', 'browser', 'copied', 'received', 'replied']
  .map((name) => `${name} bigint not null default 0`)
  .join(', ')

/** Short links: what admins say of them, who used them, what happened on which day, and the keys of the bots' side. */
export const linksMigration = {
  name: '002 links',
  statements: (dialect: Dialect): readonly string[] => [
    `create table links (
       position ${dialect === 'sqlite' ? 'integer primary key autoincrement' : 'bigint generated always as identity primary key'},
       id text not null unique, member_id text not null, slug text not null unique, token_digest text not null unique,
       sealed text not null, name text not null, campaign text not null, search text not null,
       bot_dialog_id text not null, bot_name text not null, carries text not null, parameters text not null,
       title text not null, text text not null, expires_at bigint, max_uses bigint, created_at bigint not null,
       created_by bigint not null, revoked_at bigint, ${funnel})`,
    `create index links_portal on links (member_id, position)`,
    `create index links_campaign on links (member_id, campaign)`,
    `create index links_expired on links (expires_at) where expires_at is not null`,
    `create index links_revoked on links (revoked_at) where revoked_at is not null`,
    `create table link_uses (
       link_id text not null references links (id) on delete cascade, user_id bigint not null,
       used_at bigint not null, replied_at bigint, primary key (link_id, user_id))`,
    `create table link_days (
       link_id text not null references links (id) on delete cascade, day text not null, ${funnel},
       primary key (link_id, day))`,
    `create index link_days_age on link_days (day)`,
    `create table link_keys (
       id text not null, member_id text not null, digest text not null unique, created_at bigint not null,
       primary key (member_id, id))`,
  ],
}
