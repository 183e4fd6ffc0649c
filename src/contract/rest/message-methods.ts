import * as z from 'zod/mini'
import { botErrors, botParams, dialogErrors, doneSchema } from './call-parts.ts'
import { messageSchema, userSchema } from './entities.ts'
import { limits, reactions } from './enums.ts'
import { attachParam, keyboardParam, messageText } from './message-parts.ts'
import { defineMethod } from './method-spec.ts'
import { flagParam, nullIfEmpty, phpMap, plainFlag } from './wire-values.ts'

const messageId = z.int()

/** Refused by the type of the bot, or by the access check that comes before it. */
const readErrors = [
  ...botErrors,
  'MESSAGE_NOT_FOUND',
  'ACCESS_DENIED',
  'MESSAGE_ACCESS_DENIED',
  'MESSAGE_ACCESS_DENIED_BY_TARIFF',
  'BOT_TYPE_NOT_ALLOWED',
] as const

const forwardIds = z
  .record(z.string(), z.int())
  .check(z.refine((ids) => Object.keys(ids).length <= limits.forwards))

export const messageMethods = {
  'imbot.v2.Chat.Message.send': defineMethod({
    params: botParams({
      dialogId: z.string(),
      fields: z.optional(
        z.object({
          message: z.optional(messageText),
          attach: z.optional(attachParam),
          keyboard: z.optional(keyboardParam),
          system: z.optional(flagParam),
          urlPreview: z.optional(flagParam),
          replyId: z.optional(z.int()),
          templateId: z.optional(z.string()),
          forwardIds: z.optional(forwardIds),
          skipConnector: z.optional(flagParam),
          silentConnector: z.optional(flagParam),
        }),
      ),
    }),
    result: z.object({
      id: z.nullable(z.int()),
      uuidMap: phpMap(z.record(z.string(), z.int())),
    }),
    errors: [
      ...dialogErrors,
      'EMPTY_MESSAGE',
      'PARAM_ATTACH_ERROR',
      'PARAM_KEYBOARD_ERROR',
      'SENDING_FAILED',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.Message.update': defineMethod({
    params: botParams({
      messageId,
      fields: z.object({
        message: z.optional(messageText),
        attach: z.optional(attachParam),
        keyboard: z.optional(keyboardParam),
        urlPreview: z.optional(flagParam),
      }),
    }),
    result: doneSchema,
    errors: [...botErrors, 'ACCESS_DENIED', 'PARAM_ATTACH_ERROR', 'PARAM_KEYBOARD_ERROR'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.Message.delete': defineMethod({
    params: botParams({ messageId, complete: z.optional(plainFlag) }),
    result: doneSchema,
    errors: [...botErrors, 'ACCESS_DENIED'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.Message.read': defineMethod({
    params: botParams({ dialogId: z.string(), messageId: z.optional(messageId) }),
    result: z.object({
      chatId: z.int(),
      lastId: z.int(),
      counter: z.int(),
      viewedMessages: z.array(z.int()),
    }),
    errors: [...dialogErrors, 'MESSAGE_NOT_FOUND'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.Message.get': defineMethod({
    params: botParams({ messageId }),
    result: z.object({ message: messageSchema, user: z.optional(nullIfEmpty(userSchema)) }),
    errors: readErrors,
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Chat.Message.getContext': defineMethod({
    params: botParams({
      messageId,
      range: z.optional(z.int().check(z.gte(limits.contextRange.min), z.lte(limits.contextRange.max))),
    }),
    result: z.object({
      messages: z.array(messageSchema),
      users: z.array(userSchema),
      hasPrevPage: z.boolean(),
      hasNextPage: z.boolean(),
    }),
    errors: readErrors,
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Chat.Message.Reaction.add': defineMethod({
    params: botParams({ messageId, reaction: z.enum(reactions) }),
    result: doneSchema,
    errors: [...botErrors, 'ACCESS_DENIED', 'REACTION_NOT_FOUND', 'REACTION_ALREADY_SET'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Chat.Message.Reaction.delete': defineMethod({
    params: botParams({ messageId, reaction: z.enum(reactions) }),
    result: doneSchema,
    errors: [...botErrors, 'ACCESS_DENIED', 'REACTION_NOT_FOUND'],
    scope: 'imbot',
    effect: 'write',
  }),
}
