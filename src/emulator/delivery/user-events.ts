import { appendEvent, userQueue } from '../queue/event-log.ts'
import { eventChatView } from '../state/chat-view.ts'
import { dialogIdFor } from '../state/chats.ts'
import { messageView } from '../state/message-view.ts'
import type { Portal } from '../state/portal.ts'
import type { ChatRow, MessageRow } from '../state/rows.ts'
import { userView } from '../state/users.ts'
import type { UserEventType } from './event-types.ts'

const tell = (
  portal: Portal,
  chat: ChatRow,
  type: UserEventType,
  actorId: number,
  data: Record<string, unknown>,
  withDialogId = false,
): void => {
  const actor = portal.users.get(actorId)
  for (const userId of chat.members.keys())
    if (portal.subscribers.has(userId))
      appendEvent(portal, userQueue(userId), type, {
        ...(withDialogId && { dialogId: dialogIdFor(chat, userId) }),
        ...data,
        chat: eventChatView(portal, chat, userId),
        user: actor ? userView(actor, 'event') : [],
        language: portal.language,
      })
}

/** `senderId` is who wrote it, also when the message is the system's. */
export const tellUsersMessageAdded = (
  portal: Portal,
  chat: ChatRow,
  message: MessageRow,
  senderId: number,
): void => {
  tell(portal, chat, 'ONIMV2MESSAGEADD', senderId, { message: messageView(message) })
}

export const tellUsersMessageUpdated = (portal: Portal, chat: ChatRow, message: MessageRow): void => {
  tell(portal, chat, 'ONIMV2MESSAGEUPDATE', message.authorId, { message: messageView(message) })
}

export const tellUsersMessageDeleted = (
  portal: Portal,
  chat: ChatRow,
  messageId: number,
  actorId: number,
): void => {
  tell(portal, chat, 'ONIMV2MESSAGEDELETE', actorId, { messageId })
}

type ReactionChange = {
  readonly message: MessageRow
  readonly reaction: string
  readonly action: 'add' | 'delete'
  readonly userId: number
}

export const tellUsersReaction = (portal: Portal, chat: ChatRow, change: ReactionChange): void => {
  tell(portal, chat, 'ONIMV2REACTIONCHANGE', change.userId, {
    reaction: change.reaction,
    action: change.action,
    message: messageView(change.message),
  })
}

/** The user of this event is the one who was added. */
export const tellUsersJoined = (portal: Portal, chat: ChatRow, addedId: number): void => {
  tell(portal, chat, 'ONIMV2JOINCHAT', addedId, {}, true)
}
