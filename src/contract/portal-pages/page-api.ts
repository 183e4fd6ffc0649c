import * as z from 'zod/mini'
import { refreshAnswerSchema } from '../frame/frame-messages.ts'
import {
  launchSchema,
  linkReadingSchema,
  pageCommandSchema,
  pageDialogSchema,
  pageMessageSchema,
  pageUserSchema,
  stripSchema,
} from './page-views.ts'

const nothing = z.object({})
const done = z.object({ result: z.boolean() })
const inDialog = z.object({ dialogId: z.string() })
const ofMessage = z.object({ messageId: z.number() })

/** What a fault does to REST calls; `storage` breaks one of the portal's stores instead (`store`). */
export const faultSchema = z.object({
  kind: z.enum([
    'expired_token',
    'limit429',
    'limit503',
    'error500',
    'refuse',
    'html200',
    'latency',
    'drop',
    'storage',
    'tariff',
  ]),
  /** Only calls of this method (any casing); absent means every method. */
  method: z.optional(z.string()),
  /** How many calls it hits; absent means until faults are cleared. */
  times: z.optional(z.number()),
  /** For `refuse`: any code of the system with its HTTP status, `OVERLOAD_LIMIT` and 503 for example. */
  code: z.optional(z.string()),
  status: z.optional(z.number()),
  /** For `latency`. */
  latencyMs: z.optional(z.number()),
  /** For `storage`: `bots`, `commands`, `messages`, `chats`, `folders`, `files`. */
  store: z.optional(z.string()),
})
export type Fault = z.infer<typeof faultSchema>

/**
 * What the portal's own pages ask of the portal: a POST to `/bitrix/services/main/ajax.php?action={name}&as={userId}` with
 * a JSON body `{ ...params, sessid }`, or a form in the manner of `BX.ajax` with `sessid` in it. The answer is
 * `{ status: 'success', data }` or `{ status: 'error', errors: [{ code, message }] }`, always HTTP 200.
 * Everything runs as the session's user (`as`, else the cookie, else the admin).
 */
export const pageActions = {
  /** Fresh tokens and everything the iframe needs; `app` is a client id, the console's app when absent. */
  'portal.launch': { params: z.object({ app: z.optional(z.string()) }), result: launchSchema },
  'portal.refreshAuth': { params: z.object({ appSid: z.string() }), result: refreshAnswerSchema },
  /** The app said `setInstall`. */
  'portal.setInstall': { params: z.object({ appSid: z.string(), install: z.boolean() }), result: done },
  /** The app said `setInstallFinish`: from now on it receives events. */
  'portal.finishInstall': { params: z.object({ appSid: z.string() }), result: done },
  /** Admins only, as in the portal. */
  'portal.setAppOption': {
    params: z.object({ appSid: z.string(), name: z.string(), value: z.unknown() }),
    result: z.object({ options: z.record(z.string(), z.unknown()) }),
  },
  'portal.setUserOption': {
    params: z.object({ appSid: z.string(), name: z.string(), value: z.unknown() }),
    result: z.object({ options: z.record(z.string(), z.unknown()) }),
  },
  /** Everybody, bots included. */
  'portal.users': { params: nothing, result: z.object({ users: z.array(pageUserSchema) }) },
  'portal.strip': { params: nothing, result: stripSchema },
  'portal.advanceClock': { params: z.object({ ms: z.number() }), result: z.object({ now: z.number() }) },
  'portal.addFault': { params: faultSchema, result: done },
  'portal.clearFaults': { params: nothing, result: done },
  'portal.setLimits': { params: z.object({ enabled: z.boolean() }), result: done },

  /** Dialogs of the acting user, newest first; a bot without a dialog is listed after them with chatId 0. */
  'chat.dialogs': { params: nothing, result: z.object({ dialogs: z.array(pageDialogSchema) }) },
  /** Opens a dialog; the first opening of a private one creates it and tells a bot (JOINCHAT). */
  'chat.open': {
    params: inDialog,
    result: z.object({
      dialog: pageDialogSchema,
      messages: z.array(pageMessageSchema),
      commands: z.array(pageCommandSchema),
      revision: z.number(),
    }),
  },
  /** Messages that changed after `since` (a revision given by an earlier answer; 0 for all), for polling. */
  'chat.messages': {
    params: z.object({ dialogId: z.string(), since: z.number() }),
    result: z.object({
      messages: z.array(pageMessageSchema),
      /** Messages that are gone for good. */
      removedIds: z.array(z.number()),
      revision: z.number(),
      dialog: pageDialogSchema,
    }),
  },
  /** Lines that begin with a known slash command become commands. */
  'chat.send': {
    params: z.object({ dialogId: z.string(), text: z.string(), replyId: z.optional(z.number()) }),
    result: z.object({ messageId: z.number() }),
  },
  /** Presses a keyboard button that carries a command. */
  'chat.press': {
    params: z.object({
      messageId: z.number(),
      botId: z.number(),
      command: z.string(),
      params: z.optional(z.string()),
    }),
    result: done,
  },
  'chat.react': {
    params: z.object({ messageId: z.number(), reaction: z.string(), action: z.enum(['add', 'delete']) }),
    result: done,
  },
  'chat.edit': { params: z.object({ messageId: z.number(), text: z.string() }), result: done },
  /** `complete` removes the message for good instead of leaving a trace. */
  'chat.delete': {
    params: z.object({ messageId: z.number(), complete: z.optional(z.boolean()) }),
    result: done,
  },
  'chat.forward': {
    params: z.object({ messageId: z.number(), dialogId: z.string() }),
    result: z.object({ messageId: z.number() }),
  },
  /** Marks everything up to the message as read, the whole dialog when it is absent. */
  'chat.read': {
    params: z.object({ dialogId: z.string(), messageId: z.optional(z.number()) }),
    result: z.object({ unread: z.number() }),
  },
  'chat.create': {
    params: z.object({ title: z.string(), userIds: z.array(z.number()) }),
    result: z.object({ dialogId: z.string() }),
  },
  'chat.addUsers': { params: z.object({ dialogId: z.string(), userIds: z.array(z.number()) }), result: done },
  /** The text of one message, for quoting. */
  'chat.message': { params: ofMessage, result: pageMessageSchema },

  /** Reads an address with one of the portal's readers; says what it would do and sends nothing itself. */
  'link.read': {
    params: z.object({
      reader: z.enum(['full-load', 'full-load-older', 'in-portal-click', 'desktop', 'mobile']),
      url: z.string(),
      nativeDecodes: z.optional(z.union([z.literal(0), z.literal(1)])),
    }),
    result: linkReadingSchema,
  },
  /** Post the reading's `formBody` (with `sessid` appended): the same controller the REST method of this name uses. */
  'im.v2.Chat.Bot.sendContext': { params: z.looseObject({}), result: done },
} as const

export type PageActionName = keyof typeof pageActions
export type PageActionParams<A extends PageActionName> = z.infer<(typeof pageActions)[A]['params']>
export type PageActionResult<A extends PageActionName> = z.infer<(typeof pageActions)[A]['result']>

/** The answer of `ajax.php`; `data` of a success is the action's result. */
export const pageAnswerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown(), errors: z.array(z.unknown()) }),
  z.object({
    status: z.literal('error'),
    data: z.unknown(),
    errors: z.array(z.object({ code: z.union([z.string(), z.number()]), message: z.string() })),
  }),
])
