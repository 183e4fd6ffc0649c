/** What the portal stores. Rows are plain and mutable; only `state` and `methods` touch them. */

type UserType = 'employee' | 'extranet' | 'email' | 'collaber' | 'bot'

export type UserRow = {
  readonly id: number
  active: boolean
  firstName: string
  lastName: string
  workPosition: string
  /** Hex. */
  color: string
  avatar: string
  gender: 'M' | 'F'
  birthday: string
  readonly type: UserType
  readonly admin: boolean
  departments: number[]
  email: string
  lastActivityAt: number | undefined
}

export type BotRow = {
  /** The id of the bot's user. */
  readonly id: number
  readonly code: string
  readonly type: string
  isHidden: boolean
  isSupportOpenline: boolean
  isReactionsEnabled: boolean
  backgroundId: string | null
  eventMode: 'fetch' | 'webhook'
  webhookUrl: string
  /** Who owns the bot: an app's client id, or `custom` + botToken. */
  clientId: string
  /** Absent for bots of OAuth apps. */
  botToken: string | undefined
  /** Id of the event handler, as `event_handler_id` of its webhooks; new with every subscription. */
  handlerId: number
  countMessage: number
  readonly runBy: 'app' | 'emulator'
}

export type Member = {
  role: 'owner' | 'manager' | 'member'
  /** Messages with a smaller id are hidden from this member. */
  readonly historyFromId: number
  lastReadId: number
}

export type ChatRow = {
  readonly id: number
  readonly type: 'private' | 'chat' | 'open' | 'channel' | 'openChannel'
  title: string
  description: string
  /** Hex. */
  color: string
  avatar: string
  ownerId: number
  readonly members: Map<number, Member>
  readonly createdAt: number
  textFieldEnabled: boolean
  diskFolderId: number | null
  /** Ids of its messages, ascending. */
  readonly messageIds: number[]
  /** "Is typing" by user id. */
  readonly typing: Map<number, { status: string; untilAt: number }>
}

/** What hangs below a message's text. */
export type Attachment = {
  readonly blocks: Record<string, unknown>[]
  /** COLOR, COLOR_TOKEN and DESCRIPTION, as far as they were given. */
  readonly look: Readonly<Record<string, string>>
}

export type MessageRow = {
  readonly id: number
  readonly chatId: number
  /** 0 for system messages. */
  readonly authorId: number
  readonly sentAt: number
  text: string
  readonly isSystem: boolean
  readonly uuid: string
  readonly replyId: number | undefined
  readonly forward: { messageId: number; userId: number; chatId: number; sentAt: number } | undefined
  keyboard: Record<string, unknown>[]
  attach: Attachment
  readonly fileIds: number[]
  urlPreview: boolean
  isEdited: boolean
  isDeleted: boolean
  readonly reactions: Map<string, Set<number>>
  readonly viewedBy: Set<number>
  /** Grows with every change of anything; pages poll by it. */
  revision: number
}

export type CommandRow = {
  readonly id: number
  readonly botId: number
  /** Without the slash. */
  name: string
  title: Record<string, string>
  params: Record<string, string>
  common: boolean
  hidden: boolean
  extranetSupport: boolean
}

export type FileRow = {
  readonly id: number
  readonly chatId: number
  readonly authorId: number
  readonly name: string
  readonly size: number
  /** Base64 as it was sent. */
  readonly content: string
  readonly createdAt: number
  /** The message it came with; 0 when that was never posted. */
  messageId: number
}

export type AppRow = {
  readonly clientId: string
  readonly clientSecret: string
  readonly title: string
  readonly scopes: readonly string[]
  readonly applicationToken: string
  url: string
  installUrl: string
  /** Before it, the app gets no events. */
  installed: boolean
  readonly options: Map<string, unknown>
  readonly userOptions: Map<number, Map<string, unknown>>
  readonly handlers: { event: string; handler: string; userId: number; id: number }[]
  readonly placements: {
    placement: string
    /** 0 for everybody. */
    userId: number
    handler: string
    title: string
    description: string
    options: Record<string, unknown>
    langAll: Record<string, unknown>
  }[]
}

export type AccessToken = {
  /** `undefined` when the token belongs to no app (control door only). */
  readonly clientId: string
  /** 0 when nobody stands behind the token. */
  readonly userId: number
  readonly scopes: readonly string[]
  readonly expiresAt: number
}

/** One entry of the event log that bots and users share. */
export type EventRow = {
  readonly id: number
  readonly type: string
  readonly at: number
  readonly data: Record<string, unknown>
}

/** One REST call as the control door shows it; secrets are masked. */
export type RequestRow = {
  readonly id: number
  readonly at: number
  /** As it was spelt in the address. */
  readonly method: string
  readonly httpMethod: string
  readonly params: unknown
  readonly status: number
  /** The code answered; `''` for a success. */
  readonly error: string
  /** `webhook`, `oauth` or `none`. */
  readonly auth: string
  readonly userId: number
  /** `bx24_sdk_type` of the official SDK, when it was sent. */
  readonly sdkType: string | undefined
  readonly requestId: string | undefined
  readonly origin: string | undefined
}

/** One attempt to hand an event to a webhook. */
export type DeliveryRow = {
  readonly id: number
  readonly botId: number
  readonly event: string
  readonly url: string
  /** The form as it was posted. */
  readonly body: string
  readonly at: number
  state: 'sending' | 'delivered' | 'failed'
  /** HTTP status of the handler; null when nothing came back. */
  status: number | null
  error: string
}
