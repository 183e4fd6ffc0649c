import { addReaction, deleteMessage, deleteReaction, editMessage } from '../chat/change-message.ts'
import { findUsableCommands } from '../chat/commands.ts'
import { joinChat, openDialog, tellJoinedBots } from '../chat/join-chat.ts'
import { postMessage } from '../chat/post-message.ts'
import { pressButton } from '../chat/press-button.ts'
import { reactions } from '../../contract/rest/enums.ts'
import { accessibleMessage } from '../methods/dialog-access.ts'
import { forwardMessage, replyIn } from '../methods/send-message.ts'
import { refusal } from '../rest/refuse.ts'
import { unreadCountOf } from '../state/chat-view.ts'
import { createChat, dialogIdFor, lastMessageIdOf, resolveDialog, seesMessage } from '../state/chats.ts'
import { markRead, messagesOf } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow } from '../state/rows.ts'
import type { PageHandlers } from './page-handlers.ts'
import { pageCommand, pageDialog, pageMessage, unopenedDialog } from './page-view.ts'

const done = { result: true }

const chatOf = (portal: Portal, userId: number, dialogId: string): ChatRow => {
  const target = resolveDialog(portal, dialogId, userId)
  if (target.kind === 'none') throw refusal('CHAT_NOT_FOUND')
  if (target.kind === 'new-private') return openDialog(portal, userId, target.partnerId)
  const { chat } = target
  if (chat.members.has(userId)) return chat
  if (chat.type !== 'open' && chat.type !== 'openChannel') throw refusal('ACCESS_DENIED')
  // A person who opens a public chat is in it from then on.
  joinChat(portal, chat, { userIds: [userId], byId: userId })
  return chat
}

const visibleMessages = (portal: Portal, chat: ChatRow, userId: number) =>
  messagesOf(portal, chat).filter((message) => seesMessage(chat, userId, message.id))

const writableChat = (portal: Portal, userId: number, dialogId: string): ChatRow => {
  const chat = chatOf(portal, userId, dialogId)
  if (!portal.users.get(userId)?.active) throw refusal('ACCESS_DENIED')
  return chat
}

const userOf = (portal: Portal, userId: number) => {
  const user = portal.users.get(userId)
  if (!user) throw refusal('ACCESS_DENIED')
  return user
}

const ownMessage = (portal: Portal, userId: number, messageId: number) => {
  const located = accessibleMessage(portal, messageId, userId)
  const mayAlways = userOf(portal, userId).admin
  if (located.message.authorId !== userId && !mayAlways) throw refusal('ACCESS_DENIED')
  return located
}

type ChatActions = Extract<keyof PageHandlers, `chat.${string}`>

/** What people do in the messenger. */
export const chatActions: Pick<PageHandlers, ChatActions> = {
  'chat.dialogs': ({ portal, userId }) => {
    const chats = [...portal.chats.values()].filter((chat) => chat.members.has(userId))
    const partners = new Set(
      chats.filter((chat) => chat.type === 'private').flatMap((chat) => [...chat.members.keys()]),
    )
    const bots = [...portal.bots.values()].filter((bot) => !bot.isHidden && !partners.has(bot.id))
    return {
      dialogs: [
        ...chats
          .sort((a, b) => lastMessageIdOf(b) - lastMessageIdOf(a))
          .map((chat) => pageDialog(portal, chat, userId)),
        ...bots.map((bot) => unopenedDialog(userOf(portal, bot.id), userId)),
      ],
    }
  },
  'chat.open': ({ portal, userId, params }) => {
    const chat = chatOf(portal, userId, params.dialogId)
    return {
      dialog: pageDialog(portal, chat, userId),
      messages: visibleMessages(portal, chat, userId).map((message) => pageMessage(portal, message)),
      commands: findUsableCommands(portal, chat, userOf(portal, userId))
        .filter((command) => !command.hidden)
        .map((command) => pageCommand(portal, command)),
      revision: portal.lastIds.revision,
    }
  },
  'chat.messages': ({ portal, userId, params }) => {
    const chat = chatOf(portal, userId, params.dialogId)
    return {
      messages: visibleMessages(portal, chat, userId)
        .filter((message) => message.revision > params.since)
        .map((message) => pageMessage(portal, message)),
      removedIds: portal.removed
        .filter((row) => row.chatId === chat.id && row.revision > params.since)
        .map((row) => row.id),
      revision: portal.lastIds.revision,
      dialog: pageDialog(portal, chat, userId),
    }
  },
  'chat.send': ({ portal, userId, params }) => {
    const chat = writableChat(portal, userId, params.dialogId)
    if (params.text.trim() === '') throw refusal('EMPTY_MESSAGE')
    const message = postMessage(portal, chat, {
      authorId: userId,
      text: params.text,
      replyId: replyIn(portal, chat, userId, params.replyId),
    })
    return { messageId: message.id }
  },
  'chat.press': ({ portal, userId, params }) => {
    const outcome = pressButton(portal, {
      userId,
      messageId: params.messageId,
      botId: params.botId,
      command: params.command,
      params: params.params ?? '',
    })
    if (outcome !== 'pressed') throw refusal('COMMAND_ERROR', `The button does nothing: ${outcome}`)
    return done
  },
  'chat.react': ({ portal, userId, params }) => {
    const { chat, message } = accessibleMessage(portal, params.messageId, userId)
    if (!reactions.some((known) => known === params.reaction)) throw refusal('REACTION_NOT_FOUND')
    if (portal.bots.get(message.authorId)?.isReactionsEnabled === false) throw refusal('ACCESS_DENIED')
    const reacting = { userId, reaction: params.reaction }
    const react = params.action === 'add' ? addReaction : deleteReaction
    return { result: react(portal, chat, message, reacting) }
  },
  'chat.edit': ({ portal, userId, params }) => {
    const { chat, message } = accessibleMessage(portal, params.messageId, userId)
    if (message.authorId !== userId || message.isDeleted) throw refusal('ACCESS_DENIED')
    editMessage(portal, chat, message, { text: params.text })
    return done
  },
  'chat.delete': ({ portal, userId, params }) => {
    const { chat, message } = ownMessage(portal, userId, params.messageId)
    deleteMessage(portal, chat, message, { userId, complete: params.complete ?? false })
    return done
  },
  'chat.forward': ({ portal, userId, params }) => {
    const chat = writableChat(portal, userId, params.dialogId)
    const copy = forwardMessage(portal, params.messageId, { userId, chat, uuid: '' })
    if (!copy) throw refusal('ACCESS_DENIED')
    return { messageId: copy.id }
  },
  'chat.read': ({ portal, userId, params }) => {
    const chat = chatOf(portal, userId, params.dialogId)
    markRead(portal, chat, userId, params.messageId)
    return { unread: unreadCountOf(portal, chat, userId) }
  },
  'chat.create': ({ portal, userId, params }) => {
    const memberIds = [...new Set([userId, ...params.userIds])].filter((id) => portal.users.get(id)?.active)
    const chat = createChat(portal, { type: 'chat', title: params.title, ownerId: userId, memberIds })
    tellJoinedBots(portal, chat, memberIds, userId)
    return { dialogId: dialogIdFor(chat, userId) }
  },
  'chat.addUsers': ({ portal, userId, params }) => {
    const chat = chatOf(portal, userId, params.dialogId)
    if (chat.type === 'private') throw refusal('ACCESS_DENIED')
    joinChat(portal, chat, { userIds: params.userIds, byId: userId })
    return done
  },
  'chat.message': ({ portal, userId, params }) =>
    pageMessage(portal, accessibleMessage(portal, params.messageId, userId).message),
}
