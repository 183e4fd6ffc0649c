import type { RestClient } from '../../client/create-rest-client.ts'
import type { BotTokens } from './bot-tokens.ts'

/** Who the calls are made as. */
type PortalUser = { readonly id: number; readonly name: string }

/** The app's sign-in in this frame. Shown to the worker, which asks the portal whose it is; never kept, never drawn. */
type FrameAuth = { readonly accessToken: string; readonly refreshToken: string }

/** What the frame alone can do; a connection by address has none of it. */
type PortalFrame = {
  /** True while the portal waits for `installFinish`. */
  readonly isInstalling: boolean
  /** Tells the portal that the app is installed; the portal then loads the app anew, so this may never resolve. */
  readonly installFinish: () => Promise<void>
  /** Opens a chat beside the page: a user's id, a bot's id or `chat5`. */
  readonly openMessenger: (dialogId: string) => Promise<void>
  /** The present sign-in; `isFresh` asks the portal for a new one. */
  readonly readAuth: (isFresh: boolean) => Promise<FrameAuth>
}

/** One connected Bitrix24, however it was reached. */
export type Portal = {
  readonly mode: 'frame' | 'webhook' | 'demo'
  readonly client: RestClient
  /** `https://company.bitrix24.com`, without a slash at the end and without any secret. */
  readonly origin: string
  readonly user: PortalUser
  readonly isAdmin: boolean
  /** Two letters, as the portal says it: `en`, `de`. */
  readonly language: string
  /** What the token may do; undefined when the portal would not say. */
  readonly scopes: readonly string[] | undefined
  /** Present when calls for a bot must carry its botToken (webhook), absent when the app's own token finds its bots. */
  readonly botTokens: BotTokens | undefined
  readonly frame: PortalFrame | undefined
}

/** The portal's host with its port, for people. */
export const hostOf = (portal: Pick<Portal, 'origin'>): string => new URL(portal.origin).host
