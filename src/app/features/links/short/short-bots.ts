import type { KnownBot } from '../../../queries/bot-queries.ts'
import type { BotChoice } from './short-fields.tsx'

/** The bots a link may lead to; the one it leads to now is among them, even if it is gone from the portal. */
export const botChoicesOf = (bots: readonly KnownBot[], present?: BotChoice): readonly BotChoice[] => {
  const known = bots.map(({ bot, user }) => ({
    dialogId: String(bot.id),
    // As long as a name may be.
    name: (user?.name || bot.code).slice(0, 100),
  }))
  const isThere = known.some(({ dialogId }) => dialogId === present?.dialogId)
  return present && !isThere ? [present, ...known] : known
}
