import * as z from 'zod/mini'
import { eventAuthSchema } from './event-auth.ts'

const text = z.optional(z.string())
const id = z.optional(z.int())

const userSchema = z.object({
  ID: z.int(),
  NAME: z.string(),
  FIRST_NAME: text,
  LAST_NAME: text,
  WORK_POSITION: text,
  GENDER: text,
  IS_BOT: text,
  IS_CONNECTOR: text,
  IS_NETWORK: text,
  IS_EXTRANET: text,
})

/** A bot's own tokens lie flat beside its id, and once more under AUTH. */
const botSchema = z.extend(eventAuthSchema, {
  AUTH: z.optional(eventAuthSchema),
  BOT_ID: z.int(),
  BOT_CODE: z.string(),
})

const commandSchema = z.extend(botSchema, {
  COMMAND: z.string(),
  COMMAND_ID: z.int(),
  COMMAND_PARAMS: z.string(),
  COMMAND_CONTEXT: z.string(),
  MESSAGE_ID: z.int(),
})

const idMap = z.optional(z.record(z.string(), z.int()))

const chatParams = {
  DIALOG_ID: z.string(),
  MESSAGE_TYPE: z.string(),
  CHAT_TYPE: text,
  LANGUAGE: text,
  CHAT_ID: id,
  CHAT_PARENT_ID: id,
  CHAT_PARENT_MID: id,
  CHAT_TITLE: text,
  CHAT_AUTHOR_ID: id,
  CHAT_AVATAR: text,
  CHAT_COLOR: text,
  CHAT_ENTITY_TYPE: text,
  CHAT_ENTITY_ID: text,
  CHAT_ENTITY_DATA_1: text,
  CHAT_ENTITY_DATA_2: text,
  CHAT_ENTITY_DATA_3: text,
  CHAT_EXTRANET: text,
  CHAT_PREV_MESSAGE_ID: id,
  CHAT_CAN_POST: text,
  CHAT_USER_COUNT: id,
  FROM_USER_ID: id,
  TO_USER_ID: id,
  TO_CHAT_ID: id,
}

const messageParams = {
  ...chatParams,
  MESSAGE: z.string(),
  MESSAGE_ID: z.int(),
  AUTHOR_ID: z.int(),
  ID: id,
  TEMPLATE_ID: text,
  SYSTEM: text,
  MESSAGE_ORIGINAL: text,
  PLATFORM_CONTEXT: text,
  MENTIONED_LIST: idMap,
  BOT_IN_CHAT: idMap,
  RID: id,
  IS_MANAGER: text,
  PUSH: text,
  PUSH_IMPORTANT: text,
  RECENT_ADD: text,
  RECENT_SKIP_AUTHOR: text,
  CONVERT: text,
  SKIP_USER_CHECK: text,
  SKIP_COMMAND: text,
  SKIP_COUNTER_INCREMENTS: text,
  SILENT_CONNECTOR: text,
  SKIP_CONNECTOR: text,
  IMPORTANT_CONNECTOR: text,
  NO_SESSION_OL: text,
  FAKE_RELATION: id,
  SKIP_URL_INDEX: text,
  COMMAND_CONTEXT: text,
}

const joinParams = { ...chatParams, BOT_ID: z.int(), USER_ID: z.int(), ACCESS_HISTORY: text }

const BOT = z.record(z.string(), botSchema)
const PARAMS = z.object(messageParams)

/** `data` of the v1 events: the old spelling, bots and commands in maps by their ids. */
export const v1EventData = {
  messageAdd: z.object({ BOT, PARAMS, USER: userSchema }),
  messageUpdate: z.object({ BOT, PARAMS, USER: z.optional(userSchema) }),
  messageDelete: z.object({ BOT, PARAMS, USER: z.optional(userSchema) }),
  joinChat: z.object({ BOT, PARAMS: z.object(joinParams), USER: userSchema }),
  botDelete: z.object({ BOT_ID: z.int(), BOT_CODE: z.string() }),
  commandAdd: z.object({ COMMAND: z.record(z.string(), commandSchema), PARAMS, USER: userSchema }),
}

export type V1User = z.output<typeof userSchema>
export type V1MessageParams = z.output<typeof PARAMS>
export type V1ChatParams = Omit<z.output<(typeof v1EventData)['joinChat']>['PARAMS'], 'BOT_ID' | 'USER_ID'>
