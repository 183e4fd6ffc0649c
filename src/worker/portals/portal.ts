import type { PairingSettingsView } from '../../contract/pairing/console-api.ts'

/** What opens a portal's REST API. */
export type Credential =
  /** Base address with its secret: `https://company.bitrix24.com/rest/1/abc/`; the bot is known by `botToken`. */
  | { readonly kind: 'webhook'; readonly address: string; readonly botToken: string }
  | { readonly kind: 'oauth'; readonly accessToken: string; readonly refreshToken: string }

/** The bot that asks in this portal. */
export type PortalBot = {
  readonly botId: number
  readonly code: string
  readonly mode: 'fetch' | 'webhook'
  /** null until an OAuth bot's token has been proved once. For a botToken bot it is computed, never stored. */
  readonly applicationTokenDigest: string | null
  /** Where the poller goes on; 0 before the first page. */
  readonly nextOffset: number
}

export const defaultPairingSettings: PairingSettingsView = {
  isOn: true,
  cardsPerHour: 6,
  coolDownSeconds: 300,
  allowsExtranet: false,
}

/** A connected portal. Its address comes from the authorization server or the environment, never from an event. */
export type Portal = {
  readonly memberId: string
  /** The portal's own protocol and host: `https://company.bitrix24.com`. */
  readonly origin: string
  /** Where OAuth calls go: `https://company.bitrix24.com/rest/`. */
  readonly clientEndpoint: string
  readonly bot: PortalBot | null
  readonly settings: PairingSettingsView
  readonly connectedAt: number
}
