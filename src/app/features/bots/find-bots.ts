import type { KnownBot } from '../../queries/bot-queries.ts'

/** The bots whose name, code, position or id contains every word of the search, in the order given. */
export const findBots = (bots: readonly KnownBot[], search: string): readonly KnownBot[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return bots.filter(({ bot, user }) => {
    const text = [user?.name, bot.code, user?.workPosition, bot.type, bot.id].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
