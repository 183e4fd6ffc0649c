import { sleep, type Sleep } from '../../client/timing.ts'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { MalformedEventError } from '../../contract/events/malformed-event-error.ts'
import { limits } from '../../contract/rest/enums.ts'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import type { Portal } from '../portal/portal.ts'
import { isOurs, tokenParam, type KnownBot } from './bot-queries.ts'
import { isSameContext } from './same-context.ts'

type Context = Readonly<Record<string, unknown>>

/** What came of a test context. */
export type ContextProof =
  /** The bot was told exactly this; `received` is what stands in its queue. */
  | { readonly kind: 'heard'; readonly received: Context; readonly afterMs: number }
  /**
   * The portal took it, and within the time it did not come into the queue. `other`: the last context of this person
   * that came instead. `isFull`: so much came meanwhile that the newest cannot be seen.
   */
  | { readonly kind: 'unheard'; readonly other: Context | undefined; readonly isFull: boolean }
  /** `webhook`: the event is posted and leaves no trace; `notOurs`: another app's queue; `fullQueue`: the newest cannot be seen. */
  | { readonly kind: 'unprovable'; readonly why: 'webhook' | 'notOurs' | 'fullQueue' }

const lookMs = 2000
const looks = 8

/** A look at the queue; there is no way to give it an offset, so nothing is confirmed. */
const peek = async (portal: Portal, { bot, botToken }: KnownBot, signal: AbortSignal) =>
  portal.client.call(
    'imbot.v2.Event.get',
    { botId: bot.id, limit: limits.events.max, ...tokenParam(botToken) },
    { signal },
  )

const contextOf = (item: PolledItem, userId: number): Context | undefined => {
  try {
    const event = decodePolledEvent(item)
    return event.type === 'contextGet' && event.user.id === userId ? event.context : undefined
  } catch (error) {
    if (error instanceof MalformedEventError) return undefined // somebody else's, and not as documented
    throw error
  }
}

type Proving = {
  readonly known: KnownBot
  readonly context: Context
  readonly signal: AbortSignal
  /** How to wait between two looks. */
  readonly pause?: Sleep
}

/**
 * Hands the bot a context as the person at the screen would, and waits until just this context stands in the bot's queue:
 * whatever else the same person sends meanwhile proves nothing. Confirms nothing. Rejects with the portal's `RestError`,
 * or when `signal` calls it off.
 */
export const proveContext = async (
  portal: Portal,
  { known, context, signal, pause = sleep }: Proving,
): Promise<ContextProof> => {
  if (!isOurs(known)) return { kind: 'unprovable', why: 'notOurs' }
  if (known.bot.eventMode === 'webhook') return { kind: 'unprovable', why: 'webhook' }
  const before = await peek(portal, known, signal)
  if (before.hasMore) return { kind: 'unprovable', why: 'fullQueue' }
  const last = Math.max(0, ...before.events.map(({ eventId }) => eventId))
  const sentAt = Date.now()
  await portal.client.call(
    'im.v2.Chat.Bot.sendContext',
    { dialogId: String(known.bot.id), context },
    { signal },
  )
  let [other, isFull]: [Context | undefined, boolean] = [undefined, false]
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await pause(lookMs, signal)
    const { events, hasMore } = await peek(portal, known, signal)
    const came = events
      .filter(({ eventId }) => eventId > last)
      .map((item) => contextOf(item, portal.user.id))
      .filter((one) => one !== undefined)
    const received = came.find((one) => isSameContext(context, one))
    if (received) return { kind: 'heard', received, afterMs: Date.now() - sentAt }
    other = came.at(-1) ?? other
    isFull = hasMore
  }
  return { kind: 'unheard', other, isFull }
}
