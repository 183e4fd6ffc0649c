import * as z from 'zod/mini'
import { buttonActions, limits } from './enums.ts'

const yesNo = z.enum(['Y', 'N'])

/** A keyboard button; keys are UPPERCASE or the button is dropped. TEXT and exactly one of LINK, COMMAND, ACTION, APP_ID, unless TYPE is NEWLINE. */
export const keyboardButtonSchema = z.object({
  TEXT: z.optional(z.string()),
  TYPE: z.optional(z.literal('NEWLINE')),
  LINK: z.optional(z.string()),
  APP_ID: z.optional(z.int()),
  APP_PARAMS: z.optional(z.string()),
  ACTION: z.optional(z.enum(buttonActions)),
  ACTION_VALUE: z.optional(z.string()),
  COMMAND: z.optional(z.string()),
  COMMAND_PARAMS: z.optional(z.string()),
  BLOCK: z.optional(yesNo),
  DISABLED: z.optional(yesNo),
  CONTEXT: z.optional(z.enum(['MOBILE', 'DESKTOP', 'ALL'])),
  DISPLAY: z.optional(z.enum(['LINE', 'BLOCK'])),
  WIDTH: z.optional(z.int()),
  BG_COLOR: z.optional(z.string()),
  BG_COLOR_TOKEN: z.optional(z.enum(['primary', 'secondary', 'alert', 'base'])),
  TEXT_COLOR: z.optional(z.string()),
  OFF_BG_COLOR: z.optional(z.string()),
  OFF_TEXT_COLOR: z.optional(z.string()),
})

/** Buttons as a list, in the full form, or as the JSON text of either; the text "N" removes a keyboard. */
export const keyboardParam = z.union([
  z.array(keyboardButtonSchema),
  z.object({ BOT_ID: z.optional(z.int()), BUTTONS: z.array(keyboardButtonSchema) }),
  z.string(),
])

const oneOrMore = <T extends z.ZodMiniType>(schema: T) => z.union([schema, z.array(schema)])

const attachUser = z.object({
  NAME: z.string(),
  AVATAR: z.optional(z.string()),
  LINK: z.optional(z.string()),
  USER_ID: z.optional(z.int()),
  CHAT_ID: z.optional(z.int()),
  BOT_ID: z.optional(z.int()),
  NETWORK_ID: z.optional(z.string()),
  AVATAR_TYPE: z.optional(z.string()),
})

const attachLink = z.object({
  LINK: z.string(),
  NAME: z.optional(z.string()),
  DESC: z.optional(z.string()),
  HTML: z.optional(z.string()),
  PREVIEW: z.optional(z.string()),
  WIDTH: z.optional(z.int()),
  HEIGHT: z.optional(z.int()),
  USER_ID: z.optional(z.int()),
  CHAT_ID: z.optional(z.int()),
  NETWORK_ID: z.optional(z.string()),
})

const attachGridRow = z.object({
  DISPLAY: z.enum(['BLOCK', 'LINE', 'ROW', 'TABLE']),
  NAME: z.optional(z.string()),
  VALUE: z.optional(z.string()),
  WIDTH: z.optional(z.int()),
  HEIGHT: z.optional(z.int()),
  COLOR_TOKEN: z.optional(z.string()),
  COLOR: z.optional(z.string()),
  LINK: z.optional(z.string()),
  USER_ID: z.optional(z.int()),
  CHAT_ID: z.optional(z.int()),
})

const attachImage = z.object({
  LINK: z.string(),
  NAME: z.optional(z.string()),
  PREVIEW: z.optional(z.string()),
  WIDTH: z.optional(z.int()),
  HEIGHT: z.optional(z.int()),
})

const attachFile = z.object({
  LINK: z.string(),
  NAME: z.optional(z.string()),
  SIZE: z.optional(z.int()),
})

/** A block of an attachment: exactly one of these keys, UPPERCASE. */
export const attachBlockSchema = z.object({
  MESSAGE: z.optional(z.string()),
  USER: z.optional(oneOrMore(attachUser)),
  LINK: z.optional(oneOrMore(attachLink)),
  GRID: z.optional(z.array(attachGridRow)),
  IMAGE: z.optional(oneOrMore(attachImage)),
  FILE: z.optional(oneOrMore(attachFile)),
  DELIMITER: z.optional(z.object({ SIZE: z.optional(z.int()), COLOR: z.optional(z.string()) })),
})

/** Blocks as a list, or the full form; the empty text removes the attachment of an edited message. */
export const attachParam = z.union([
  z.array(attachBlockSchema),
  z.object({
    ID: z.optional(z.int()),
    COLOR_TOKEN: z.optional(z.string()),
    COLOR: z.optional(z.string()),
    DESCRIPTION: z.optional(z.string()),
    BLOCKS: z.array(attachBlockSchema),
  }),
  z.string(),
])

/** Text of a message; the platform cuts longer ones without an error. */
export const messageText = z.string().check(z.maxLength(limits.messageChars))
