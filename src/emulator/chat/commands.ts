import type { Portal } from '../state/portal.ts'
import type { ChatRow, CommandRow, MessageRow, UserRow } from '../state/rows.ts'
import { tellCommand } from '../delivery/bot-events.ts'

const commandsPerMessage = 10
const answerMs = 10 * 60_000

const isOutsider = (user: UserRow) => user.type !== 'employee' && user.type !== 'bot'

/** Whether this person may use the command here: common or with its bot in the chat, and open to outsiders if they are one. */
export const isUsable = (command: CommandRow, chat: ChatRow, user: UserRow): boolean => {
  if (isOutsider(user) && !command.extranetSupport) return false
  return command.common || chat.members.has(command.botId)
}

export const findUsableCommands = (portal: Portal, chat: ChatRow, user: UserRow): CommandRow[] =>
  [...portal.commands.values()].filter((command) => isUsable(command, chat, user))

export type TypedCommand = { readonly command: CommandRow; readonly params: string }

/** One command per line that begins with `/name`, ten at most; what follows the space is kept as it is. */
export const findTypedCommands = (
  portal: Portal,
  chat: ChatRow,
  user: UserRow,
  text: string,
): TypedCommand[] => {
  const usable = findUsableCommands(portal, chat, user)
  return text
    .split('\n')
    .flatMap((line) => {
      const typed = /^\/(\S+)(?: (.*))?$/.exec(line.replace(/\r$/, ''))
      if (!typed) return []
      return usable
        .filter((command) => command.name.toLowerCase() === typed[1]?.toLowerCase())
        .map((command) => ({ command, params: typed[2] ?? '' }))
    })
    .slice(0, commandsPerMessage)
}

type Call = {
  readonly command: CommandRow
  readonly params: string
  readonly context: 'textarea' | 'keyboard'
  readonly message: MessageRow
  readonly userId: number
}

/** Tells the bot, and lets it answer this very call for ten minutes. */
export const raiseCommand = (portal: Portal, chat: ChatRow, call: Call): void => {
  portal.commandTokens.set(`${call.message.id}:${call.command.id}`, {
    untilAt: portal.now() + answerMs,
    userId: call.userId,
  })
  tellCommand(portal, chat, call)
}

/** Whether the bot may still answer the command of this message. */
export const canAnswer = (portal: Portal, messageId: number, commandId: number): boolean => {
  const token = portal.commandTokens.get(`${messageId}:${commandId}`)
  return token !== undefined && token.untilAt > portal.now()
}
