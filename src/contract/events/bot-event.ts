import type { Chat, Message, User } from '../rest/entities.ts'

/** Which API an event belongs to: a bot's (v2), a user's own queue, or a bot's old one (v1). */
export type EventApi = 'imbot.v2' | 'im.v2' | 'imbot'

/** The bot an event is for. */
export type EventBot = { readonly id: number; readonly code: string }

type Common = {
  readonly api: EventApi
  /** null only in events of a user's own queue (`im.v2`). */
  readonly bot: EventBot | null
}

type InDialog = Common & {
  /** Where an answer goes; the user's id in a private chat, also when the portal sent no chat. */
  readonly dialogId: string
  /** null when a button was pressed in a private chat and the event was polled, or a v1 event names no chat. */
  readonly chat: Chat | null
  /** Language code of the portal. */
  readonly language: string | null
}

type WithMessage = InDialog & {
  readonly message: Message
  /** Quoted messages, where the portal adds them. */
  readonly additionalMessages: readonly Message[]
}

type MessageAddEvent = WithMessage & { readonly type: 'messageAdd'; readonly user: User }
/** `user` is null in v1 events of group chats. */
type MessageUpdateEvent = WithMessage & { readonly type: 'messageUpdate'; readonly user: User | null }
/** `user` is null in v1 events of group chats. */
type MessageDeleteEvent = InDialog & {
  readonly type: 'messageDelete'
  readonly messageId: number
  readonly user: User | null
}
/** `user` is who added the bot; in a user's own queue, who was added. */
type JoinChatEvent = InDialog & { readonly type: 'joinChat'; readonly user: User }
type ReactionChangeEvent = WithMessage & {
  readonly type: 'reactionChange'
  readonly reaction: string
  /** Documented: `add` and `delete`. */
  readonly action: string
  readonly user: User
}
/**
 * A deep link was followed. Scalars of `context` are texts unless it was sent by a JSON call and polled; a context that
 * is a list has its indexes as keys.
 */
type ContextGetEvent = InDialog & {
  readonly type: 'contextGet'
  readonly context: Readonly<Record<string, unknown>>
  readonly user: User
}
type CommandCall = {
  readonly id: number
  /** With its slash. */
  readonly command: string
  /** Client-supplied: anybody who sees the card can send anything here. */
  readonly params: string
  /** Documented: `textarea`, `keyboard`, `menu`. */
  readonly context: string
}
/** A slash command was typed, or a button with a command pressed; then `message` is the bot's own card. */
type CommandAddEvent = WithMessage & {
  readonly type: 'commandAdd'
  readonly command: CommandCall
  readonly user: User
}
/** The last event of a bot; it can never be polled, for the queue goes with the bot. */
type BotDeleteEvent = Common & { readonly type: 'botDelete' }
/** An event the contract does not know; `raw` is its data without any token. */
type UnknownEvent = { readonly type: 'unknown'; readonly name: string; readonly raw: unknown }

/** What a bot is told, in one shape for polled JSON, webhook forms and v1 events. Holds no secret. */
export type BotEvent =
  | MessageAddEvent
  | MessageUpdateEvent
  | MessageDeleteEvent
  | JoinChatEvent
  | ReactionChangeEvent
  | ContextGetEvent
  | CommandAddEvent
  | BotDeleteEvent
  | UnknownEvent

export type BotEventType = BotEvent['type']
