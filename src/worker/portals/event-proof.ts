import { createRestClient } from '../../client/create-rest-client.ts'
import type { RestBudget } from '../../client/rest-budget.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import type { WebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { createRation } from '../../lib/create-ration.ts'
import { auditLine } from '../ports/audit.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Credentials } from './credentials.ts'
import type { PortalClient } from './portal-client.ts'
import type { PortalStore } from './portal-store.ts'
import type { Portal } from './portal.ts'

/** Why an arrival is not believed. Told to nobody outside. */
export type Unproved = 'otherMember' | 'noToken' | 'wrongToken' | 'noBot' | 'noProof'

type Proof = 'proved' | Unproved

export type ProveArrival = (arrival: {
  readonly portal: Portal
  readonly envelope: WebhookEnvelope
  /** It came to an address that anybody can guess; what it says is tried out a few times a minute and no more. */
  readonly isOpenDoor?: boolean
}) => Promise<Proof>

/** The platform cuts the token it makes of a bot's own one. */
const cutAt = 50

/** Proofs cost the portal's requests: after some that failed, the open door's next ones wait for the next minute. */
const failuresPerMinute = 5

/**
 * Whether a webhook was sent by the portal. A botToken bot's application token is computed. An app's is pinned: by the
 * install exchange, or here, by an access token of the event that shows itself, at the portal's *stored* address, to be
 * more than any user's: it gets the owner's form of our bot and acts as the bot itself or an administrator. Nothing is
 * learned from the event alone, and no address is taken from it.
 */
export const createEventProof = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'pinApplicationToken'>
  readonly credentials: Pick<Credentials, 'find'>
  readonly secrets: Pick<Secrets, 'isEqual' | 'digest'>
  readonly portalClient: Pick<PortalClient, 'sendWithToken'>
  readonly budgetFor: (memberId: string) => RestBudget
  readonly clock: Clock
  readonly sleep: Sleep
}): ProveArrival => {
  const { portals, credentials, secrets, portalClient, budgetFor, clock, sleep } = parts
  const queues = new Map<string, Promise<unknown>>()
  const ration = createRation({ clock, limit: failuresPerMinute, windowMs: 60_000 })

  const isOwner = async ({ memberId, bot }: Portal, accessToken: string): Promise<boolean> => {
    if (!bot) return false
    const send = portalClient.sendWithToken(memberId, accessToken)
    const client = createRestClient({ send, clock, sleep, budget: budgetFor(memberId), repeats: false })
    try {
      const seen = await client.call('imbot.v2.Bot.get', { botId: bot.botId })
      if (seen.bot.id !== bot.botId || seen.bot.eventMode === undefined) return false
      const who = await client.call('profile', {})
      return who.ADMIN === true || who.ID === String(bot.botId)
    } catch (error) {
      if (error instanceof RestError) return false
      throw error
    }
  }

  const pin = async (portal: Portal, envelope: WebhookEnvelope, applicationToken: string): Promise<Proof> => {
    const { memberId } = portal
    for (const token of [envelope.botAuth.accessToken, envelope.auth.accessToken]) {
      if (token === undefined || !(await isOwner(portal, token))) continue
      const line = { at: clock.now(), memberId, kind: 'applicationTokenPinned', detail: { by: 'event' } }
      await portals.pinApplicationToken(memberId, secrets.digest(applicationToken), [auditLine(line)])
      return 'proved'
    }
    return 'noProof'
  }

  /** One at a time for a portal: what the first one proves, the next only compare. */
  const inLine = <T>(memberId: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(memberId) ?? Promise.resolve()).then(work, work)
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (queues.get(memberId) === settled) queues.delete(memberId)
      })
    queues.set(memberId, settled)
    return turn
  }

  const proveApp = (
    memberId: string,
    { envelope, isOpenDoor = false }: Pick<Parameters<ProveArrival>[0], 'envelope' | 'isOpenDoor'>,
    token: string,
  ) =>
    inLine(memberId, async (): Promise<Proof> => {
      const portal = await portals.find(memberId)
      if (!portal?.bot) return 'noBot'
      const pinned = portal.bot.applicationTokenDigest
      if (pinned !== null && secrets.isEqual(secrets.digest(token), pinned)) return 'proved'
      // An update of the app may bring a new token; nothing else may replace a pinned one.
      if (pinned !== null && envelope.name !== 'ONAPPUPDATE') return 'wrongToken'
      if (isOpenDoor && !ration.take(memberId)) return 'noProof'
      const proof = await pin(portal, envelope, token)
      if (isOpenDoor && proof === 'proved') ration.giveBack(memberId)
      return proof
    })

  return async ({ portal, envelope, isOpenDoor }) => {
    const { applicationToken, memberId } = envelope.auth
    if (memberId !== undefined && memberId !== portal.memberId) return 'otherMember'
    if (applicationToken === undefined || applicationToken === '') return 'noToken'
    const pinned = portal.bot?.applicationTokenDigest
    if (pinned && secrets.isEqual(secrets.digest(applicationToken), pinned)) return 'proved'
    const held = await credentials.find(portal.memberId)
    if (held?.credential.kind === 'oauth')
      return proveApp(portal.memberId, { envelope, ...(isOpenDoor ? { isOpenDoor } : {}) }, applicationToken)
    if (held?.credential.kind !== 'webhook') return 'noProof'
    const expected = `custom${held.credential.botToken}`
    const isWhole = secrets.isEqual(applicationToken, expected)
    const isCut = secrets.isEqual(applicationToken, expected.slice(0, cutAt))
    return isWhole || isCut ? 'proved' : 'wrongToken'
  }
}
