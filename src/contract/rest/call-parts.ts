import * as z from 'zod/mini'
import { backgrounds, chatColors } from './enums.ts'
import { eitherCase } from './wire-values.ts'

/** Who calls: `botToken` is needed over a webhook URL and left out under OAuth. */
const botCall = z.object({ botId: z.int(), botToken: z.optional(z.string()) })

/** Parameters of a method that acts as a bot; `botId` and `botToken` are also taken as BOT_ID and BOT_TOKEN. */
export const botParams = <T extends z.core.$ZodLooseShape>(shape: T) =>
  eitherCase(z.extend(botCall, shape), ['botId', 'botToken'])

/** The same for methods that need no bot id, only the token that names the owner. */
export const ownerParams = <T extends z.core.$ZodLooseShape>(shape: T) =>
  eitherCase(z.extend(z.object({ botToken: z.optional(z.string()) }), shape), ['botToken'])

/** What most writes answer. */
export const doneSchema = z.object({ result: z.boolean() })

/** Bare base64, no `data:` prefix. */
export const base64Text = z.string()

const namesOf = <T extends object>(table: T) =>
  // Object.keys forgets that the keys of a constant are known.
  Object.keys(table) as (keyof T & string)[]

export const chatColor = z.enum(namesOf(chatColors))
export const backgroundId = z.enum(namesOf(backgrounds))

/** Codes every method that acts as a bot can answer, in the order the platform checks them. */
export const botErrors = [
  'BOT_TOKEN_NOT_SPECIFIED',
  'BOT_ID_REQUIRED',
  'BOT_NOT_FOUND',
  'BOT_OWNERSHIP_ERROR',
] as const

/** The same for methods that act in a dialog. */
export const dialogErrors = [...botErrors, 'CHAT_NOT_FOUND', 'ACCESS_DENIED'] as const
