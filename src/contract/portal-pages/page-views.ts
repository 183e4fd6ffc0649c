import * as z from 'zod/mini'
import { initDataSchema } from '../frame/frame-messages.ts'

/** A person or bot as the chat page shows it. */
export const pageUserSchema = z.object({
  id: z.number(),
  name: z.string(),
  workPosition: z.string(),
  color: z.string(),
  avatar: z.string(),
  type: z.string(),
  active: z.boolean(),
  admin: z.boolean(),
  bot: z.boolean(),
  /** Bots only: who answers for it; `emulator` is the echo bot the emulator runs itself. */
  runBy: z.optional(z.enum(['app', 'emulator'])),
})
export type PageUser = z.infer<typeof pageUserSchema>

/** A button with the platform's upper-case keys; what the person sees and presses. */
const pageButtonSchema = z.looseObject({
  TEXT: z.optional(z.string()),
  TYPE: z.optional(z.string()),
  LINK: z.optional(z.string()),
  ACTION: z.optional(z.string()),
  ACTION_VALUE: z.optional(z.string()),
  COMMAND: z.optional(z.string()),
  COMMAND_PARAMS: z.optional(z.string()),
  BOT_ID: z.optional(z.number()),
  DISABLED: z.optional(z.string()),
  BLOCK: z.optional(z.string()),
  DISPLAY: z.optional(z.string()),
  BG_COLOR: z.optional(z.string()),
  BG_COLOR_TOKEN: z.optional(z.string()),
  TEXT_COLOR: z.optional(z.string()),
})
export type PageButton = z.infer<typeof pageButtonSchema>

/** A message as the chat page shows it; `revision` grows with every change of it. */
export const pageMessageSchema = z.object({
  id: z.number(),
  chatId: z.number(),
  /** 0 for messages of the system. */
  authorId: z.number(),
  /** Epoch milliseconds. */
  sentAt: z.number(),
  /** BB-code. */
  text: z.string(),
  isSystem: z.boolean(),
  isEdited: z.boolean(),
  isDeleted: z.boolean(),
  replyId: z.nullable(z.number()),
  forwardedFrom: z.nullable(z.object({ userId: z.number(), messageId: z.number() })),
  keyboard: z.array(pageButtonSchema),
  /** Blocks as the bot sent them, one upper-case key each. */
  attach: z.array(z.record(z.string(), z.unknown())),
  files: z.array(z.object({ id: z.number(), name: z.string(), size: z.number(), url: z.string() })),
  reactions: z.array(z.object({ reaction: z.string(), userIds: z.array(z.number()) })),
  /** Ids of the users who have read it, the author left out. */
  viewedBy: z.array(z.number()),
  revision: z.number(),
})
export type PageMessage = z.infer<typeof pageMessageSchema>

/** One row of the dialog list, as the acting user sees it. */
export const pageDialogSchema = z.object({
  /** `chat5`, or the other person's user id. */
  dialogId: z.string(),
  /** 0 while a private dialog has not been opened yet. */
  chatId: z.number(),
  title: z.string(),
  /** `private`, `chat`, `open`, `channel`, … */
  type: z.string(),
  color: z.string(),
  avatar: z.string(),
  lastText: z.string(),
  lastAt: z.nullable(z.number()),
  unread: z.number(),
  memberIds: z.array(z.number()),
  textFieldEnabled: z.boolean(),
  /** Name and seconds left of a bot that is "typing". */
  typing: z.array(z.object({ userId: z.number(), status: z.string(), untilAt: z.number() })),
})
export type PageDialog = z.infer<typeof pageDialogSchema>

/** A slash command the acting user can type in a dialog. */
export const pageCommandSchema = z.object({
  id: z.number(),
  botId: z.number(),
  /** With the leading slash. */
  command: z.string(),
  title: z.string(),
  params: z.string(),
})
export type PageCommand = z.infer<typeof pageCommandSchema>

/** What the app page needs to open the app in its iframe: a form POST to `url?query`, target named `frameName`. */
export const launchSchema = z.object({
  title: z.string(),
  installed: z.boolean(),
  /** The handler, or the install page while the app is not installed. */
  url: z.string(),
  frameName: z.string(),
  query: z.object({ DOMAIN: z.string(), PROTOCOL: z.string(), LANG: z.string(), APP_SID: z.string() }),
  /** Hidden fields of the form, as documented for the launch. */
  form: z.record(z.string(), z.string()),
  /** The answer to the app's `getInitData`. */
  initData: initDataSchema,
})
export type Launch = z.infer<typeof launchSchema>

/** What became of a context link after one reader has read it. */
export const linkReadingSchema = z.object({
  reader: z.string(),
  /** `open` opens the chat (with a context or without); `ignored`: no reader took the address; `aborted`: the reader threw. */
  outcome: z.enum(['open', 'ignored', 'aborted']),
  dialogId: z.nullable(z.string()),
  /** What is handed to `im.v2.Chat.Bot.sendContext`; absent when nothing is. */
  context: z.optional(z.unknown()),
  /** True when a context is sent, even one the server will refuse. */
  sends: z.boolean(),
  /** Lines the reader writes to the browser's console as errors. */
  consoleErrors: z.array(z.string()),
  /** The address bar afterwards, when the reader changes it. */
  cleanedUrl: z.nullable(z.string()),
  /** The form body `runAction` posts; null when nothing is sent, or when encoding it throws. */
  formBody: z.nullable(z.string()),
})
export type LinkReading = z.infer<typeof linkReadingSchema>

/** The developer's strip under the pages: what the emulator is doing right now. */
export const stripSchema = z.object({
  /** The portal's clock, epoch milliseconds. */
  now: z.number(),
  bots: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      eventMode: z.string(),
      /** Events waiting in the queue of a fetch bot. */
      queued: z.number(),
      runBy: z.enum(['app', 'emulator']),
    }),
  ),
  deliveries: z.array(
    z.object({
      id: z.number(),
      botId: z.number(),
      event: z.string(),
      url: z.string(),
      state: z.enum(['sending', 'delivered', 'failed']),
      status: z.nullable(z.number()),
      at: z.number(),
    }),
  ),
  faults: z.array(
    z.object({ kind: z.string(), method: z.nullable(z.string()), times: z.nullable(z.number()) }),
  ),
  requests: z.array(
    z.object({ id: z.number(), at: z.number(), method: z.string(), status: z.number(), error: z.string() }),
  ),
  limits: z.boolean(),
  installed: z.boolean(),
})
export type Strip = z.infer<typeof stripSchema>

/** The JSON in `<script type="application/json" id="boot">` of both pages. */
export const bootSchema = z.object({
  kind: z.enum(['app', 'chat']),
  portal: z.object({
    /** Host with port. */
    domain: z.string(),
    secure: z.boolean(),
    title: z.string(),
    memberId: z.string(),
    language: z.string(),
  }),
  me: pageUserSchema,
  /** The CSRF token every post to `ajax.php` must carry. */
  sessid: z.string(),
  /** Which generation of the link reader a full page load uses. */
  router: z.enum(['current', 'older']),
  /** How often the desktop client decodes a `bx://` link before its JS sees it. */
  nativeDecodes: z.union([z.literal(0), z.literal(1)]),
})
export type Boot = z.infer<typeof bootSchema>
