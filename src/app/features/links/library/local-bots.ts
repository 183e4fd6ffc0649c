import type { KnownBot } from '../../../queries/bot-queries.ts'
import type { LocalBot } from './import-plan.ts'

/** Bots as links remember them. */
export const localBotsOf = (bots: readonly KnownBot[]): readonly LocalBot[] =>
  bots.map(({ bot, user }) => ({ id: bot.id, code: bot.code, type: bot.type, name: user?.name || bot.code }))
