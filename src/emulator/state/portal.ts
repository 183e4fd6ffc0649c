import type {
  AccessToken,
  AppRow,
  BotRow,
  ChatRow,
  CommandRow,
  DeliveryRow,
  EventRow,
  FileRow,
  MessageRow,
  RequestRow,
  UserRow,
} from './rows.ts'
import type { Settings } from './settings.ts'

type Webhook = { readonly userId: number; readonly code: string; readonly scopes: readonly string[] }

/** The stores a test can break, so that the `…_FAILED` errors have a cause. */
export type StoreName = 'bots' | 'commands' | 'messages' | 'chats' | 'folders' | 'files'

/** One Bitrix24 installation: its rows, and what it needs from outside. */
export type Portal = {
  readonly key: 'main' | 'second'
  readonly title: string
  readonly memberId: string
  readonly language: string
  /** Scheme and host under which the request at hand reached it. */
  readonly origin: string
  readonly users: Map<number, UserRow>
  readonly bots: Map<number, BotRow>
  readonly chats: Map<number, ChatRow>
  readonly messages: Map<number, MessageRow>
  readonly commands: Map<number, CommandRow>
  readonly files: Map<number, FileRow>
  readonly apps: Map<string, AppRow>
  readonly webhooks: Webhook[]
  /** Users who subscribed to their own events. */
  readonly subscribers: Set<number>
  /** The event log by owner (`bot:5`, `user:1`), each ascending by id. */
  readonly events: Map<string, EventRow[]>
  readonly accessTokens: Map<string, AccessToken>
  readonly refreshTokens: Map<string, AccessToken>
  readonly authCodes: Map<string, AccessToken>
  /** One-time download tokens: file ids by token. */
  readonly downloads: Map<string, number>
  /** `messageId:commandId` of commands a bot may still answer, and until when. */
  readonly commandTokens: Map<string, { untilAt: number; userId: number }>
  /** App windows opened in the portal: app and user by sid. */
  readonly windows: Map<string, { clientId: string; userId: number }>
  readonly deliveries: DeliveryRow[]
  readonly requests: RequestRow[]
  /** Removed messages with the revision of their removal. */
  readonly removed: { id: number; chatId: number; revision: number }[]
  /** Last id given out, by sequence. */
  readonly lastIds: Record<Sequence, number>
  /** CSRF token of the pages. */
  readonly sessid: string
  readonly settings: Settings
  /** Epoch milliseconds, by the emulator's movable clock. */
  readonly now: () => number
  readonly randomHex: (bytes: number) => string
  /** Hands a webhook over, after those of the same `line`; what became of it is written into the row. */
  readonly post: (delivery: DeliveryRow, line: string) => void
}

export type Sequence =
  'user' | 'chat' | 'message' | 'command' | 'file' | 'event' | 'handler' | 'revision' | 'delivery' | 'request'

/** The next number of a sequence. */
export const nextId = (portal: Portal, sequence: Sequence): number => {
  portal.lastIds[sequence] += 1
  return portal.lastIds[sequence]
}
