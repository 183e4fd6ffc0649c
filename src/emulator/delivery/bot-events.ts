import type { BotEventType } from './event-types.ts'
import { appendEvent, botQueue } from '../queue/event-log.ts'
import { eventChatView } from '../state/chat-view.ts'
import { dialogIdFor, isPrivate, seesMessage } from '../state/chats.ts'
import { botsIn, isObserver, ownerBotView } from '../state/bots.ts'
import { messageView } from '../state/message-view.ts'
import type { Portal } from '../state/portal.ts'
import type { BotRow, ChatRow, CommandRow, MessageRow } from '../state/rows.ts'
import { userView } from '../state/users.ts'
import { postToWebhook } from './webhook.ts'

/** Before an app has finished its installation it is told nothing. */
const isWithheld = (portal: Portal, bot: BotRow) => portal.apps.get(bot.clientId)?.installed === false

type Told = {
  readonly type: BotEventType
  readonly data: Record<string, unknown>
  readonly userId: number
  /** What the webhook says differently from the queue. */
  readonly webhookData?: Record<string, unknown>
}

const tell = (portal: Portal, bot: BotRow, { type, data, userId, webhookData }: Told): void => {
  if (isWithheld(portal, bot) || bot.runBy === 'emulator') return
  if (bot.eventMode === 'webhook')
    postToWebhook(portal, bot, { event: type, data: { ...data, ...webhookData }, userId })
  else appendEvent(portal, botQueue(bot.id), type, { bot: ownerBotView(portal, bot), ...data })
}

const mentions = (text: string, botId: number) =>
  new RegExp(`\\[user=(?:${botId}|all)(?:\\s|\\])`, 'i').test(text)

/** Which messages of others a bot hears: all in private; in groups what mentions it, or everything for observers. */
export const hears = (bot: BotRow, chat: ChatRow, message: MessageRow): boolean => {
  if (message.isSystem || message.authorId === bot.id) return false
  return isPrivate(chat) || isObserver(bot) || mentions(message.text, bot.id)
}

const surroundings = (portal: Portal, bot: BotRow, chat: ChatRow, userId: number) => {
  const user = portal.users.get(userId)
  return {
    chat: eventChatView(portal, chat, bot.id),
    user: user ? userView(user, 'event') : [],
    language: portal.language,
  }
}

/** The quoted message, for a bot that sees it. */
const quotedFor = (portal: Portal, bot: BotRow, message: MessageRow) => {
  const quoted = message.replyId === undefined ? undefined : portal.messages.get(message.replyId)
  const chat = quoted && portal.chats.get(quoted.chatId)
  return chat && seesMessage(chat, bot.id, quoted.id) ? { additionalMessages: [messageView(quoted)] } : {}
}

const botsOf = (portal: Portal, chat: ChatRow) => botsIn(portal, chat.members.keys())

export const tellMessageAdded = (portal: Portal, chat: ChatRow, message: MessageRow): void => {
  for (const bot of botsOf(portal, chat).filter((bot) => hears(bot, chat, message)))
    tell(portal, bot, {
      type: 'ONIMBOTV2MESSAGEADD',
      userId: message.authorId,
      data: {
        message: messageView(message),
        ...surroundings(portal, bot, chat, message.authorId),
        ...quotedFor(portal, bot, message),
      },
    })
}

/** An edit comes back to its own author too. */
const isConcerned = (bot: BotRow, chat: ChatRow, message: MessageRow) =>
  message.authorId === bot.id || hears(bot, chat, message)

export const tellMessageUpdated = (portal: Portal, chat: ChatRow, message: MessageRow): void => {
  for (const bot of botsOf(portal, chat).filter((bot) => isConcerned(bot, chat, message)))
    tell(portal, bot, {
      type: 'ONIMBOTV2MESSAGEUPDATE',
      userId: message.authorId,
      data: {
        message: messageView(message),
        ...surroundings(portal, bot, chat, message.authorId),
        ...quotedFor(portal, bot, message),
      },
    })
}

/** Tells who would have heard `before`, the message as it was. */
export const tellMessageDeleted = (
  portal: Portal,
  chat: ChatRow,
  before: MessageRow,
  userId: number,
): void => {
  for (const bot of botsOf(portal, chat).filter((bot) => isConcerned(bot, chat, before)))
    tell(portal, bot, {
      type: 'ONIMBOTV2MESSAGEDELETE',
      userId,
      data: { messageId: before.id, ...surroundings(portal, bot, chat, userId) },
    })
}

/** `userId` is who brought the bot in. */
export const tellBotJoined = (portal: Portal, bot: BotRow, chat: ChatRow, userId: number): void => {
  tell(portal, bot, {
    type: 'ONIMBOTV2JOINCHAT',
    userId,
    data: { dialogId: dialogIdFor(chat, bot.id), ...surroundings(portal, bot, chat, userId) },
  })
}

/** Only a webhook can hear of it: the queue is gone with the bot. */
export const tellBotDeleted = (portal: Portal, bot: BotRow, userId: number): void => {
  if (bot.eventMode === 'webhook') tell(portal, bot, { type: 'ONIMBOTV2DELETE', userId, data: {} })
}

/** Every bot of the chat gets the context, in whichever chat it is. */
export const tellContext = (portal: Portal, chat: ChatRow, context: unknown, userId: number): void => {
  for (const bot of botsOf(portal, chat))
    tell(portal, bot, {
      type: 'ONIMBOTV2CONTEXTGET',
      userId,
      data: {
        dialogId: dialogIdFor(chat, bot.id),
        context,
        ...surroundings(portal, bot, chat, userId),
      },
    })
}

type CommandCall = {
  readonly command: CommandRow
  readonly params: string
  readonly context: 'textarea' | 'keyboard'
  readonly message: MessageRow
  readonly userId: number
}

/** A press in a private chat carries no chat: the queue has `chat: []` there, the webhook builder finds it by the message. */
export const tellCommand = (portal: Portal, chat: ChatRow, call: CommandCall): void => {
  const bot = portal.bots.get(call.command.botId)
  if (!bot) return
  const around = surroundings(portal, bot, chat, call.userId)
  const pressedInPrivate = call.context === 'keyboard' && isPrivate(chat)
  tell(portal, bot, {
    type: 'ONIMBOTV2COMMANDADD',
    userId: call.userId,
    data: {
      command: {
        id: call.command.id,
        command: `/${call.command.name}`,
        params: call.params,
        context: call.context,
      },
      message: messageView(call.message),
      ...around,
      ...(pressedInPrivate && { chat: [] }),
      ...quotedFor(portal, bot, call.message),
    },
    ...(pressedInPrivate && { webhookData: { chat: around.chat } }),
  })
}

type ReactionChange = {
  readonly message: MessageRow
  readonly reaction: string
  readonly action: 'add' | 'delete'
  readonly userId: number
}

/** Told to the bot whose message it is. */
export const tellReaction = (portal: Portal, chat: ChatRow, change: ReactionChange): void => {
  const bot = portal.bots.get(change.message.authorId)
  if (!bot || bot.id === change.userId) return
  tell(portal, bot, {
    type: 'ONIMBOTV2REACTIONCHANGE',
    userId: change.userId,
    data: {
      reaction: change.reaction,
      action: change.action,
      message: messageView(change.message),
      ...surroundings(portal, bot, chat, change.userId),
      ...quotedFor(portal, bot, change.message),
    },
  })
}
