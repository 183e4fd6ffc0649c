import { pressButton, type PressOutcome } from '../chat/press-button.ts'
import type { Call, HandlersOf } from '../rest/call.ts'
import { findFields, findInt, isMap, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { canRead, seesMessage } from '../state/chats.ts'
import { readMessageView } from '../state/message-view.ts'
import { messagesOf } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { MessageRow } from '../state/rows.ts'
import { userViews } from '../state/users.ts'
import { fileView } from '../state/files.ts'
import { sendContext } from './send-context.ts'

const pressErrors: Record<Exclude<PressOutcome, 'pressed'>, string> = {
  'no-message': 'MESSAGE_ID_ERROR',
  'no-bot': 'BOT_ID_ERROR',
  'no-command': 'COMMAND_ERROR',
}

const press = ({ portal, auth, params }: Call): boolean => {
  const command = textOf(params.COMMAND) ?? ''
  if (isMap(params.COMMAND_PARAMS)) throw refusal('PARAMS_ERROR')
  const outcome = pressButton(portal, {
    userId: auth.userId,
    messageId: findInt(params, 'MESSAGE_ID') ?? 0,
    botId: findInt(params, 'BOT_ID') ?? 0,
    command,
    params: textOf(params.COMMAND_PARAMS) ?? '',
  })
  if (outcome !== 'pressed') throw refusal(pressErrors[outcome])
  return true
}

/** What a search tells of a message beside what other methods do. */
const foundView = (message: MessageRow, userId: number) => ({
  ...readMessageView(message),
  block: null,
  unread: message.authorId !== userId && !message.viewedBy.has(userId),
  viewed: message.authorId === userId || message.viewedBy.has(userId),
  viewedCount: message.viewedBy.size,
})

/** And of a person. */
const authorViews = (portal: Portal, ids: readonly number[]) =>
  userViews(portal, ids).map((user) => ({
    ...user,
    avatarHr: user.avatar ?? '',
    network: false,
    botData: null,
  }))

const defaultFound = 50
const mostFound = 200

const search = ({ portal, auth, params }: Call) => {
  const chatId = findInt(params, 'CHAT_ID')
  if (!chatId) throw refusal('CHAT_ID_EMPTY')
  const chat = portal.chats.get(chatId)
  if (!chat || !canRead(chat, auth.userId)) throw refusal('ACCESS_ERROR')
  const text = (textOf(params.SEARCH_MESSAGE) ?? '').toLowerCase()
  const from = Date.parse(textOf(params.DATE_FROM) ?? '')
  const to = Date.parse(textOf(params.DATE_TO) ?? '')
  const isAscending = findFields(params, 'ORDER').ID === 'ASC'
  const lastId = findInt(params, 'LAST_ID')
  const limit = Math.min(Math.max(findInt(params, 'LIMIT') ?? defaultFound, 1), mostFound)
  const found = messagesOf(portal, chat).filter(
    (message) =>
      seesMessage(chat, auth.userId, message.id) &&
      message.text.toLowerCase().includes(text) &&
      (Number.isNaN(from) || message.sentAt >= from) &&
      (Number.isNaN(to) || message.sentAt <= to) &&
      (lastId === undefined || (isAscending ? message.id > lastId : message.id < lastId)),
  )
  const page = (isAscending ? found : found.reverse()).slice(0, limit)
  return {
    messages: page.map((message) => foundView(message, auth.userId)),
    users: authorViews(
      portal,
      page.map((message) => message.authorId),
    ),
    files: page
      .flatMap((message) => message.fileIds)
      .flatMap((id) => {
        const file = portal.files.get(id)
        return file ? [fileView(portal, file)] : []
      }),
    additionalMessages: [],
    copilot: null,
    stickers: [],
    reactions: [],
    tariffRestrictions: { isHistoryLimitExceeded: false },
    usersShort: [],
  }
}

export const messengerHandlers: HandlersOf<
  'im.message.command' | 'im.dialog.messages.search' | 'im.v2.Chat.Bot.sendContext'
> = {
  'im.message.command': press,
  'im.dialog.messages.search': search,
  'im.v2.Chat.Bot.sendContext': ({ portal, auth, params }) => sendContext(portal, params, auth.userId),
}
