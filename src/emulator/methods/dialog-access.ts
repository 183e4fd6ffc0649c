import { openDialog } from '../chat/join-chat.ts'
import { refusal } from '../rest/refuse.ts'
import { readString, type RawParams } from '../rest/read-params.ts'
import { canRead, resolveDialog, seesMessage } from '../state/chats.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, MessageRow } from '../state/rows.ts'
import { takeFault } from '../state/settings.ts'

/** The chat behind `dialogId`, for somebody who is in it. A private dialog is opened when it is needed. */
export const memberChat = (portal: Portal, params: RawParams, userId: number): ChatRow => {
  const target = resolveDialog(portal, readString(params, 'dialogId'), userId)
  if (target.kind === 'none') throw refusal('CHAT_NOT_FOUND')
  if (target.kind === 'new-private') return openDialog(portal, userId, target.partnerId)
  if (!target.chat.members.has(userId)) throw refusal('ACCESS_DENIED')
  return target.chat
}

/** The same for reading: open chats and channels need no membership. */
export const readableChat = (portal: Portal, params: RawParams, userId: number): ChatRow => {
  const target = resolveDialog(portal, readString(params, 'dialogId'), userId)
  if (target.kind === 'none') throw refusal('CHAT_NOT_FOUND')
  if (target.kind === 'new-private') return openDialog(portal, userId, target.partnerId)
  if (!canRead(target.chat, userId)) throw refusal('ACCESS_DENIED')
  return target.chat
}

export type Located = { readonly chat: ChatRow; readonly message: MessageRow }

export const findMessage = (portal: Portal, messageId: number): Located | undefined => {
  const message = portal.messages.get(messageId)
  const chat = message && portal.chats.get(message.chatId)
  return message && chat ? { chat, message } : undefined
}

/** A message the user may act on, or ACCESS_DENIED, missing ones included. */
export const accessibleMessage = (portal: Portal, messageId: number, userId: number): Located => {
  const located = findMessage(portal, messageId)
  if (!located?.chat.members.has(userId)) throw refusal('ACCESS_DENIED')
  if (!seesMessage(located.chat, userId, messageId)) throw refusal('ACCESS_DENIED')
  return located
}

/** A message the user may read, with the reasons told apart. */
export const readableMessage = (portal: Portal, messageId: number, userId: number): Located => {
  const located = findMessage(portal, messageId)
  if (!located) throw refusal('MESSAGE_NOT_FOUND')
  if (!canRead(located.chat, userId)) throw refusal('ACCESS_DENIED')
  if (!seesMessage(located.chat, userId, messageId)) throw refusal('MESSAGE_ACCESS_DENIED')
  if (takeFault(portal.settings, (fault) => fault.kind === 'tariff'))
    throw refusal('MESSAGE_ACCESS_DENIED_BY_TARIFF')
  return located
}
