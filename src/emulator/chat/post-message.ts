import { tellMessageAdded } from '../delivery/bot-events.ts'
import { tellUsersMessageAdded } from '../delivery/user-events.ts'
import { insertMessage, type NewMessage } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, MessageRow } from '../state/rows.ts'
import { findTypedCommands, raiseCommand } from './commands.ts'
import { echo, echoCommand } from './echo-bot.ts'

/** Stores a message and tells whom it concerns. A person's slash commands go to their bots instead of the message. */
export const postMessage = (portal: Portal, chat: ChatRow, wanted: NewMessage): MessageRow => {
  const message = insertMessage(portal, chat, wanted)
  const author = portal.users.get(wanted.authorId)
  const bot = portal.bots.get(wanted.authorId)
  if (bot) bot.countMessage += 1
  tellUsersMessageAdded(portal, chat, message, wanted.authorId)
  const mayCommand = author && !bot && !message.isSystem
  const typed = mayCommand ? findTypedCommands(portal, chat, author, message.text) : []
  for (const { command, params } of typed)
    raiseCommand(portal, chat, { command, params, context: 'textarea', message, userId: wanted.authorId })
  if (typed.length === 0) tellMessageAdded(portal, chat, message)
  for (const { command, params } of typed) echoCommand(portal, chat, command, params, postMessage)
  if (typed.length === 0) echo(portal, chat, message, postMessage)
  return message
}
