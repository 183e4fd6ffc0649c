import type { Bot } from '../../contract/rest/entities.ts'
import type { Portal } from './portal.ts'
import type { BotRow } from './rows.ts'

/** What everybody is told about a bot. */
export const shortBotView = (portal: Portal, bot: BotRow): Bot => ({
  id: bot.id,
  code: bot.code,
  type: bot.type,
  isHidden: bot.isHidden,
  isSupportOpenline: bot.isSupportOpenline,
  isReactionsEnabled: bot.isReactionsEnabled,
  backgroundId: bot.backgroundId,
  language: portal.language,
})

/** What its owner is told. */
export const ownerBotView = (portal: Portal, bot: BotRow): Bot => {
  const chats = [...portal.chats.values()].filter((chat) => chat.members.has(bot.id))
  const people = new Set(chats.flatMap((chat) => [...chat.members.keys()]))
  people.delete(bot.id)
  return {
    ...shortBotView(portal, bot),
    moduleId: 'rest',
    eventMode: bot.eventMode,
    countMessage: bot.countMessage,
    countCommand: [...portal.commands.values()].filter((command) => command.botId === bot.id).length,
    countChat: chats.filter((chat) => chat.type !== 'private').length,
    countUser: people.size,
  }
}

export const botsIn = (portal: Portal, memberIds: Iterable<number>): BotRow[] =>
  [...memberIds].flatMap((id) => {
    const bot = portal.bots.get(id)
    return bot ? [bot] : []
  })

export const isObserver = (bot: BotRow): boolean => bot.type === 'supervisor' || bot.type === 'personal'
