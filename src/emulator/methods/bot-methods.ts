import { tellBotDeleted } from '../delivery/bot-events.ts'
import { botQueue, dropEvents } from '../queue/event-log.ts'
import { forBot, needStore, ownerOf, type BotCall, type Call, type HandlersOf } from '../rest/call.ts'
import { findFields, findInt, findString } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { ownerBotView, shortBotView } from '../state/bots.ts'
import type { Portal } from '../state/portal.ts'
import type { BotRow } from '../state/rows.ts'
import { userViews } from '../state/users.ts'
import { registerBot } from './register-bot.ts'
import { updateBot } from './update-bot.ts'

/** REST is the revision this emulator follows. */
const revision = { rest: 36, web: 130, mobile: 23, desktop: 6 }

const answerOf = (portal: Portal, bot: BotRow) => ({
  bot: ownerBotView(portal, bot),
  users: userViews(portal, [bot.id]),
})

const findBot = ({ portal, params }: Call): BotRow | undefined => {
  const id = findInt(params, params.botId === undefined ? 'BOT_ID' : 'botId')
  const code = findString(params, 'code')
  if (id === undefined && code === undefined) throw refusal('PARAMS_REQUIRED')
  if (id !== undefined) return portal.bots.get(id)
  return [...portal.bots.values()].find((bot) => bot.code === code)
}

/** Anybody may look; only the owner is told everything. */
const getBot = (call: Call) => {
  const owner = ownerOf(call)
  const bot = findBot(call)
  if (!bot) throw refusal('BOT_NOT_FOUND')
  if (bot.clientId === owner) return answerOf(call.portal, bot)
  return { bot: shortBotView(call.portal, bot), users: userViews(call.portal, [bot.id]) }
}

const defaultPage = 50

const listBots = (call: Call) => {
  const { portal, params } = call
  const owner = ownerOf(call)
  const { type } = findFields(params, 'filter')
  const isType =
    typeof type === 'string' && ['bot', 'supervisor', 'personal', 'openline', 'network'].includes(type)
  const asked = findInt(params, 'limit') ?? defaultPage
  const limit = asked > 0 ? asked : defaultPage
  const offset = Math.max(0, findInt(params, 'offset') ?? 0)
  const owned = [...portal.bots.values()].filter(
    (bot) => bot.clientId === owner && (!isType || bot.type === type),
  )
  const bots = owned.slice(offset, offset + limit)
  return {
    bots: bots.map((bot) => ownerBotView(portal, bot)),
    users: userViews(
      portal,
      bots.map((bot) => bot.id),
    ),
    hasNextPage: bots.length === limit,
  }
}

const unregisterBot = ({ portal, bot, auth }: BotCall) => {
  needStore(portal, 'bots', 'BOT_UNREGISTER_FAILED')
  tellBotDeleted(portal, bot, auth.userId)
  dropEvents(portal, botQueue(bot.id))
  for (const [id, command] of portal.commands) if (command.botId === bot.id) portal.commands.delete(id)
  for (const chat of portal.chats.values()) if (chat.type !== 'private') chat.members.delete(bot.id)
  portal.bots.delete(bot.id)
  const user = portal.users.get(bot.id)
  if (user) user.active = false
  return { result: true }
}

export const botHandlers: HandlersOf<
  | 'imbot.v2.Bot.register'
  | 'imbot.v2.Bot.get'
  | 'imbot.v2.Bot.list'
  | 'imbot.v2.Bot.update'
  | 'imbot.v2.Bot.unregister'
  | 'imbot.v2.Revision.get'
> = {
  'imbot.v2.Bot.register': (call) => answerOf(call.portal, registerBot(call)),
  'imbot.v2.Bot.get': getBot,
  'imbot.v2.Bot.list': listBots,
  'imbot.v2.Bot.update': forBot((call) => answerOf(call.portal, updateBot(call))),
  'imbot.v2.Bot.unregister': forBot(unregisterBot),
  'imbot.v2.Revision.get': () => revision,
}
