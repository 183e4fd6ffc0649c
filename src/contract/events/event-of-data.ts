import type * as z from 'zod/mini'
import type { Chat, Message, User } from '../rest/entities.ts'
import type { BotEvent, EventApi, EventBot } from './bot-event.ts'
import type { botEventData, userEventData } from './event-data.ts'

type Data<T extends keyof typeof botEventData> = z.output<(typeof botEventData)[T]>
type UserData<T extends keyof typeof userEventData> = z.output<(typeof userEventData)[T]>
type Parts = { chat: Chat | null; user: User; language?: string | null | undefined; dialogId?: string }

const dialogOf = (data: Parts) => ({
  dialogId: data.dialogId ?? data.chat?.dialogId ?? String(data.user.id),
  chat: data.chat,
  language: data.language ?? null,
  user: data.user,
})

type MessageParts = Parts & { message: Message; additionalMessages?: Message[] | undefined }

const messageOf = (data: MessageParts) => ({
  ...dialogOf(data),
  message: data.message,
  additionalMessages: data.additionalMessages ?? [],
})

/** Builds the event from data a schema has passed; one function for each thing an event can tell. */
export const eventOfData = {
  messageAdd: (data: UserData<'messageAdd'>) => ({ type: 'messageAdd' as const, ...messageOf(data) }),
  messageUpdate: (data: UserData<'messageUpdate'>) => ({
    type: 'messageUpdate' as const,
    ...messageOf(data),
  }),
  messageDelete: (data: UserData<'messageDelete'>) => ({
    type: 'messageDelete' as const,
    ...dialogOf(data),
    messageId: data.messageId,
  }),
  joinChat: (data: UserData<'joinChat'>) => ({ type: 'joinChat' as const, ...dialogOf(data) }),
  reactionChange: (data: UserData<'reactionChange'>) => ({
    type: 'reactionChange' as const,
    ...messageOf(data),
    reaction: data.reaction,
    action: data.action,
  }),
  contextGet: (data: Omit<Data<'contextGet'>, 'bot'>) => ({
    type: 'contextGet' as const,
    ...dialogOf(data),
    context: data.context,
  }),
  commandAdd: (data: Omit<Data<'commandAdd'>, 'bot'>) => ({
    type: 'commandAdd' as const,
    ...messageOf(data),
    command: data.command,
  }),
  botDelete: () => ({ type: 'botDelete' as const }),
}

export type Told = ReturnType<(typeof eventOfData)[keyof typeof eventOfData]>

/** Says whose event it is. */
export const addressed = (told: Told, api: EventApi, bot: EventBot | null): BotEvent => ({
  ...told,
  api,
  bot: bot && { id: bot.id, code: bot.code },
})
