import { Hono } from 'hono'
import type { Context } from 'hono'
import { decodeAppEvent, type AppEvent } from '../../contract/events/app-events.ts'
import type { BotEvent } from '../../contract/events/bot-event.ts'
import {
  decodeWebhookEnvelope,
  decodeWebhookEvent,
  type WebhookEnvelope,
} from '../../contract/events/decode-webhook-event.ts'
import { MalformedEventError } from '../../contract/events/malformed-event-error.ts'
import { decodeForm } from '../../lib/form-codec.ts'
import type { InboxStore, StoredArrival } from '../ports/inbox.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Signal } from '../ports/signal.ts'
import type { ProveArrival, Unproved } from '../portals/event-proof.ts'
import type { Portal } from '../portals/portal.ts'
import { limitBody } from './limit-body.ts'

/** The platform's events are a few kB. */
const limited = limitBody({ maxSize: 1024 * 1024, onError: (c) => c.text('too large', 413) })

/** What a portal's id looks like; nothing else is asked of a database. */
const memberIdPattern = /^[\w.-]{1,64}$/

/** Why an arrival was dropped; the sender is never told. */
type Dropped = Unproved | 'malformed' | 'otherBot'

/** What the portal tells of the app itself, when it is proved to come from the portal. */
export type AppNews = {
  readonly portal: Portal
  readonly event: AppEvent
}

/** An installation that nobody has proved yet; the exchange does. */
export type InstallNews = {
  readonly refreshToken: string
  readonly applicationToken: string | undefined
  readonly setupCode: string
}

/** A post that is some event, as its text and as it was read. */
type Received = { readonly text: string; readonly envelope: WebhookEnvelope; readonly body: unknown }

const parseBody = (text: string, contentType: string): unknown => {
  if (!contentType.toLowerCase().includes('json')) return decodeForm(text)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** undefined for what is no event of a portal; every other fault is ours and goes on. */
const orUndefined = <T>(decode: () => T): T | undefined => {
  try {
    return decode()
  } catch (error) {
    if (error instanceof MalformedEventError) return undefined
    throw error
  }
}

/** undefined for what is no event, and for what broke off. */
const receive = async ({ req }: Context): Promise<Received | undefined> => {
  const text = await req.text().catch(() => '')
  const body = parseBody(text, req.header('content-type') ?? '')
  const envelope = orUndefined(() => decodeWebhookEnvelope(body))
  return envelope && { text, envelope, body }
}

/** `data` of an app event, as it came. */
const dataOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined

const appEventOf = ({ envelope, body }: Received) =>
  orUndefined(() => decodeAppEvent(envelope.name, dataOf(body)))

/**
 * Where portals post their events: `/hooks/{path}` for a connected portal, `/hooks/app/{setupCode}` for the life of the
 * app. What is proved and means something is stored, then answered, then worked off. Whatever is dropped gets the
 * same answer.
 */
export const createHookRoutes = (parts: {
  readonly findPortal: (path: string) => Promise<Portal | undefined>
  readonly findMember: (memberId: string) => Promise<Portal | undefined>
  readonly proveArrival: ProveArrival
  readonly signalOf: (event: BotEvent) => Signal | null
  readonly inbox: Pick<InboxStore, 'put'>
  readonly secrets: Pick<Secrets, 'digest'>
  readonly onStored: (arrivals: readonly StoredArrival[]) => void
  /** Something proved by the portal: its event's own access token may be kept. */
  readonly onProved: (portal: Portal, envelope: WebhookEnvelope) => Promise<void>
  readonly onDropped: (portal: Portal, reason: Dropped, name: string) => Promise<void>
  /** Runs the install exchange. */
  readonly install: (news: InstallNews) => Promise<void>
  /** Proved: the app was updated or removed. */
  readonly onAppNews: (news: AppNews) => Promise<void>
  readonly log: Log
}): Hono => {
  const { findPortal, findMember, proveArrival, signalOf, inbox, secrets, onStored, log } = parts
  const { onProved, onDropped, install, onAppNews } = parts

  const store = async (portal: Portal, { text, envelope, body }: Received): Promise<Dropped | undefined> => {
    const event = orUndefined(() => decodeWebhookEvent(body))
    if (!event) return 'malformed'
    if (event.type !== 'unknown' && event.bot?.id !== portal.bot?.botId) return 'otherBot'
    await onProved(portal, envelope)
    const signal = signalOf(event)
    if (!signal || !portal.bot) return undefined
    const { memberId, bot } = portal
    const arrival = { memberId, botId: bot.botId, key: secrets.digest(text), signal }
    const stored = await inbox.put([arrival])
    if (stored.length > 0) onStored(stored)
    return undefined
  }

  /** The sender's word counts for nothing before this. */
  const accept = async (
    portal: Portal,
    received: Received,
    isOpenDoor = false,
  ): Promise<Dropped | undefined> => {
    const proof = await proveArrival({ portal, envelope: received.envelope, isOpenDoor })
    if (proof !== 'proved') return proof
    const event = appEventOf(received)
    if (!event) return store(portal, received)
    await onAppNews({ portal, event })
    return undefined
  }

  const drop = async (portal: Portal, reason: Dropped, name: string) => {
    log.warn('an event was dropped', { memberId: portal.memberId, reason, event: name.slice(0, 40) })
    await onDropped(portal, reason, name.slice(0, 40))
  }

  const routes = new Hono()
  routes.use('/hooks/*', limited)

  routes.post('/hooks/app/:setupCode', async (c) => {
    const received = await receive(c)
    if (!received) return c.text('ok')
    const { auth, name } = received.envelope
    if (name === 'ONAPPINSTALL') {
      const { refreshToken, applicationToken } = auth
      const setupCode = c.req.param('setupCode')
      if (refreshToken) await install({ refreshToken, applicationToken, setupCode })
      return c.text('ok')
    }
    if (!memberIdPattern.test(auth.memberId ?? '') || !appEventOf(received)) return c.text('ok')
    const portal = await findMember(auth.memberId ?? '')
    if (!portal) return c.text('ok')
    const reason = await accept(portal, received, true)
    if (reason) await drop(portal, reason, name)
    return c.text('ok')
  })

  routes.post('/hooks/:path', async (c) => {
    const portal = await findPortal(c.req.param('path'))
    if (!portal) return c.notFound()
    const received = await receive(c)
    const reason = received ? await accept(portal, received) : 'malformed'
    if (reason) await drop(portal, reason, received?.envelope.name ?? '')
    return c.text('ok')
  })
  return routes
}
