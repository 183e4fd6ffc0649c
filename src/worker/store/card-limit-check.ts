import { sql } from 'kysely'
import type { CardLimits } from '../pairing/pairing-store.ts'
import type { Database, Transaction } from './database.ts'
import { prepare } from './prepare.ts'

const hourMs = 60 * 60_000

type Person = { readonly memberId: string; readonly userId: number }

/** Why a person may not get one more card now, if so; whoever asks for the same person meanwhile waits for this transaction. */
export const createCardLimitCheck = ({ builder }: Database) => {
  type Values = Person & { readonly windowMs: number; readonly coolDownMs: number }
  const count = prepare((values: Values) =>
    builder
      .selectFrom('pairings')
      .select((row) => [
        row.fn
          .countAll<number>()
          .filterWhere('claimed_at', '>', sql<number>`now_ms() - ${sql.lit(hourMs)}`)
          // What a person has finished was wanted; only the rest wears somebody down.
          .filterWhere('state', '!=', 'consumed')
          .as('claims'),
        row.fn
          .countAll<number>()
          .filterWhere(sql<boolean>`state = 'declined' and ending = 'user'`)
          .filterWhere('ended_at', '>', sql<number>`now_ms() - ${values.coolDownMs}`)
          .as('declines'),
      ])
      .where('member_id', '=', values.memberId)
      .where('user_id', '=', values.userId)
      .where('claimed_at', '>', sql<number>`now_ms() - ${values.windowMs}`),
  )

  return async (
    transaction: Transaction,
    person: Person,
    { cardsPerHour, coolDownMs }: CardLimits,
  ): Promise<'tooManyCards' | 'coolingDown' | undefined> => {
    await transaction.lock('cards', person.memberId, String(person.userId))
    // What was declined within the cool-down was claimed at most one lifetime, far less than an hour, before.
    const windowMs = coolDownMs + hourMs
    const [found] = await transaction.run(count({ ...person, coolDownMs, windowMs }))
    if (found && found.declines > 0) return 'coolingDown'
    return found && found.claims >= cardsPerHour ? 'tooManyCards' : undefined
  }
}
