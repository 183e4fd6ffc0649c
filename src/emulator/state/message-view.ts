import type * as z from 'zod/mini'
import type { messageSchema } from '../../contract/rest/entities.ts'
import { isoDate } from './iso-date.ts'
import type { MessageRow } from './rows.ts'

/** A message as it stands on the wire, where PHP writes an empty map as `[]`. */
export type WireMessage = z.input<typeof messageSchema>

const paramsOf = (message: MessageRow): Record<string, unknown> => ({
  ...(message.keyboard.length > 0 && { KEYBOARD: message.keyboard }),
  ...(message.attach.blocks.length > 0 && {
    ATTACH: [{ ID: String(message.id), BLOCKS: message.attach.blocks, ...message.attach.look }],
  }),
  ...(message.fileIds.length > 0 && { FILE_ID: message.fileIds.map(String) }),
  ...(message.replyId !== undefined && { REPLY_ID: String(message.replyId) }),
  ...(message.isEdited && { IS_EDITED: 'Y' }),
  ...(message.isDeleted && { IS_DELETED: 'Y' }),
  ...(!message.urlPreview && { URL_PREVIEW: 'N' }),
})

/** A message as events and methods carry it; without params the PHP list `[]` stands there. */
export const messageView = (message: MessageRow): WireMessage => {
  const params = paramsOf(message)
  return {
    id: message.id,
    chatId: message.chatId,
    authorId: message.authorId,
    date: isoDate(message.sentAt),
    text: message.text,
    isSystem: message.isSystem,
    uuid: message.uuid,
    forward: message.forward
      ? {
          id: `${message.forward.chatId}/${message.forward.messageId}`,
          userId: message.forward.userId,
          chatId: message.forward.chatId,
          date: isoDate(message.forward.sentAt),
        }
      : null,
    params: Object.keys(params).length === 0 ? [] : params,
    viewedByOthers: [...message.viewedBy].some((id) => id !== message.authorId),
  }
}

/** The same with the snake_case twins that reading methods add. */
export const readMessageView = (message: MessageRow): WireMessage => ({
  ...messageView(message),
  chat_id: message.chatId,
  author_id: message.authorId,
})
