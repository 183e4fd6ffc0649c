import * as z from 'zod/mini'
import { doneSchema } from './call-parts.ts'
import { defineMethod } from './method-spec.ts'
import { phpArray } from './wire-values.ts'

export const contextMethods = {
  /** No reference page exists: the answer and the errors are read from the platform's source. */
  'im.v2.Chat.Bot.sendContext': defineMethod({
    params: z
      .object({ dialogId: z.optional(z.string()), chatId: z.optional(z.int()), context: phpArray })
      .check(z.refine(({ dialogId, chatId }) => dialogId !== undefined || chatId !== undefined)),
    result: doneSchema,
    errors: ['CHAT_NOT_FOUND', 'ACCESS_DENIED', 'BOT_CONTEXT_ERROR'],
    scope: 'im',
    effect: 'write',
  }),
}
