import type {
  PageCommand,
  PageDialog,
  PageMessage,
  PageUser,
} from '../../contract/portal-pages/page-views.ts'
import { unreadCountOf } from '../state/chat-view.ts'
import { dialogIdFor, isPrivate, lastMessageIdOf, partnerIn, seesMessage } from '../state/chats.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, CommandRow, MessageRow, UserRow } from '../state/rows.ts'
import { fullNameOf } from '../state/users.ts'

export const pageUser = (portal: Portal, user: UserRow): PageUser => {
  const bot = portal.bots.get(user.id)
  return {
    id: user.id,
    name: fullNameOf(user),
    workPosition: user.workPosition,
    color: user.color,
    avatar: user.avatar,
    type: user.type,
    active: user.active,
    admin: user.admin,
    bot: user.type === 'bot',
    ...(bot && { runBy: bot.runBy }),
  }
}

const filesOf = (portal: Portal, message: MessageRow): PageMessage['files'] =>
  message.fileIds.flatMap((id) => {
    const file = portal.files.get(id)
    if (!file) return []
    const url = `${portal.origin}/bitrix/services/main/ajax.php?action=disk.api.file.download&fileId=${id}`
    return [{ id, name: file.name, size: file.size, url }]
  })

export const pageMessage = (portal: Portal, message: MessageRow): PageMessage => ({
  id: message.id,
  chatId: message.chatId,
  authorId: message.authorId,
  sentAt: message.sentAt,
  text: message.text,
  isSystem: message.isSystem,
  isEdited: message.isEdited,
  isDeleted: message.isDeleted,
  replyId: message.replyId ?? null,
  forwardedFrom: message.forward
    ? { userId: message.forward.userId, messageId: message.forward.messageId }
    : null,
  keyboard: message.keyboard,
  attach: message.attach.blocks,
  files: filesOf(portal, message),
  reactions: [...message.reactions].map(([reaction, users]) => ({ reaction, userIds: [...users] })),
  viewedBy: [...message.viewedBy],
  revision: message.revision,
})

const titleOf = (portal: Portal, chat: ChatRow, userId: number) => {
  if (!isPrivate(chat)) return chat.title
  const partner = portal.users.get(partnerIn(chat, userId))
  return partner ? fullNameOf(partner) : ''
}

export const pageDialog = (portal: Portal, chat: ChatRow, userId: number): PageDialog => {
  const lastId = lastMessageIdOf(chat)
  const last = seesMessage(chat, userId, lastId) ? portal.messages.get(lastId) : undefined
  const partner = isPrivate(chat) ? portal.users.get(partnerIn(chat, userId)) : undefined
  return {
    dialogId: dialogIdFor(chat, userId),
    chatId: chat.id,
    title: titleOf(portal, chat, userId),
    type: chat.type,
    color: partner?.color ?? chat.color,
    avatar: partner?.avatar ?? chat.avatar,
    lastText: last?.text ?? '',
    lastAt: last?.sentAt ?? null,
    unread: unreadCountOf(portal, chat, userId),
    memberIds: [...chat.members.keys()],
    textFieldEnabled: chat.textFieldEnabled,
    typing: [...chat.typing]
      .filter(([, { untilAt }]) => untilAt > portal.now())
      .map(([id, { status, untilAt }]) => ({ userId: id, status, untilAt })),
  }
}

/** A bot nobody here has talked to yet. */
export const unopenedDialog = (bot: UserRow, userId: number): PageDialog => ({
  dialogId: String(bot.id),
  chatId: 0,
  title: fullNameOf(bot),
  type: 'private',
  color: bot.color,
  avatar: bot.avatar,
  lastText: bot.workPosition,
  lastAt: null,
  unread: 0,
  memberIds: [userId, bot.id],
  textFieldEnabled: true,
  typing: [],
})

export const pageCommand = (portal: Portal, command: CommandRow): PageCommand => ({
  id: command.id,
  botId: command.botId,
  command: `/${command.name}`,
  title: command.title[portal.language] ?? Object.values(command.title)[0] ?? '',
  params: command.params[portal.language] ?? Object.values(command.params)[0] ?? '',
})
