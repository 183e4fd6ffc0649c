import { sql } from 'kysely'
import type { Funnel } from '../../contract/links/short-link.ts'
import type { LinkUseStore } from '../links/short-link-store.ts'
import type { Database, Transaction } from './database.ts'
import { funnelColumns, linkOf, stateOfLink } from './link-rows.ts'
import { nowMs, prepare } from './prepare.ts'

type Counted = Funnel & { readonly linkId: string; readonly day: string }
const nothing: Funnel = { landed: 0, app: 0, browser: 0, copied: 0, received: 0, replied: 0 }

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Rows are always locked in this order: use, link, day; of several links by their ids. So nobody waits in a circle. */
export const createSqlLinkUseStore = (database: Database): LinkUseStore => {
  const { builder } = database
  type Token = { readonly memberId: string; readonly tokenDigest: string }
  type Use = { readonly linkId: string; readonly userId: number }

  const findByToken = prepare(({ memberId, tokenDigest }: Token) =>
    builder
      .selectFrom('links')
      .selectAll()
      .select([stateOfLink.as('state'), nowMs.as('now')])
      .where('token_digest', '=', tokenDigest)
      .where('member_id', '=', memberId),
  )
  const insertUse = prepare(({ linkId, userId }: Use) =>
    builder
      .insertInto('link_uses')
      .values({ link_id: linkId, user_id: userId, used_at: nowMs })
      .onConflict((conflict) => conflict.columns(['link_id', 'user_id']).doNothing())
      .returning('user_id'),
  )
  const removeUse = prepare(({ linkId, userId }: Use) =>
    builder.deleteFrom('link_uses').where('link_id', '=', linkId).where('user_id', '=', userId),
  )
  // The one statement that decides who gets a use: it sees the row as the one before it left it.
  const take = prepare(({ linkId }: { readonly linkId: string }) =>
    builder
      .updateTable('links')
      .set({ received: sql<number>`received + 1` })
      .where('id', '=', linkId)
      .where(sql<boolean>`${stateOfLink} = 'active'`)
      .returning('id'),
  )
  const addToLink = prepare((of: Counted) =>
    builder
      .updateTable('links')
      .set({
        landed: sql<number>`landed + ${of.landed}`,
        app: sql<number>`app + ${of.app}`,
        browser: sql<number>`browser + ${of.browser}`,
        copied: sql<number>`copied + ${of.copied}`,
        replied: sql<number>`replied + ${of.replied}`,
      })
      .where('id', '=', of.linkId)
      .returning('id'),
  )
  const addToDay = prepare((of: Counted) =>
    builder
      .insertInto('link_days')
      .values({
        link_id: of.linkId,
        day: of.day,
        landed: of.landed,
        app: of.app,
        browser: of.browser,
        copied: of.copied,
        received: of.received,
        replied: of.replied,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['link_id', 'day'])
          .doUpdateSet(
            Object.fromEntries(
              funnelColumns.map((column) => [
                column,
                sql<number>`${sql.ref(`link_days.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
              ]),
            ),
          ),
      ),
  )
  const noteReply = prepare(({ linkId, userId }: Use) =>
    builder
      .updateTable('link_uses')
      .set({ replied_at: nowMs })
      .where('link_id', '=', linkId)
      .where('user_id', '=', userId)
      .where('replied_at', 'is', null)
      .returning('user_id'),
  )
  const findUse = prepare(({ linkId, userId }: Use) =>
    builder
      .selectFrom('link_uses')
      .select('user_id')
      .where('link_id', '=', linkId)
      .where('user_id', '=', userId),
  )

  const findLink = async (transaction: Transaction, token: Token) => {
    const [row] = await transaction.run(findByToken(token))
    return row && { link: linkOf(row), now: row.now }
  }

  return {
    use: ({ memberId, tokenDigest, userId }, read) =>
      database.write(async (transaction) => {
        const token = { memberId, tokenDigest }
        const found = await findLink(transaction, token)
        if (!found) return { kind: 'unknown' }
        const { link, now } = found
        if (link.state === 'revoked' || link.state === 'expired') return { kind: 'over', state: link.state }
        const use = { linkId: link.id, userId }
        const isNew = (await transaction.run(insertUse(use))).length === 1
        if (!isNew) return { kind: 'used', read: read(link), isFirst: false }
        if ((await transaction.run(take(use))).length === 0) {
          await transaction.run(removeUse(use))
          const state = (await findLink(transaction, token))?.link.state ?? 'revoked'
          return { kind: 'over', state: state === 'active' ? 'usedUp' : state }
        }
        await transaction.run(addToDay({ ...nothing, linkId: link.id, day: dayOf(now), received: 1 }))
        return { kind: 'used', read: read(link), isFirst: true }
      }),
    reply: ({ memberId, tokenDigest, userId }) =>
      database.write(async (transaction) => {
        const found = await findLink(transaction, { memberId, tokenDigest })
        if (!found) return undefined
        const use = { linkId: found.link.id, userId }
        if ((await transaction.run(noteReply(use))).length === 0)
          return (await transaction.run(findUse(use))).length === 0 ? undefined : { isFirst: false }
        const counted = { ...nothing, linkId: use.linkId, day: dayOf(found.now), replied: 1 }
        await transaction.run(addToLink(counted))
        await transaction.run(addToDay(counted))
        return { isFirst: true }
      }),
    count: (visits) =>
      database.write(
        async (transaction) => {
          const inOrder = visits.toSorted((left, right) => (left.linkId < right.linkId ? -1 : 1))
          for (const visit of inOrder) {
            const counted = { ...nothing, ...visit }
            const isThere = (await transaction.run(addToLink(counted))).length === 1
            if (isThere) await transaction.run(addToDay(counted))
          }
        },
        { isRepeatable: true },
      ),
  }
}
