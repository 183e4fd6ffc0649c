import * as z from 'zod/mini'
import { appMethods } from './app-methods.ts'
import { messageSchema, userSchema } from './entities.ts'
import { defineMethod } from './method-spec.ts'
import { anyMap, phpMap } from './wire-values.ts'

/** A portal user as the `user.*` methods know one: UPPER_CASE keys, ids as texts. */
const portalUserSchema = z.object({
  ID: z.string(),
  ACTIVE: z.boolean(),
  NAME: z.optional(z.nullable(z.string())),
  LAST_NAME: z.optional(z.nullable(z.string())),
  SECOND_NAME: z.optional(z.nullable(z.string())),
  EMAIL: z.optional(z.nullable(z.string())),
  LAST_LOGIN: z.optional(z.nullable(z.string())),
  DATE_REGISTER: z.optional(z.nullable(z.string())),
  IS_ONLINE: z.optional(z.string()),
  TIME_ZONE: z.optional(z.nullable(z.string())),
  TIMESTAMP_X: z.optional(z.unknown()),
  LAST_ACTIVITY_DATE: z.optional(z.unknown()),
  PERSONAL_GENDER: z.optional(z.nullable(z.string())),
  PERSONAL_BIRTHDAY: z.optional(z.nullable(z.string())),
  PERSONAL_PHOTO: z.optional(z.nullable(z.string())),
  PERSONAL_WWW: z.optional(z.nullable(z.string())),
  PERSONAL_MOBILE: z.optional(z.nullable(z.string())),
  PERSONAL_CITY: z.optional(z.nullable(z.string())),
  WORK_PHONE: z.optional(z.nullable(z.string())),
  WORK_POSITION: z.optional(z.nullable(z.string())),
  UF_EMPLOYMENT_DATE: z.optional(z.nullable(z.string())),
  UF_DEPARTMENT: z.optional(z.union([z.boolean(), z.array(z.int())])),
  USER_TYPE: z.optional(z.string()),
})

/** What a console needs beside the chatbot platform's own methods. */
export const helperMethods = {
  ...appMethods,
  /** An inactive user gets an empty object. */
  profile: defineMethod({
    params: z.object({}),
    result: phpMap(
      z.object({
        ID: z.optional(z.string()),
        ADMIN: z.optional(z.boolean()),
        NAME: z.optional(z.nullable(z.string())),
        LAST_NAME: z.optional(z.nullable(z.string())),
        PERSONAL_GENDER: z.optional(z.nullable(z.string())),
        PERSONAL_PHOTO: z.optional(z.nullable(z.string())),
        TIME_ZONE: z.optional(z.nullable(z.string())),
        TIME_ZONE_OFFSET: z.optional(z.nullable(z.int())),
      }),
    ),
    errors: [],
    scope: '',
    effect: 'read',
  }),
  'user.current': defineMethod({
    params: z.object({}),
    result: portalUserSchema,
    errors: [],
    scope: 'user',
    effect: 'read',
  }),
  'user.get': defineMethod({
    params: z.object({
      ID: z.optional(z.union([z.int(), z.array(z.int())])),
      FILTER: z.optional(anyMap),
      sort: z.optional(z.string()),
      order: z.optional(z.enum(['ASC', 'DESC'])),
      select: z.optional(z.array(z.string())),
      ADMIN_MODE: z.optional(z.boolean()),
      IMAGE_RESIZE: z.optional(z.enum(['small', 'medium', 'large'])),
      start: z.optional(z.int()),
    }),
    result: z.array(portalUserSchema),
    errors: [],
    scope: 'user',
    effect: 'read',
  }),
  scope: defineMethod({
    params: z.object({ full: z.optional(z.boolean()) }),
    result: z.array(z.string()),
    errors: [],
    scope: '',
    effect: 'read',
  }),
  'method.get': defineMethod({
    params: z.object({ name: z.string() }),
    result: z.object({ isExisting: z.boolean(), isAvailable: z.boolean() }),
    errors: [],
    scope: '',
    effect: 'read',
  }),
  'server.time': defineMethod({
    params: z.object({}),
    result: z.string(),
    errors: [],
    scope: '',
    effect: 'read',
  }),
  /** Presses a button as the calling user; any app with `im` can. */
  'im.message.command': defineMethod({
    params: z.object({
      MESSAGE_ID: z.int(),
      BOT_ID: z.int(),
      COMMAND: z.string(),
      COMMAND_PARAMS: z.optional(z.string()),
    }),
    result: z.boolean(),
    errors: ['MESSAGE_ID_ERROR', 'BOT_ID_ERROR', 'COMMAND_ERROR', 'PARAMS_ERROR'],
    scope: 'im',
    effect: 'write',
  }),
  'im.dialog.messages.search': defineMethod({
    params: z.object({
      CHAT_ID: z.int(),
      SEARCH_MESSAGE: z.optional(z.string()),
      DATE_FROM: z.optional(z.string()),
      DATE_TO: z.optional(z.string()),
      DATE: z.optional(z.string()),
      ORDER: z.optional(z.object({ ID: z.optional(z.enum(['ASC', 'DESC'])) })),
      LIMIT: z.optional(z.int().check(z.gte(1), z.lte(200))),
      LAST_ID: z.optional(z.int()),
    }),
    result: z.object({
      messages: z.array(messageSchema),
      users: z.array(userSchema),
      files: z.optional(z.array(z.unknown())),
      additionalMessages: z.optional(z.array(messageSchema)),
      copilot: z.optional(z.unknown()),
      stickers: z.optional(z.array(z.unknown())),
      reactions: z.optional(z.array(z.unknown())),
      tariffRestrictions: z.optional(phpMap(z.object({ isHistoryLimitExceeded: z.optional(z.boolean()) }))),
      usersShort: z.optional(z.array(z.unknown())),
    }),
    errors: ['CHAT_ID_EMPTY', 'ACCESS_ERROR'],
    scope: 'im',
    effect: 'read',
  }),
}
