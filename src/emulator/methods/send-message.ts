import { limits } from '../../contract/rest/enums.ts'
import { postMessage } from '../chat/post-message.ts'
import { needStore, type BotCall } from '../rest/call.ts'
import { findFields, flagOf, isMap, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { seesMessage } from '../state/chats.ts'
import { noAttachment } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, MessageRow } from '../state/rows.ts'
import { findMessage, memberChat } from './dialog-access.ts'
import { readAttach, readKeyboard } from './message-content.ts'

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

type Forward = { readonly uuid: string; readonly messageId: number }

const readForwards = (value: unknown): Forward[] => {
  if (!isMap(value)) return []
  const wanted = Object.entries(value).map(([uuid, id]) => ({ uuid, messageId: Number(id) }))
  if (wanted.length > limits.forwards || wanted.some(({ uuid }) => !uuidForm.test(uuid)))
    throw refusal('SENDING_FAILED')
  return wanted
}

type ForwardWanted = { readonly userId: number; readonly chat: ChatRow; readonly uuid: string }

/** Copies a message into another chat; undefined when the user cannot read it. */
export const forwardMessage = (
  portal: Portal,
  messageId: number,
  { userId, chat, uuid }: ForwardWanted,
): MessageRow | undefined => {
  const source = findMessage(portal, messageId)
  if (!source || !seesMessage(source.chat, userId, messageId)) return undefined
  const { message } = source
  return postMessage(portal, chat, {
    authorId: userId,
    text: message.text,
    attach: message.attach,
    fileIds: message.fileIds,
    uuid,
    forward: { messageId, userId: message.authorId, chatId: message.chatId, sentAt: message.sentAt },
  })
}

const forwardAll = (call: BotCall, chat: ChatRow, forwards: readonly Forward[]) =>
  Object.fromEntries(
    forwards.flatMap(({ uuid, messageId }) => {
      const copy = forwardMessage(call.portal, messageId, { userId: call.bot.id, chat, uuid })
      return copy ? [[uuid, copy.id]] : []
    }),
  )

/** The message a reply quotes: one of the same chat that the author sees, or none. */
export const replyIn = (
  portal: Portal,
  chat: ChatRow,
  userId: number,
  value: unknown,
): number | undefined => {
  const id = Number(value)
  return portal.messages.get(id)?.chatId === chat.id && seesMessage(chat, userId, id) ? id : undefined
}

/** A message of the bot: own text, attachment or buttons, forwards, or both. `id` is null when only forwards were sent. */
export const sendMessage = (call: BotCall) => {
  const { portal, bot, params } = call
  const fields = findFields(params, 'fields')
  const chat = memberChat(portal, params, bot.id)
  const text = textOf(fields.message) ?? ''
  const forwards = readForwards(fields.forwardIds)
  const attach = readAttach(fields.attach, 'any') ?? noAttachment
  const keyboard = readKeyboard(fields.keyboard, bot.id) ?? []
  const hasOwn = text.trim() !== '' || attach.blocks.length > 0
  if (!hasOwn && forwards.length === 0) throw refusal('EMPTY_MESSAGE')
  needStore(portal, 'messages', 'SENDING_FAILED')
  const uuidMap = forwardAll(call, chat, forwards)
  if (!hasOwn) return { id: null, uuidMap }
  const message = postMessage(portal, chat, {
    authorId: bot.id,
    text,
    attach,
    keyboard,
    isSystem: flagOf(fields.system) ?? false,
    urlPreview: flagOf(fields.urlPreview) ?? true,
    replyId: replyIn(portal, chat, bot.id, fields.replyId),
    uuid: textOf(fields.templateId) ?? '',
  })
  return { id: message.id, uuidMap }
}
