import { seesMessage } from '../state/chats.ts'
import type { Portal } from '../state/portal.ts'
import { isUsable, raiseCommand } from './commands.ts'
import { echoCommand } from './echo-bot.ts'
import { postMessage } from './post-message.ts'

type Press = {
  readonly userId: number
  readonly messageId: number
  readonly botId: number
  readonly command: string
  readonly params: string
}

export type PressOutcome = 'pressed' | 'no-message' | 'no-bot' | 'no-command'

/**
 * A press of a keyboard button. The portal trusts the client: any command of the bot with any parameters can be pressed
 * on any message the user sees, whether or not such a button stands there.
 */
export const pressButton = (portal: Portal, press: Press): PressOutcome => {
  const message = portal.messages.get(press.messageId)
  const chat = message && portal.chats.get(message.chatId)
  const user = portal.users.get(press.userId)
  if (!message || !chat || !user || !chat.members.has(user.id) || !seesMessage(chat, user.id, message.id))
    return 'no-message'
  if (!portal.bots.has(press.botId)) return 'no-bot'
  const name = press.command.replace(/^\//, '').toLowerCase()
  const command = [...portal.commands.values()].find(
    (known) => known.botId === press.botId && known.name.toLowerCase() === name,
  )
  if (!command || !isUsable({ ...command, common: true }, chat, user)) return 'no-command'
  raiseCommand(portal, chat, {
    command,
    params: press.params,
    context: 'keyboard',
    message,
    userId: press.userId,
  })
  echoCommand(portal, chat, command, press.params, postMessage)
  return 'pressed'
}
