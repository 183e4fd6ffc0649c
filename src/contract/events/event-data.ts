import * as z from 'zod/mini'
import { botSchema, chatSchema, messageSchema, userSchema } from '../rest/entities.ts'
import { nullIfEmpty, phpArray, phpMap } from '../rest/wire-values.ts'
import { eventAuthSchema } from './event-auth.ts'

/** The whole bot when polled; `id`, `code` and the bot's tokens by webhook (the tokens are missing for botToken bots). */
export const eventBotSchema = z.extend(z.partial(botSchema), {
  id: z.int(),
  code: z.string(),
  auth: z.optional(phpMap(eventAuthSchema)),
})

/** Empty when a button is pressed in a private chat and the event is polled. */
const eventChatSchema = nullIfEmpty(chatSchema)

const language = z.optional(z.nullable(z.string()))

const messageData = {
  message: messageSchema,
  chat: eventChatSchema,
  user: userSchema,
  language,
  /** The quoted message; from revision 35. */
  additionalMessages: z.optional(z.array(messageSchema)),
}

const commandCallSchema = z.object({
  id: z.int(),
  command: z.string(),
  params: z.string(),
  context: z.string(),
})

/** `data` of each event a user's own queue can hold, by what it tells. */
export const userEventData = {
  messageAdd: z.object(messageData),
  messageUpdate: z.object(messageData),
  messageDelete: z.object({ messageId: z.int(), chat: eventChatSchema, user: userSchema, language }),
  joinChat: z.object({ dialogId: z.string(), chat: eventChatSchema, user: userSchema, language }),
  reactionChange: z.object({ reaction: z.string(), action: z.string(), ...messageData }),
}

const bot = eventBotSchema

/** `data` of each event a bot can get, by what it tells. */
export const botEventData = {
  messageAdd: z.extend(userEventData.messageAdd, { bot }),
  messageUpdate: z.extend(userEventData.messageUpdate, { bot }),
  messageDelete: z.extend(userEventData.messageDelete, { bot }),
  joinChat: z.extend(userEventData.joinChat, { bot }),
  reactionChange: z.extend(userEventData.reactionChange, { bot }),
  contextGet: z.object({
    bot,
    dialogId: z.string(),
    context: phpArray,
    chat: eventChatSchema,
    user: userSchema,
    language,
  }),
  commandAdd: z.object({ bot, command: commandCallSchema, ...messageData }),
  botDelete: z.object({ bot }),
}
