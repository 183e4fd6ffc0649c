import { limits } from '../../contract/rest/enums.ts'
import { lastMessageIdOf, seesMessage } from './chats.ts'
import { nextId, type Portal } from './portal.ts'
import type { Attachment, ChatRow, MessageRow } from './rows.ts'

export const noAttachment: Attachment = { blocks: [], look: {} }

export type NewMessage = {
  readonly authorId: number
  readonly text: string
  readonly isSystem?: boolean
  readonly replyId?: number | undefined
  readonly forward?: MessageRow['forward']
  readonly keyboard?: Record<string, unknown>[]
  readonly attach?: Attachment
  readonly fileIds?: number[]
  readonly urlPreview?: boolean
  readonly uuid?: string
}

/** Cut where the platform cuts, never through a character; no error. */
export const cutText = (text: string): string => {
  if (text.length <= limits.messageChars) return text
  const chars = [...text]
  if (chars.length <= limits.messageChars) return text
  return chars.slice(0, limits.messageChars).join('') + limits.messageCutSuffix
}

/** Stores a message; who is told of it is `delivery`'s business. */
export const insertMessage = (portal: Portal, chat: ChatRow, wanted: NewMessage): MessageRow => {
  const message: MessageRow = {
    id: nextId(portal, 'message'),
    chatId: chat.id,
    authorId: wanted.isSystem ? 0 : wanted.authorId,
    sentAt: portal.now(),
    text: cutText(wanted.text),
    isSystem: wanted.isSystem ?? false,
    uuid: wanted.uuid ?? '',
    replyId: wanted.replyId,
    forward: wanted.forward,
    keyboard: wanted.keyboard ?? [],
    attach: wanted.attach ?? noAttachment,
    fileIds: wanted.fileIds ?? [],
    urlPreview: wanted.urlPreview ?? true,
    isEdited: false,
    isDeleted: false,
    reactions: new Map(),
    viewedBy: new Set(),
    revision: nextId(portal, 'revision'),
  }
  portal.messages.set(message.id, message)
  chat.messageIds.push(message.id)
  const author = chat.members.get(wanted.authorId)
  if (author) author.lastReadId = message.id
  chat.typing.delete(wanted.authorId)
  const user = portal.users.get(wanted.authorId)
  // Bots are never said to have been there.
  if (user && user.type !== 'bot') user.lastActivityAt = portal.now()
  return message
}

export const touchMessage = (portal: Portal, message: MessageRow): void => {
  message.revision = nextId(portal, 'revision')
}

/** Leaves the row without its content. */
export const softDelete = (portal: Portal, message: MessageRow): void => {
  message.text = 'This message was deleted.'
  message.isDeleted = true
  message.keyboard = []
  message.attach = noAttachment
  touchMessage(portal, message)
}

/** Takes the message out of its chat. */
export const hardDelete = (portal: Portal, chat: ChatRow, message: MessageRow): void => {
  portal.messages.delete(message.id)
  chat.messageIds.splice(chat.messageIds.indexOf(message.id), 1)
  portal.removed.push({ id: message.id, chatId: chat.id, revision: nextId(portal, 'revision') })
}

/** Messages of a chat in ascending order. */
export const messagesOf = (portal: Portal, chat: ChatRow): MessageRow[] =>
  chat.messageIds.flatMap((id) => {
    const message = portal.messages.get(id)
    return message ? [message] : []
  })

/** Marks as read up to and including `upTo`, everything when it is absent; says which messages became viewed. */
export const markRead = (portal: Portal, chat: ChatRow, userId: number, upTo?: number): number[] => {
  const member = chat.members.get(userId)
  if (!member) return []
  const last = upTo ?? lastMessageIdOf(chat)
  const viewed = messagesOf(portal, chat).filter(
    (message) =>
      message.id <= last &&
      seesMessage(chat, userId, message.id) &&
      message.authorId !== userId &&
      !message.viewedBy.has(userId),
  )
  for (const message of viewed) {
    message.viewedBy.add(userId)
    touchMessage(portal, message)
  }
  member.lastReadId = Math.max(member.lastReadId, last)
  return viewed.map((message) => message.id)
}
