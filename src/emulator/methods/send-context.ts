import { tellContext } from '../delivery/bot-events.ts'
import { readArray, readString, type RawParams } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { botsIn } from '../state/bots.ts'
import type { Portal } from '../state/portal.ts'
import { memberChat } from './dialog-access.ts'

/** Hands a context to every bot of the dialog; a JSON number as `dialogId` or a text as `context` does not bind. */
export const sendContext = (portal: Portal, params: RawParams, userId: number): { result: boolean } => {
  readString(params, 'dialogId')
  const context = readArray(params, 'context')
  const chat = memberChat(portal, params, userId)
  if (botsIn(portal, chat.members.keys()).length === 0) throw refusal('BOT_CONTEXT_ERROR')
  tellContext(portal, chat, context, userId)
  return { result: true }
}
