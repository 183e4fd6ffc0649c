import { sql, type Compilable, type Selectable } from 'kysely'
import * as z from 'zod/mini'
import { sitePolicies } from '../../contract/pairing/pairing-words.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { KeyChange, SiteStore } from '../sites/site-store.ts'
import type { Site } from '../sites/site.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database, Transaction } from './database.ts'
import { parseJson, texts } from './parse-json.ts'
import { once, prepare } from './prepare.ts'
import type { Tables } from './tables.ts'

const policy = z.enum(sitePolicies)
const origin = z.enum(['environment', 'console'])

/** One row for each key of a site, or one without a key. */
type Row = Selectable<Tables['sites']> & { readonly digest: string | null }

const siteOf = (row: Row, keyDigests: readonly string[]): Site => ({
  id: row.id,
  memberId: row.member_id,
  name: row.name,
  host: row.host,
  returnAddresses: parseJson(texts, row.return_addresses),
  policy: policy.parse(row.policy),
  keyDigests,
  isActive: row.is_active === 1,
  origin: origin.parse(row.origin),
  createdAt: row.created_at,
})

const sitesOf = (rows: readonly Row[]): readonly Site[] =>
  rows
    .filter((row, at) => rows.findIndex(({ id }) => id === row.id) === at)
    .map((row) =>
      siteOf(
        row,
        rows.flatMap(({ id, digest }) => (id === row.id && digest !== null ? [digest] : [])),
      ),
    )

const rowOf = (site: Site) => ({
  id: site.id,
  member_id: site.memberId,
  name: site.name,
  host: site.host,
  return_addresses: JSON.stringify(site.returnAddresses),
  policy: site.policy,
  is_active: site.isActive ? 1 : 0,
  origin: site.origin,
  created_at: site.createdAt,
})

export const createSqlSiteStore = (database: Database): SiteStore => {
  const { builder } = database
  const insertAudit = createAuditInsert(database)
  const sites = builder
    .selectFrom('sites')
    .leftJoin('site_keys', 'site_keys.site_id', 'sites.id')
    .selectAll('sites')
    .select('site_keys.digest')
    .orderBy('sites.created_at')
    .orderBy('sites.id')
    .orderBy('site_keys.position')
  const findById = prepare(({ id }: { readonly id: string }) => sites.where('sites.id', '=', id))
  const findByKey = prepare(({ digest }: { readonly digest: string }) =>
    sites.where('sites.id', 'in', (query) =>
      query.selectFrom('site_keys as wanted').select('wanted.site_id').where('wanted.digest', '=', digest),
    ),
  )

  const addKeys = async (transaction: Transaction, { id, keyDigests }: Site) => {
    for (const [position, digest] of keyDigests.entries())
      await transaction.run(once(builder.insertInto('site_keys').values({ digest, site_id: id, position })))
  }

  /** A change that answers the row it touched, with what belongs to it; false when it touched none. */
  const change = (
    query: Compilable<unknown>,
    audit: readonly AuditEntry[],
    also?: (transaction: Transaction) => Promise<void>,
  ): Promise<boolean> =>
    database.write(async (transaction) => {
      if ((await transaction.run(once(query))).length === 0) return false
      await also?.(transaction)
      await insertAudit(transaction, audit)
      return true
    })

  /** One after the other for a site: two that add or remove at once see each other's change. */
  const changeKeys = (
    { id, memberId }: { readonly id: string; readonly memberId: string },
    audit: readonly AuditEntry[],
    change: (keys: readonly string[], transaction: Transaction) => Promise<KeyChange>,
  ): Promise<KeyChange> =>
    database.write(async (transaction) => {
      await transaction.lock('site keys', id)
      const found = await transaction.run(once(sites.where('sites.id', '=', id)))
      const [site] = sitesOf(found)
      if (site?.memberId !== memberId) return 'unknown'
      const outcome = await change(site.keyDigests, transaction)
      if (outcome === 'changed') await insertAudit(transaction, audit)
      return outcome
    })

  return {
    find: async (id) => sitesOf(await database.read(findById({ id })))[0],
    findByKey: async (digest) => sitesOf(await database.read(findByKey({ digest })))[0],
    list: async (memberId) =>
      sitesOf(await database.read(once(sites.where('sites.member_id', '=', memberId)))),
    add: (site, audit) => {
      const insert = builder
        .insertInto('sites')
        .values(rowOf(site))
        .onConflict((conflict) => conflict.column('id').doNothing())
      return change(insert.returning('id'), audit, (transaction) => addKeys(transaction, site))
    },
    replace: (site, audit) => {
      const { id, member_id, ...columns } = rowOf(site)
      const update = builder.updateTable('sites').set(columns).where('id', '=', id)
      return change(update.where('member_id', '=', member_id).returning('id'), audit)
    },
    addKey: ({ digest, atMost, ...site }, audit) =>
      changeKeys(site, audit, async (keys, transaction) => {
        if (keys.length >= atMost) return 'keyCount'
        const last = builder
          .selectFrom('site_keys')
          .select((row) => sql<number>`coalesce(${row.fn.max('position')}, -1) + 1`.as('position'))
          .where('site_id', '=', site.id)
        const key = { digest, site_id: site.id, position: last }
        await transaction.run(once(builder.insertInto('site_keys').values(key)))
        return 'changed'
      }),
    removeKey: ({ digest, ...site }, audit) =>
      changeKeys(site, audit, async (keys, transaction) => {
        if (!keys.includes(digest)) return 'unknown'
        if (keys.length === 1) return 'keyCount'
        await transaction.run(once(builder.deleteFrom('site_keys').where('digest', '=', digest)))
        return 'changed'
      }),
    remove: ({ id, memberId }, audit) => {
      const remove = builder.deleteFrom('sites').where('id', '=', id).where('member_id', '=', memberId)
      return change(remove.returning('id'), audit)
    },
  }
}
