import { sql, type UpdateObject } from 'kysely'
import type { PortalStore } from '../portals/portal-store.ts'
import { defaultPairingSettings } from '../portals/portal.ts'
import type { AuditEntry } from '../ports/audit.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database } from './database.ts'
import { portalOf } from './portal-rows.ts'
import { countChanged, nowMs, once, prepare } from './prepare.ts'
import type { Tables } from './tables.ts'

type Key = { readonly memberId: string }

export const createSqlPortalStore = (database: Database): PortalStore => {
  const { builder } = database
  const insertAudit = createAuditInsert(database)
  const connected = builder.selectFrom('portals').selectAll().where('sealed', 'is not', null)
  const find = prepare(({ memberId }: Key) => connected.where('member_id', '=', memberId))
  const findCredential = prepare(({ memberId }: Key) =>
    builder.selectFrom('portals').select(['sealed', 'credential_version']).where('member_id', '=', memberId),
  )
  const findEventToken = prepare(({ memberId }: Key) =>
    builder
      .selectFrom('portals')
      .select('event_token')
      .where('member_id', '=', memberId)
      .where('event_token_expires_at', '>', nowMs),
  )

  const change = (
    memberId: string,
    columns: UpdateObject<Tables, 'portals'>,
    audit: readonly AuditEntry[] = [],
  ): Promise<void> =>
    database.write(async (transaction) => {
      const update = builder.updateTable('portals').set(columns).where('member_id', '=', memberId)
      await transaction.run(once(update))
      await insertAudit(transaction, audit)
    })

  return {
    find: async (memberId) => {
      const [row] = await database.read(find({ memberId }))
      return row && portalOf(row)
    },
    list: async () =>
      (await database.read(once(connected.orderBy('connected_at').orderBy('member_id')))).map(portalOf),
    connect: ({ memberId, origin, clientEndpoint, sealed, at, forgetsPin }, audit) =>
      database.write(async (transaction) => {
        const renewed = { origin, client_endpoint: clientEndpoint, sealed, connected_at: at }
        const upsert = builder
          .insertInto('portals')
          .values({
            ...renewed,
            member_id: memberId,
            credential_version: 1,
            next_offset: 0,
            settings: JSON.stringify(defaultPairingSettings),
            event_token_expires_at: 0,
          })
          .onConflict((conflict) =>
            conflict.column('member_id').doUpdateSet({
              ...renewed,
              ...(forgetsPin ? { application_token_digest: null } : {}),
              credential_version: sql<number>`portals.credential_version + 1`,
            }),
          )
        await transaction.run(once(upsert))
        await insertAudit(transaction, audit)
      }),
    setBot: (memberId, { botId, code, mode }, audit) => {
      // Another bot has a queue of its own. The pinned token stays: it is the app's, and so the same for all its bots.
      const nextOffset = sql<number>`case when bot_id = ${botId} then next_offset else 0 end`
      const columns = { bot_id: botId, bot_code: code, bot_mode: mode, next_offset: nextOffset }
      return change(memberId, columns, audit)
    },
    pinApplicationToken: (memberId, digest, audit) =>
      change(memberId, { application_token_digest: digest }, audit),
    setSettings: (memberId, settings, audit) =>
      change(memberId, { settings: JSON.stringify(settings) }, audit),
    findCredential: async (memberId) => {
      const [row] = await database.read(findCredential({ memberId }))
      return row?.sealed ? { sealed: row.sealed, version: row.credential_version } : undefined
    },
    replaceCredential: async (memberId, sealed, fromVersion) => {
      const update = builder
        .updateTable('portals')
        .set({ sealed, credential_version: fromVersion + 1 })
        .where('member_id', '=', memberId)
        .where('credential_version', '=', fromVersion)
        .where('sealed', 'is not', null)
        .returning('member_id')
      return (await countChanged(database, update)) === 1
    },
    disconnect: (memberId, audit) =>
      change(
        memberId,
        { sealed: null, event_token: null, event_token_expires_at: 0, application_token_digest: null },
        audit,
      ),
    keepEventToken: (memberId, sealed, expiresAt) =>
      change(memberId, { event_token: sealed, event_token_expires_at: expiresAt }),
    findEventToken: async (memberId) => {
      const [row] = await database.read(findEventToken({ memberId }))
      return row?.event_token ?? undefined
    },
  }
}
