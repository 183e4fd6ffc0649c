import { hears } from '../delivery/bot-events.ts'
import { botsIn } from '../state/bots.ts'
import { markRead, type NewMessage } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, CommandRow, MessageRow } from '../state/rows.ts'

type Post = (portal: Portal, chat: ChatRow, wanted: NewMessage) => MessageRow

const withoutMention = (text: string) => text.replace(/\[user=\d+[^\]]*\].*?\[\/user\]\s*/gi, '')

/** The bots the emulator runs itself say back what they heard, so that somebody answers in a fresh portal. */
export const echo = (portal: Portal, chat: ChatRow, heard: MessageRow, post: Post): void => {
  if (portal.bots.has(heard.authorId)) return
  for (const bot of botsIn(portal, chat.members.keys())) {
    if (bot.runBy !== 'emulator' || !hears(bot, chat, heard)) continue
    markRead(portal, chat, bot.id)
    post(portal, chat, {
      authorId: bot.id,
      text: `You said: ${withoutMention(heard.text)}`,
      replyId: heard.id,
    })
  }
}

export const echoCommand = (
  portal: Portal,
  chat: ChatRow,
  command: CommandRow,
  params: string,
  post: Post,
): void => {
  const bot = portal.bots.get(command.botId)
  if (bot?.runBy !== 'emulator') return
  post(portal, chat, { authorId: bot.id, text: params === '' ? 'Nothing to echo.' : params })
}
