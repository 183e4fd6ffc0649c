import * as z from 'zod/mini'
import type { BotEvent } from './bot-event.ts'
import { decodeData, isV2EventName } from './decode-data.ts'
import { eventAuthSchema } from './event-auth.ts'
import { isKnownEventName } from './event-names.ts'
import { fromForm } from './form-values.ts'
import { malformedEvent } from './malformed-event-error.ts'
import { withoutSecrets } from './unknown-event.ts'

/** The wrapper of every form a portal posts. `ts` is in seconds. */
export const webhookArrivalSchema = z.object({
  event: z.string(),
  event_handler_id: z.optional(z.int()),
  data: z.unknown(),
  ts: z.optional(z.int()),
  auth: z.optional(eventAuthSchema),
})

/** Tokens of an arrival: secrets, kept apart from its event. */
type EventAuth = {
  /** Compare it with the one on record; nothing else proves the sender. */
  readonly applicationToken?: string
  readonly accessToken?: string
  readonly refreshToken?: string
  /** Epoch milliseconds at which the access token ends. */
  readonly expiresAt?: number
  readonly memberId?: string
  readonly domain?: string
  readonly clientEndpoint?: string
  readonly serverEndpoint?: string
  readonly scope?: string
  readonly status?: string
  readonly userId?: number
}

/** What surrounds the event of a webhook arrival. */
export type WebhookEnvelope = {
  /** Wire name of the event, in capitals. */
  readonly name: string
  /** When the portal sent it, epoch milliseconds. */
  readonly sentAt: number | null
  /** Tokens of the request: the only ones that verify the sender. */
  readonly auth: EventAuth
  /** The bot's own tokens, for calling back; empty for bots that are known by a botToken, and for v1 events. */
  readonly botAuth: EventAuth
}

type WireAuth = z.output<typeof eventAuthSchema>

const authOf = (auth: WireAuth): EventAuth => ({
  ...(auth.application_token !== undefined && { applicationToken: auth.application_token }),
  ...(auth.access_token !== undefined && { accessToken: auth.access_token }),
  ...(auth.refresh_token !== undefined && { refreshToken: auth.refresh_token }),
  ...(auth.expires !== undefined && { expiresAt: auth.expires * 1000 }),
  ...(auth.member_id !== undefined && { memberId: auth.member_id }),
  ...(auth.domain !== undefined && { domain: auth.domain }),
  ...(auth.client_endpoint !== undefined && { clientEndpoint: auth.client_endpoint }),
  ...(auth.server_endpoint !== undefined && { serverEndpoint: auth.server_endpoint }),
  ...(auth.scope !== undefined && { scope: auth.scope }),
  ...(auth.status !== undefined && { status: auth.status }),
  ...(auth.user_id !== undefined && { userId: auth.user_id }),
})

const botAuthSchema = z.object({ bot: z.object({ auth: eventAuthSchema }) })

const arrivalOf = (form: unknown) => {
  const parsed = z.safeParse(webhookArrivalSchema, fromForm(webhookArrivalSchema, form))
  if (!parsed.success) throw malformedEvent('', parsed.error)
  return parsed.data
}

/**
 * Reads what surrounds a webhook event: its name and the tokens. Takes a decoded form.
 *
 * @throws MalformedEventError
 */
export const decodeWebhookEnvelope = (form: unknown): WebhookEnvelope => {
  const { event, ts, auth, data } = arrivalOf(form)
  const bot = z.safeParse(botAuthSchema, fromForm(botAuthSchema, data))
  return {
    name: event.toUpperCase(),
    sentAt: ts === undefined ? null : ts * 1000,
    auth: authOf(auth ?? {}),
    botAuth: bot.success ? authOf(bot.data.bot.auth) : {},
  }
}

/**
 * Decodes the event of a v2 webhook arrival (a decoded form) to what polling would have given. An unknown name,
 * v1 names included, is an event of its own type, not an error.
 *
 * @throws MalformedEventError
 */
export const decodeWebhookEvent = (form: unknown): BotEvent => {
  const { event, data } = arrivalOf(form)
  const name = event.toUpperCase()
  if (isKnownEventName(name) && isV2EventName(name)) return decodeData(name, data, 'form')
  return { type: 'unknown', name, raw: withoutSecrets(data) }
}
