import { limits, reactions } from '../../contract/rest/enums.ts'
import { addReaction, deleteMessage, deleteReaction, editMessage } from '../chat/change-message.ts'
import { forBot, type BotCall, type HandlersOf } from '../rest/call.ts'
import { findBool, findInt, flagOf, readFields, readInt, readString, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { unreadCountOf } from '../state/chat-view.ts'
import { lastMessageIdOf, seesMessage } from '../state/chats.ts'
import { isObserver } from '../state/bots.ts'
import { readMessageView } from '../state/message-view.ts'
import { markRead, messagesOf } from '../state/messages.ts'
import { userView, userViews } from '../state/users.ts'
import { accessibleMessage, findMessage, memberChat, readableMessage } from './dialog-access.ts'
import { readAttach, readKeyboard } from './message-content.ts'
import { sendMessage } from './send-message.ts'

const done = { result: true }

/** Own messages only; system messages belong to nobody. */
const updateMessage = ({ portal, bot, params }: BotCall) => {
  const messageId = readInt(params, 'messageId')
  const fields = readFields(params, 'fields')
  const { chat, message } = accessibleMessage(portal, messageId, bot.id)
  if (message.authorId !== bot.id || message.isDeleted) throw refusal('ACCESS_DENIED')
  const text = textOf(fields.message)
  const keyboard = readKeyboard(fields.keyboard, bot.id)
  const attach = readAttach(fields.attach, 'full')
  const urlPreview = flagOf(fields.urlPreview)
  editMessage(portal, chat, message, {
    ...(text !== undefined && { text }),
    ...(keyboard && { keyboard }),
    ...(attach && { attach }),
    ...(urlPreview !== undefined && { urlPreview }),
  })
  return done
}

const removeMessage = ({ portal, bot, params }: BotCall) => {
  const messageId = readInt(params, 'messageId')
  const complete = findBool(params, 'complete') ?? false
  const { chat, message } = accessibleMessage(portal, messageId, bot.id)
  const role = chat.members.get(bot.id)?.role
  if (message.authorId !== bot.id && role === 'member') throw refusal('ACCESS_DENIED')
  deleteMessage(portal, chat, message, { userId: bot.id, complete })
  return done
}

const readMessages = ({ portal, bot, params }: BotCall) => {
  const messageId = findInt(params, 'messageId')
  const chat = memberChat(portal, params, bot.id)
  if (messageId !== undefined) {
    const located = findMessage(portal, messageId)
    if (located?.chat !== chat || !seesMessage(chat, bot.id, messageId)) throw refusal('MESSAGE_NOT_FOUND')
  }
  const viewedMessages = markRead(portal, chat, bot.id, messageId)
  return {
    chatId: chat.id,
    lastId: chat.members.get(bot.id)?.lastReadId ?? 0,
    counter: unreadCountOf(portal, chat, bot.id),
    viewedMessages,
  }
}

const needObserver = ({ bot }: BotCall) => {
  if (!isObserver(bot)) throw refusal('BOT_TYPE_NOT_ALLOWED')
}

const getMessage = (call: BotCall) => {
  const { portal, bot } = call
  const { message } = readableMessage(portal, readInt(call.params, 'messageId'), bot.id)
  needObserver(call)
  const author = portal.users.get(message.authorId)
  return { message: readMessageView(message), user: author ? userView(author) : null }
}

/** Up to `range` messages on each side, ascending. */
const getContext = (call: BotCall) => {
  const { portal, bot, params } = call
  const messageId = readInt(params, 'messageId')
  const { contextRange } = limits
  const asked = findInt(params, 'range') ?? contextRange.default
  const range = Math.min(Math.max(asked, contextRange.min), contextRange.max)
  const { chat } = readableMessage(portal, messageId, bot.id)
  needObserver(call)
  const visible = messagesOf(portal, chat).filter((message) => seesMessage(chat, bot.id, message.id))
  const older = visible.filter((message) => message.id < messageId).slice(-range)
  const rest = visible.filter((message) => message.id >= messageId).slice(0, range + 1)
  const messages = [...older, ...rest]
  return {
    messages: messages.map(readMessageView),
    users: userViews(
      portal,
      messages.map((message) => message.authorId),
    ),
    hasPrevPage: older.length >= range,
    hasNextPage: (messages.at(-1)?.id ?? 0) < lastMessageIdOf(chat),
  }
}

const readReaction = ({ params }: BotCall): string => {
  const reaction = readString(params, 'reaction')
  if (!reactions.some((known) => known === reaction)) throw refusal('REACTION_NOT_FOUND')
  return reaction
}

const reactTo = (call: BotCall) => {
  const messageId = readInt(call.params, 'messageId')
  readString(call.params, 'reaction')
  const { chat, message } = accessibleMessage(call.portal, messageId, call.bot.id)
  return { chat, message, reacting: { userId: call.bot.id, reaction: readReaction(call) } }
}

export const messageHandlers: HandlersOf<
  | 'imbot.v2.Chat.Message.send'
  | 'imbot.v2.Chat.Message.update'
  | 'imbot.v2.Chat.Message.delete'
  | 'imbot.v2.Chat.Message.read'
  | 'imbot.v2.Chat.Message.get'
  | 'imbot.v2.Chat.Message.getContext'
  | 'imbot.v2.Chat.Message.Reaction.add'
  | 'imbot.v2.Chat.Message.Reaction.delete'
> = {
  'imbot.v2.Chat.Message.send': forBot(sendMessage),
  'imbot.v2.Chat.Message.update': forBot(updateMessage),
  'imbot.v2.Chat.Message.delete': forBot(removeMessage),
  'imbot.v2.Chat.Message.read': forBot(readMessages),
  'imbot.v2.Chat.Message.get': forBot(getMessage),
  'imbot.v2.Chat.Message.getContext': forBot(getContext),
  'imbot.v2.Chat.Message.Reaction.add': forBot((call) => {
    const { chat, message, reacting } = reactTo(call)
    if (!addReaction(call.portal, chat, message, reacting)) throw refusal('REACTION_ALREADY_SET')
    return done
  }),
  'imbot.v2.Chat.Message.Reaction.delete': forBot((call) => {
    const { chat, message, reacting } = reactTo(call)
    deleteReaction(call.portal, chat, message, reacting)
    return done
  }),
}
