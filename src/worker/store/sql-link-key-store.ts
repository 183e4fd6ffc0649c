import type { LinkKeyStore } from '../links/short-link-store.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database } from './database.ts'
import { once, prepare } from './prepare.ts'

export const createSqlLinkKeyStore = (database: Database): LinkKeyStore => {
  const { builder } = database
  const insertAudit = createAuditInsert(database)
  const findMember = prepare(({ digest }: { readonly digest: string }) =>
    builder.selectFrom('link_keys').select('member_id').where('digest', '=', digest),
  )
  const keysOf = (memberId: string) =>
    builder
      .selectFrom('link_keys')
      .select(['id', 'created_at'])
      .where('member_id', '=', memberId)
      .orderBy('created_at')
      .orderBy('id')
  return {
    findMember: async (digest) => (await database.read(findMember({ digest })))[0]?.member_id,
    list: async (memberId) =>
      (await database.read(once(keysOf(memberId)))).map(({ id, created_at }) => ({
        id,
        createdAt: created_at,
      })),
    add: ({ id, memberId, digest, createdAt, atMost }, audit) =>
      database.write(async (transaction) => {
        // Two that add at once see each other's key.
        await transaction.lock('link keys', memberId)
        if ((await transaction.run(once(keysOf(memberId)))).length >= atMost) return false
        const key = { id, member_id: memberId, digest, created_at: createdAt }
        await transaction.run(once(builder.insertInto('link_keys').values(key)))
        await insertAudit(transaction, audit)
        return true
      }),
    remove: ({ id, memberId }, audit) =>
      database.write(async (transaction) => {
        const remove = builder
          .deleteFrom('link_keys')
          .where('id', '=', id)
          .where('member_id', '=', memberId)
          .returning('id')
        if ((await transaction.run(once(remove))).length === 0) return false
        await insertAudit(transaction, audit)
        return true
      }),
  }
}
