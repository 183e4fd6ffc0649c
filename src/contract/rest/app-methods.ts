import * as z from 'zod/mini'
import { defineMethod } from './method-spec.ts'
import { anyMap, phpMap } from './wire-values.ts'

const optionParams = z.object({ option: z.optional(z.string()) })
/** All settings as a map, or the value of the one that was asked for; `null` if there is none. */
const optionValue = phpMap(z.unknown())
const optionsParams = z.object({ options: anyMap })

const handlerFilter = {
  event: z.optional(z.string()),
  handler: z.optional(z.string()),
  auth_type: z.optional(z.int()),
  event_type: z.optional(z.enum(['online', 'offline'])),
}

/** Methods about an app: what it is, its options, its handlers of events and places. */
export const appMethods = {
  'app.info': defineMethod({
    params: z.object({}),
    result: z.object({
      ID: z.optional(z.int()),
      CODE: z.optional(z.string()),
      VERSION: z.optional(z.int()),
      STATUS: z.optional(z.string()),
      INSTALLED: z.optional(z.boolean()),
      PAYMENT_EXPIRED: z.optional(z.string()),
      DAYS: z.optional(z.nullable(z.int())),
      LANGUAGE_ID: z.optional(z.nullable(z.string())),
      LICENSE: z.optional(z.nullable(z.string())),
      LICENSE_TYPE: z.optional(z.nullable(z.string())),
      LICENSE_FAMILY: z.optional(z.nullable(z.string())),
      SCOPE: z.optional(z.array(z.string())),
    }),
    errors: ['ACCESS_DENIED'],
    scope: '',
    effect: 'read',
  }),
  'app.option.get': defineMethod({
    params: optionParams,
    result: optionValue,
    errors: ['ACCESS_DENIED'],
    scope: '',
    effect: 'read',
  }),
  'app.option.set': defineMethod({
    params: optionsParams,
    result: z.boolean(),
    errors: ['ERROR_ARGUMENT', 'ACCESS_DENIED'],
    scope: '',
    effect: 'write',
  }),
  'user.option.get': defineMethod({
    params: optionParams,
    result: optionValue,
    errors: ['ACCESS_DENIED'],
    scope: '',
    effect: 'read',
  }),
  'user.option.set': defineMethod({
    params: optionsParams,
    result: z.boolean(),
    errors: ['ERROR_ARGUMENT', 'ACCESS_DENIED'],
    scope: '',
    effect: 'write',
  }),
  'event.bind': defineMethod({
    params: z.object({
      event: z.string(),
      handler: z.string(),
      auth_type: z.optional(z.int()),
      event_type: z.optional(z.enum(['online', 'offline'])),
      auth_connector: z.optional(z.string()),
      options: z.optional(anyMap),
    }),
    result: z.boolean(),
    errors: ['ERROR_EVENT_NOT_FOUND', 'ACCESS_DENIED', 'WRONG_AUTH_TYPE'],
    scope: '',
    effect: 'write',
  }),
  'event.unbind': defineMethod({
    params: z.object(handlerFilter),
    result: z.object({ count: z.int() }),
    errors: ['ACCESS_DENIED', 'WRONG_AUTH_TYPE'],
    scope: '',
    effect: 'write',
  }),
  'event.get': defineMethod({
    params: z.object({}),
    result: z.array(
      z.object({
        event: z.string(),
        handler: z.optional(z.string()),
        auth_type: z.optional(z.union([z.string(), z.int()])),
        offline: z.optional(z.int()),
        connector_id: z.optional(z.string()),
      }),
    ),
    errors: ['WRONG_AUTH_TYPE'],
    scope: '',
    effect: 'read',
  }),
  'placement.bind': defineMethod({
    params: z.object({
      PLACEMENT: z.string(),
      HANDLER: z.string(),
      TITLE: z.optional(z.string()),
      DESCRIPTION: z.optional(z.string()),
      GROUP_NAME: z.optional(z.string()),
      LANG_ALL: z.optional(anyMap),
      OPTIONS: z.optional(anyMap),
      USER_ID: z.optional(z.int()),
    }),
    result: z.boolean(),
    errors: [
      'ERROR_ARGUMENT',
      'ERROR_PLACEMENT_MAX_COUNT',
      'ERROR_PLACEMENT_USER_MODE',
      'EMPTY_ERROR_HANDLER_URL',
      'ERROR_PLACEMENT_NOT_FOUND',
      'WRONG_AUTH_TYPE',
      'ACCESS_DENIED',
    ],
    scope: 'placement',
    effect: 'write',
  }),
  'placement.unbind': defineMethod({
    params: z.object({
      PLACEMENT: z.string(),
      HANDLER: z.optional(z.string()),
      USER_ID: z.optional(z.int()),
    }),
    result: z.object({ count: z.int() }),
    errors: ['ERROR_ARGUMENT', 'WRONG_AUTH_TYPE', 'ACCESS_DENIED'],
    scope: 'placement',
    effect: 'write',
  }),
  'placement.get': defineMethod({
    params: z.object({}),
    result: z.array(
      z.object({
        placement: z.string(),
        userId: z.int(),
        handler: z.string(),
        options: phpMap(anyMap),
        title: z.string(),
        description: z.string(),
        langAll: z.optional(phpMap(anyMap)),
      }),
    ),
    errors: ['WRONG_AUTH_TYPE'],
    scope: 'placement',
    effect: 'read',
  }),
}
