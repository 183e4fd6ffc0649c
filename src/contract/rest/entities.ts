import * as z from 'zod/mini'
import { anyMap, flag, idText, nullIfEmpty, phpMap } from './wire-values.ts'

const falseOrString = z.union([z.string(), z.boolean()])

/** A person or a bot. Short forms carry `id`, `active`, `name`, `bot`, `type`; full ones all but the last five. */
export const userSchema = z.object({
  id: z.int(),
  active: z.boolean(),
  name: z.string(),
  bot: z.boolean(),
  type: z.string(),
  firstName: z.optional(z.string()),
  lastName: z.optional(z.string()),
  workPosition: z.optional(z.string()),
  color: z.optional(z.string()),
  avatar: z.optional(z.string()),
  gender: z.optional(z.string()),
  birthday: z.optional(z.string()),
  extranet: z.optional(z.boolean()),
  connector: z.optional(z.boolean()),
  externalAuthId: z.optional(z.string()),
  status: z.optional(z.string()),
  idle: z.optional(falseOrString),
  lastActivityDate: z.optional(falseOrString),
  absent: z.optional(falseOrString),
  departments: z.optional(z.array(z.int())),
  phones: z.optional(z.union([z.boolean(), phpMap(z.record(z.string(), z.string()))])),
  mobileLastDate: z.optional(falseOrString),
  desktopLastDate: z.optional(falseOrString),
  website: z.optional(z.string()),
  email: z.optional(z.string()),
  avatarHr: z.optional(z.string()),
  network: z.optional(z.boolean()),
  botData: z.optional(z.nullable(anyMap)),
})
export type User = z.infer<typeof userSchema>

/** A bot. What is optional here, only the app (or token) that registered the bot is told. */
export const botSchema = z.object({
  id: z.int(),
  code: z.string(),
  type: z.string(),
  isHidden: z.boolean(),
  isSupportOpenline: z.boolean(),
  isReactionsEnabled: z.boolean(),
  backgroundId: z.nullable(z.string()),
  language: z.string(),
  moduleId: z.optional(z.string()),
  eventMode: z.optional(z.string()),
  countMessage: z.optional(z.int()),
  countCommand: z.optional(z.int()),
  countChat: z.optional(z.int()),
  countUser: z.optional(z.int()),
})
export type Bot = z.infer<typeof botSchema>

/** Who may do what in a chat: member, manager, owner or none for each right. */
const permissionsSchema = z.object({
  manageUsersAdd: z.optional(z.string()),
  manageUsersDelete: z.optional(z.string()),
  manageUi: z.optional(z.string()),
  manageSettings: z.optional(z.string()),
  manageMessages: z.optional(z.string()),
  manageMessagesAutoDelete: z.optional(z.string()),
  manageGuestInvites: z.optional(z.string()),
  manageDelete: z.optional(z.string()),
  canPost: z.optional(z.string()),
})

const entityLinkSchema = z.object({
  type: z.optional(z.string()),
  url: z.optional(z.string()),
  id: z.optional(idText),
})

const lastViewsSchema = z.object({
  messageId: z.optional(z.nullable(z.int())),
  firstViewers: z.optional(z.array(z.unknown())),
  countOfViewers: z.optional(z.int()),
})

/** A chat. Events carry the first seven keys and a few more; role, counters and lists come in answers only. */
export const chatSchema = z.object({
  id: z.int(),
  dialogId: z.string(),
  type: z.string(),
  name: z.string(),
  owner: z.int(),
  avatar: z.string(),
  color: z.nullable(z.string()),
  messageType: z.optional(z.string()),
  entityType: z.optional(z.string()),
  description: z.optional(z.string()),
  extranet: z.optional(z.boolean()),
  containsCollaber: z.optional(z.boolean()),
  entityId: z.optional(z.string()),
  entityData1: z.optional(z.string()),
  entityData2: z.optional(z.string()),
  entityData3: z.optional(z.string()),
  entityLink: z.optional(phpMap(entityLinkSchema)),
  diskFolderId: z.optional(z.nullable(z.int())),
  role: z.optional(z.string()),
  permissions: z.optional(phpMap(permissionsSchema)),
  muteList: z.optional(z.union([z.array(z.int()), z.record(z.string(), z.unknown())])),
  parentChatId: z.optional(z.nullable(z.int())),
  parentMessageId: z.optional(z.nullable(z.int())),
  isNew: z.optional(z.boolean()),
  textFieldEnabled: z.optional(flag),
  backgroundId: z.optional(z.nullable(z.string())),
  dateCreate: z.optional(z.nullable(z.string())),
  lastMessageId: z.optional(z.nullable(z.int())),
  lastMessageViews: z.optional(z.union([z.string(), phpMap(lastViewsSchema)])),
  lastId: z.optional(z.nullable(z.int())),
  managerList: z.optional(z.array(z.int())),
  markedId: z.optional(z.nullable(z.int())),
  messageCount: z.optional(z.int()),
  public: z.optional(z.union([z.string(), phpMap(anyMap)])),
  unreadId: z.optional(z.nullable(z.int())),
  userCounter: z.optional(z.int()),
  guestCount: z.optional(z.int()),
  hasManageCapability: z.optional(z.boolean()),
  canHaveThreads: z.optional(z.boolean()),
})
export type Chat = z.infer<typeof chatSchema>

const forwardSchema = z.object({
  id: idText,
  userId: z.optional(z.nullable(z.int())),
  chatId: z.optional(z.nullable(z.int())),
  date: z.optional(z.nullable(z.string())),
})

/** A message. `authorId` is 0 for system messages; `params` holds attach, keyboard, files and the quote, in no documented casing. */
export const messageSchema = z.object({
  id: z.int(),
  chatId: z.int(),
  authorId: z.int(),
  date: z.nullable(z.string()),
  text: z.string(),
  isSystem: z.boolean(),
  uuid: z.nullable(z.string()),
  forward: nullIfEmpty(forwardSchema),
  params: phpMap(anyMap),
  viewedByOthers: z.boolean(),
  unread: z.optional(z.boolean()),
  viewed: z.optional(z.boolean()),
  chat_id: z.optional(z.int()),
  author_id: z.optional(z.int()),
  viewedCount: z.optional(z.int()),
  block: z.optional(z.nullable(anyMap)),
})
export type Message = z.infer<typeof messageSchema>

const viewerAttrsSchema = z.object({
  viewer: z.optional(z.string()),
  viewerType: z.optional(z.string()),
  src: z.optional(z.string()),
  objectId: z.optional(z.string()),
  viewerGroupBy: z.optional(z.string()),
  imChatId: z.optional(z.int()),
  title: z.optional(z.string()),
  unifiedLink: z.optional(z.string()),
  actions: z.optional(z.string()),
})

const imageSizeSchema = z.object({ width: z.optional(z.int()), height: z.optional(z.int()) })

/** A file in a chat. `size` is in bytes; the short form of an upload by a bot ends after `size`. */
export const fileSchema = z.object({
  id: z.int(),
  chatId: z.int(),
  name: z.string(),
  extension: z.string(),
  size: z.int(),
  date: z.optional(z.nullable(z.string())),
  type: z.optional(z.string()),
  image: z.optional(z.union([z.boolean(), imageSizeSchema])),
  authorId: z.optional(z.int()),
  authorName: z.optional(z.string()),
  isTranscribable: z.optional(z.boolean()),
  isVideoNote: z.optional(z.boolean()),
  isVoiceNote: z.optional(z.boolean()),
  status: z.optional(z.string()),
  progress: z.optional(z.int()),
  urlPreview: z.optional(z.string()),
  urlShow: z.optional(z.string()),
  urlDownload: z.optional(z.string()),
  viewerAttrs: z.optional(z.nullable(phpMap(viewerAttrsSchema))),
  mediaUrl: z.optional(phpMap(z.object({ preview: z.optional(phpMap(z.record(z.string(), z.string()))) }))),
})
export type ChatFile = z.infer<typeof fileSchema>

/** A slash command; `command` comes with its slash. The built-in ones of a list have `botId` 0. */
export const commandSchema = z.object({
  id: z.union([z.int(), z.string()]),
  botId: z.int(),
  command: z.string(),
  common: flag,
  hidden: flag,
  extranetSupport: flag,
  title: z.optional(z.nullable(z.string())),
  params: z.optional(z.nullable(z.string())),
  category: z.optional(z.nullable(z.string())),
  context: z.optional(z.nullable(z.string())),
})
export type Command = z.infer<typeof commandSchema>
