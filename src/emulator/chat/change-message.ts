import { tellMessageDeleted, tellMessageUpdated, tellReaction } from '../delivery/bot-events.ts'
import {
  tellUsersMessageDeleted,
  tellUsersMessageUpdated,
  tellUsersReaction,
} from '../delivery/user-events.ts'
import { cutText, hardDelete, softDelete, touchMessage } from '../state/messages.ts'
import type { Portal } from '../state/portal.ts'
import type { Attachment, ChatRow, MessageRow } from '../state/rows.ts'

export type MessageChange = {
  readonly text?: string
  readonly keyboard?: Record<string, unknown>[]
  readonly attach?: Attachment
  readonly urlPreview?: boolean
}

export const editMessage = (
  portal: Portal,
  chat: ChatRow,
  message: MessageRow,
  change: MessageChange,
): void => {
  if (change.text !== undefined && change.text !== message.text) {
    message.text = cutText(change.text)
    message.isEdited = true
  }
  if (change.keyboard) message.keyboard = change.keyboard
  if (change.attach) message.attach = change.attach
  if (change.urlPreview !== undefined) message.urlPreview = change.urlPreview
  touchMessage(portal, message)
  tellMessageUpdated(portal, chat, message)
  tellUsersMessageUpdated(portal, chat, message)
}

type Deletion = { readonly userId: number; readonly complete: boolean }

/** `complete` leaves no trace; otherwise an empty message stays. */
export const deleteMessage = (
  portal: Portal,
  chat: ChatRow,
  message: MessageRow,
  { userId, complete }: Deletion,
): void => {
  const before = { ...message }
  if (complete) hardDelete(portal, chat, message)
  else softDelete(portal, message)
  tellMessageDeleted(portal, chat, before, userId)
  tellUsersMessageDeleted(portal, chat, message.id, userId)
}

type Reacting = { readonly userId: number; readonly reaction: string }

/** False when the user has this reaction already. A user has one reaction on a message: a new one replaces it. */
export const addReaction = (
  portal: Portal,
  chat: ChatRow,
  message: MessageRow,
  { userId, reaction }: Reacting,
): boolean => {
  if (message.reactions.get(reaction)?.has(userId)) return false
  for (const [other, users] of message.reactions)
    if (users.has(userId)) deleteReaction(portal, chat, message, { userId, reaction: other })
  const users = message.reactions.get(reaction) ?? new Set()
  message.reactions.set(reaction, users.add(userId))
  touchMessage(portal, message)
  const change = { message, reaction, action: 'add' as const, userId }
  tellReaction(portal, chat, change)
  tellUsersReaction(portal, chat, change)
  return true
}

/** False when there was no such reaction. */
export const deleteReaction = (
  portal: Portal,
  chat: ChatRow,
  message: MessageRow,
  { userId, reaction }: Reacting,
): boolean => {
  const users = message.reactions.get(reaction)
  if (!users?.delete(userId)) return false
  if (users.size === 0) message.reactions.delete(reaction)
  touchMessage(portal, message)
  const change = { message, reaction, action: 'delete' as const, userId }
  tellReaction(portal, chat, change)
  tellUsersReaction(portal, chat, change)
  return true
}
