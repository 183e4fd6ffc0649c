import { tellBotJoined } from '../delivery/bot-events.ts'
import { tellUsersJoined } from '../delivery/user-events.ts'
import { addMembers, openPrivateChat } from '../state/chats.ts'
import { insertMessage } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow } from '../state/rows.ts'
import { fullNameOf } from '../state/users.ts'

const announce = (portal: Portal, chat: ChatRow, addedIds: readonly number[], byId: number) => {
  const nameOf = (id: number) => {
    const user = portal.users.get(id)
    return user ? `[USER=${id}]${fullNameOf(user)}[/USER]` : String(id)
  }
  insertMessage(portal, chat, {
    authorId: byId,
    isSystem: true,
    text: `${nameOf(byId)} added ${addedIds.map(nameOf).join(', ')} to the chat`,
  })
}

type Joining = { readonly userIds: readonly number[]; readonly byId: number; readonly hideHistory?: boolean }

/** Brings active users into a group; bots and subscribers are told. Says who really came. */
export const joinChat = (portal: Portal, chat: ChatRow, joining: Joining): number[] => {
  const added = addMembers(portal, chat, joining.userIds, joining.hideHistory)
  if (added.length > 0) announce(portal, chat, added, joining.byId)
  for (const id of added) tellUsersJoined(portal, chat, id)
  tellJoinedBots(portal, chat, added, joining.byId)
  return added
}

/** Tells those of `ids` that are bots that they are in the chat now. */
export const tellJoinedBots = (portal: Portal, chat: ChatRow, ids: readonly number[], byId: number): void => {
  for (const id of ids) {
    const bot = portal.bots.get(id)
    if (bot && id !== byId) tellBotJoined(portal, bot, chat, byId)
  }
}

/** The private dialog of two users; a bot is told when somebody opens one with it for the first time. */
export const openDialog = (portal: Portal, userId: number, partnerId: number): ChatRow => {
  const { chat, created } = openPrivateChat(portal, userId, partnerId)
  const bot = portal.bots.get(partnerId)
  if (created && bot) {
    tellBotJoined(portal, bot, chat, userId)
    if (bot.runBy === 'emulator')
      insertMessage(portal, chat, {
        authorId: bot.id,
        text: 'Hello! The emulator itself runs me. Whatever you write, I say back.',
      })
  }
  return chat
}
