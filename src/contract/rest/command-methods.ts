import * as z from 'zod/mini'
import { botErrors, botParams, doneSchema } from './call-parts.ts'
import { commandSchema } from './entities.ts'
import { attachParam, keyboardParam, messageText } from './message-parts.ts'
import { defineMethod } from './method-spec.ts'
import { flagParam } from './wire-values.ts'

const byLanguage = z.record(z.string(), z.string())
const byLanguageOrGone = z.record(z.string(), z.nullable(z.string()))

const flags = {
  common: z.optional(flagParam),
  hidden: z.optional(flagParam),
  extranetSupport: z.optional(flagParam),
}

const commandAnswer = z.object({ command: commandSchema })

export const commandMethods = {
  'imbot.v2.Command.register': defineMethod({
    params: botParams({
      fields: z.object({
        command: z.string().check(z.minLength(1)),
        title: z.optional(byLanguage),
        params: z.optional(byLanguage),
        ...flags,
      }),
    }),
    result: commandAnswer,
    errors: [
      ...botErrors,
      'COMMAND_NAME_INVALID',
      'COMMAND_REQUIRED',
      'COMMAND_TITLE_REQUIRED',
      'COMMAND_REGISTER_FAILED',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Command.update': defineMethod({
    params: botParams({
      commandId: z.int(),
      fields: z.object({
        command: z.optional(z.string()),
        title: z.optional(byLanguageOrGone),
        params: z.optional(byLanguageOrGone),
        ...flags,
      }),
    }),
    result: commandAnswer,
    errors: [
      ...botErrors,
      'COMMAND_NOT_FOUND',
      'COMMAND_NAME_EMPTY',
      'COMMAND_NAME_INVALID',
      'COMMAND_ALREADY_EXISTS',
      'COMMAND_TITLE_INVALID',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Command.unregister': defineMethod({
    params: botParams({ commandId: z.int() }),
    result: doneSchema,
    errors: [...botErrors, 'COMMAND_NOT_FOUND'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Command.list': defineMethod({
    params: botParams({}),
    result: z.object({ commands: z.array(commandSchema) }),
    errors: botErrors,
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Command.answer': defineMethod({
    params: botParams({
      commandId: z.int(),
      messageId: z.int(),
      dialogId: z.string(),
      fields: z.optional(
        z.object({
          message: z.optional(messageText),
          attach: z.optional(attachParam),
          keyboard: z.optional(keyboardParam),
          system: z.optional(flagParam),
          urlPreview: z.optional(flagParam),
        }),
      ),
    }),
    result: doneSchema,
    errors: [...botErrors, 'COMMAND_ANSWER_FAILED', 'PARAM_KEYBOARD_ERROR'],
    scope: 'imbot',
    effect: 'write',
  }),
}
