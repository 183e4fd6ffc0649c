import { sql } from 'kysely'
import type { ShortLinkFilter, ShortLinkStore } from '../links/short-link-store.ts'
import { createAuditInsert } from './audit-insert.ts'
import type { Database } from './database.ts'
import { editedColumnsOf, funnelColumns, funnelOf, linkOf, newRowOfLink, stateOfLink } from './link-rows.ts'
import { nowMs, once, prepare } from './prepare.ts'

/** Short enough that nobody waits for it; their uses go with them. */
const purgedAtOnce = 200

/** A text as part of a `like`, with nothing in it that means anything. */
const partOf = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

export const createSqlLinkStore = (database: Database): ShortLinkStore => {
  const { builder } = database
  const insertAudit = createAuditInsert(database)
  const links = builder.selectFrom('links').selectAll().select(stateOfLink.as('state'))
  const findBySlug = prepare(({ slug }: { readonly slug: string }) => links.where('slug', '=', slug))
  const find = prepare(({ id, memberId }: { readonly id: string; readonly memberId: string }) =>
    links.where('id', '=', id).where('member_id', '=', memberId),
  )
  const insert = prepare((row: ReturnType<typeof newRowOfLink>) =>
    builder.insertInto('links').values({
      id: row.id,
      member_id: row.member_id,
      slug: row.slug,
      token_digest: row.token_digest,
      sealed: row.sealed,
      name: row.name,
      campaign: row.campaign,
      search: row.search,
      bot_dialog_id: row.bot_dialog_id,
      bot_name: row.bot_name,
      carries: row.carries,
      parameters: row.parameters,
      title: row.title,
      text: row.text,
      expires_at: row.expires_at,
      max_uses: row.max_uses,
      created_at: row.created_at,
      created_by: row.created_by,
    }),
  )

  const matching = ({ memberId, search, campaign, state }: ShortLinkFilter) =>
    sql<boolean>`member_id = ${memberId}
      and ${search === undefined ? sql`1 = 1` : sql`search like ${partOf(search)} escape '\\'`}
      and ${campaign === undefined ? sql`1 = 1` : sql`campaign = ${campaign}`}
      and ${state === undefined ? sql`1 = 1` : sql`${stateOfLink} = ${state}`}`

  return {
    add: (added, audit) =>
      database.write(async (transaction) => {
        // Whoever adds waits for whoever adds: a slug is free for one of them.
        await transaction.lock('link slugs')
        const slugs = added.map(({ slug }) => slug)
        const found = await transaction.run(
          once(builder.selectFrom('links').select('slug').where('slug', 'in', slugs)),
        )
        if (found.length > 0) return { taken: found.map(({ slug }) => slug) }
        for (const link of added) await transaction.run(insert(newRowOfLink(link)))
        await insertAudit(transaction, audit)
        return { taken: [] }
      }),
    find: async (owner) => {
      const [row] = await database.read(find(owner))
      return row && linkOf(row)
    },
    findBySlug: async (slug) => {
      const [row] = await database.read(findBySlug({ slug }))
      return row && linkOf(row)
    },
    list: async ({ before, limit, ...filter }) => {
      const matched = links.where(matching(filter))
      const page = before === undefined ? matched : matched.where('position', '<', before)
      return (await database.read(once(page.orderBy('position', 'desc').limit(limit)))).map(linkOf)
    },
    sum: async (filter) => {
      const sums = funnelColumns.map((column) =>
        sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`.as(column),
      )
      const query = builder
        .selectFrom('links')
        .select((row) => [row.fn.countAll<number>().as('links'), ...sums])
        .where(matching(filter))
      const [row] = await database.read(once(query))
      const none = { landed: 0, app: 0, browser: 0, copied: 0, received: 0, replied: 0 }
      return row ? { links: row.links, funnel: funnelOf(row) } : { links: 0, funnel: none }
    },
    listCampaigns: async (memberId) => {
      const query = builder
        .selectFrom('links')
        .select('campaign')
        .distinct()
        .where('member_id', '=', memberId)
        .where('campaign', '!=', '')
        .orderBy('campaign')
      return (await database.read(once(query))).map(({ campaign }) => campaign)
    },
    listDays: async (linkId, limit) => {
      const query = builder.selectFrom('link_days').selectAll().where('link_id', '=', linkId)
      const days = await database.read(once(query.orderBy('day', 'desc').limit(limit)))
      return days.map((row) => ({ day: row.day, ...funnelOf(row) })).toReversed()
    },
    replace: (link, { sealed }, audit) =>
      database.write(async (transaction) => {
        const { id, memberId } = link
        const [kept] = await transaction.run(find({ id, memberId }))
        if (!kept) return false
        const columns = editedColumnsOf({ ...link, slug: kept.slug })
        // Every seal is another one: it stands for all that was read.
        const update = builder
          .updateTable('links')
          .set(columns)
          .where('id', '=', id)
          .where('sealed', '=', sealed)
          .returning('id')
        if ((await transaction.run(once(update))).length === 0) return false
        await insertAudit(transaction, audit)
        return true
      }),
    revoke: ({ id, memberId }, audit) =>
      database.write(async (transaction) => {
        const update = builder
          .updateTable('links')
          .set({ revoked_at: nowMs })
          .where('id', '=', id)
          .where('member_id', '=', memberId)
          .where('revoked_at', 'is', null)
          .returning('id')
        if ((await transaction.run(once(update))).length === 0) return false
        await insertAudit(transaction, audit)
        return true
      }),
    purge: (before) =>
      database.write(async (transaction) => {
        const old = builder
          .selectFrom('links')
          .select('position')
          .where((row) => row.or([row('revoked_at', '<', before), row('expires_at', '<', before)]))
          .limit(purgedAtOnce)
        const gone = builder.deleteFrom('links').where('position', 'in', old).returning('id')
        const day = new Date(before).toISOString().slice(0, 10)
        const days = builder.deleteFrom('link_days').where('day', '<', day).returning('day')
        const [goneLinks, goneDays] = [await transaction.run(once(gone)), await transaction.run(once(days))]
        return goneLinks.length + goneDays.length
      }),
    listSealed: (after, limit) =>
      database.read(
        once(
          builder
            .selectFrom('links')
            .select(['position', 'sealed'])
            .where('position', '>', after)
            .orderBy('position')
            .limit(limit),
        ),
      ),
    reseal: async (position, from, to) => {
      const update = builder.updateTable('links').set({ sealed: to }).where('position', '=', position)
      await database.write((transaction) => transaction.run(once(update.where('sealed', '=', from))))
    },
  }
}
