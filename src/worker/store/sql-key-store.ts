import type { KeyStore } from '../ports/key-store.ts'
import type { Database } from './database.ts'
import { once } from './prepare.ts'

const rootName = 'derive'

export const createSqlKeyStore = (database: Database): KeyStore => {
  const { builder } = database
  const changed = async (query: Parameters<Database['read']>[0]): Promise<void> => {
    await database.write((transaction) => transaction.run(query))
  }
  return {
    list: async () => {
      const rows = await database.read(
        once(builder.selectFrom('signing_keys').selectAll().orderBy('created_at').orderBy('kid')),
      )
      return rows.map((row) => ({
        kid: row.kid,
        publicJwk: row.public_jwk,
        sealed: row.sealed,
        createdAt: row.created_at,
      }))
    },
    add: ({ kid, publicJwk, sealed, createdAt }, unlessSince) =>
      database.write(async (transaction) => {
        await transaction.lock('signing keys')
        const young = builder.selectFrom('signing_keys').select('kid').where('created_at', '>=', unlessSince)
        if ((await transaction.run(once(young))).length > 0) return false
        const key = { kid, public_jwk: publicJwk, sealed, created_at: createdAt }
        await transaction.run(once(builder.insertInto('signing_keys').values(key)))
        return true
      }),
    reseal: (kid, sealed) =>
      changed(once(builder.updateTable('signing_keys').set({ sealed }).where('kid', '=', kid))),
    remove: (kid) => changed(once(builder.deleteFrom('signing_keys').where('kid', '=', kid))),
    keepRoot: (sealed) =>
      database.write(async (transaction) => {
        const row = { name: rootName, sealed }
        await transaction.run(
          once(
            builder
              .insertInto('root_keys')
              .values(row)
              .onConflict((conflict) => conflict.doNothing()),
          ),
        )
        const kept = builder.selectFrom('root_keys').select('sealed').where('name', '=', rootName)
        const [found = row] = await transaction.run(once(kept))
        return found.sealed
      }),
    resealRoot: (sealed) =>
      changed(once(builder.updateTable('root_keys').set({ sealed }).where('name', '=', rootName))),
  }
}
