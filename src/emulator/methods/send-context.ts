import { tellContext } from '../delivery/bot-events.ts'
import { findInt, readArray, readString, type RawParams } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { botsIn } from '../state/bots.ts'
import type { Portal } from '../state/portal.ts'
import { memberChat } from './dialog-access.ts'

/** The dialog by `dialogId` or, without one, by the number of its chat. */
const readDialog = (params: RawParams): RawParams => {
  const isNamed = params.dialogId !== undefined && params.dialogId !== null
  const chatId = isNamed ? undefined : findInt(params, 'chatId')
  return { dialogId: chatId === undefined ? readString(params, 'dialogId') : `chat${chatId}` }
}

/** Hands a context to every bot of the dialog; a JSON number as `dialogId` or a text as `context` does not bind. */
export const sendContext = (portal: Portal, params: RawParams, userId: number): { result: boolean } => {
  const dialog = readDialog(params)
  const context = readArray(params, 'context')
  const chat = memberChat(portal, dialog, userId)
  if (botsIn(portal, chat.members.keys()).length === 0) throw refusal('BOT_CONTEXT_ERROR')
  tellContext(portal, chat, context, userId)
  return { result: true }
}
