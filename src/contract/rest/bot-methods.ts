import * as z from 'zod/mini'
import {
  backgroundId,
  base64Text,
  botErrors,
  botParams,
  chatColor,
  doneSchema,
  ownerParams,
} from './call-parts.ts'
import { botSchema, userSchema } from './entities.ts'
import { botTypes, eventModes, limits } from './enums.ts'
import { defineMethod } from './method-spec.ts'
import { eitherCase, flagParam } from './wire-values.ts'

const botToken = z.string().check(z.maxLength(limits.botTokenChars))

const profile = {
  lastName: z.optional(z.string()),
  workPosition: z.optional(z.string()),
  color: z.optional(chatColor),
  gender: z.optional(z.enum(['M', 'F'])),
  avatar: z.optional(base64Text),
}

const settings = {
  eventMode: z.optional(z.enum(eventModes)),
  webhookUrl: z.optional(z.string()),
  isHidden: z.optional(flagParam),
  isReactionsEnabled: z.optional(flagParam),
  isSupportOpenline: z.optional(flagParam),
  backgroundId: z.optional(z.nullable(backgroundId)),
  botToken: z.optional(botToken),
}

const settingNames = Object.keys(settings)

const botAnswer = z.object({ bot: botSchema, users: z.array(userSchema) })

export const botMethods = {
  'imbot.v2.Bot.register': defineMethod({
    params: z.object({
      fields: eitherCase(
        z
          .object({
            code: z.string().check(z.minLength(1)),
            properties: z.object({ name: z.string().check(z.minLength(1)), ...profile }),
            type: z.optional(z.enum(botTypes)),
            ...settings,
          })
          .check(z.refine(({ eventMode, webhookUrl }) => eventMode !== 'webhook' || Boolean(webhookUrl))),
        ['code', 'properties', 'type', ...settingNames],
      ),
    }),
    result: botAnswer,
    errors: [
      'BOT_TOKEN_NOT_SPECIFIED',
      'BOT_TOKEN_INVALID_LENGTH',
      'BOT_CODE_REQUIRED',
      'BOT_PROPERTIES_REQUIRED',
      'BOT_INVALID_EVENT_MODE',
      'BOT_WEBHOOK_URL_REQUIRED',
      'BOT_INVALID_CALLBACK',
      'BOT_CODE_ALREADY_TAKEN',
      'BOT_LIMIT_EXCEEDED',
      'BOT_INVALID_TYPE',
      'BOT_AVATAR_INCORRECT_TYPE',
      'BOT_AVATAR_INCORRECT_SIZE',
      'BOT_REGISTER_FAILED',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Bot.get': defineMethod({
    params: eitherCase(
      z.object({
        botId: z.optional(z.int()),
        code: z.optional(z.string()),
        botToken: z.optional(z.string()),
      }),
      ['botId', 'botToken'],
    ),
    result: botAnswer,
    errors: ['BOT_TOKEN_NOT_SPECIFIED', 'PARAMS_REQUIRED', 'BOT_NOT_FOUND'],
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Bot.list': defineMethod({
    params: ownerParams({
      filter: z.optional(z.object({ type: z.optional(z.enum(botTypes)) })),
      limit: z.optional(z.int()),
      offset: z.optional(z.int().check(z.gte(0))),
    }),
    result: z.object({
      bots: z.array(botSchema),
      users: z.array(userSchema),
      hasNextPage: z.boolean(),
    }),
    errors: ['BOT_TOKEN_NOT_SPECIFIED'],
    scope: 'imbot',
    effect: 'read',
  }),
  'imbot.v2.Bot.update': defineMethod({
    params: botParams({
      fields: eitherCase(
        z.object({
          properties: z.optional(z.object({ name: z.optional(z.string()), ...profile })),
          ...settings,
        }),
        ['properties', ...settingNames],
      ),
    }),
    result: botAnswer,
    errors: [
      ...botErrors,
      'BOT_INVALID_EVENT_MODE',
      'BOT_INVALID_CALLBACK',
      'BOT_AVATAR_INCORRECT_TYPE',
      'BOT_AVATAR_INCORRECT_SIZE',
      'BOT_TOKEN_INVALID_LENGTH',
      'BOT_TOKEN_ROTATION_FAILED',
      'BOT_UPDATE_FAILED',
    ],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Bot.unregister': defineMethod({
    params: botParams({}),
    result: doneSchema,
    errors: [...botErrors, 'BOT_UNREGISTER_FAILED'],
    scope: 'imbot',
    effect: 'write',
  }),
  'imbot.v2.Revision.get': defineMethod({
    params: z.object({}),
    result: z.object({ rest: z.int(), web: z.int(), mobile: z.int(), desktop: z.int() }),
    errors: [],
    scope: 'imbot',
    effect: 'read',
  }),
}
