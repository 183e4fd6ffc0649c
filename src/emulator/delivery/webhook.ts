import { encodeForm } from '../../lib/form-codec.ts'
import { authBlock, clientEndpointOf, hostOf, serverEndpointOf } from '../oauth/tokens.ts'
import type { Portal } from '../state/portal.ts'
import type { BotRow } from '../state/rows.ts'
import { recordDelivery } from './record-delivery.ts'

/** The token of a bot registered over a webhook is made from its own secret. */
const syntheticApplicationToken = (botToken: string): string => `custom${botToken}`

const authOfTokenBot = (portal: Portal, bot: BotRow) => ({
  domain: hostOf(portal),
  scope: 'imbot',
  server_endpoint: serverEndpointOf(portal),
  status: 'L',
  client_endpoint: clientEndpointOf(portal),
  member_id: portal.memberId,
  application_token: syntheticApplicationToken(bot.botToken ?? ''),
})

type Posted = {
  readonly event: string
  /** `data` without `bot`. */
  readonly data: Record<string, unknown>
  /** Who caused the event; their token stands in the top-level `auth`. */
  readonly userId: number
}

/** Posts one event to the bot's handler as the platform's form: both auth blocks, `event_handler_id`, `ts` in seconds. */
export const postToWebhook = (portal: Portal, bot: BotRow, { event, data, userId }: Posted): void => {
  const app = portal.apps.get(bot.clientId)
  const botAuth = app ? authBlock(portal, app, bot.id) : {}
  const body = encodeForm({
    event,
    event_handler_id: bot.handlerId,
    data: { bot: { id: bot.id, code: bot.code, auth: botAuth }, ...data },
    ts: Math.floor(portal.now() / 1000),
    auth: app ? authBlock(portal, app, userId) : authOfTokenBot(portal, bot),
  })
  recordDelivery(portal, { botId: bot.id, event, url: bot.webhookUrl, body })
}
