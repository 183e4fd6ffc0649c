import type { BotEvent } from '../../contract/events/bot-event.ts'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { MalformedEventError } from '../../contract/events/malformed-event-error.ts'
import { withoutSecrets } from '../../contract/events/unknown-event.ts'
import type { PolledItem } from '../../contract/rest/event-methods.ts'

/** What one item of the queue turned out to be; a malformed one is shown, never dropped. */
export type ReadEvent =
  | { readonly state: 'read'; readonly event: BotEvent }
  | { readonly state: 'malformed'; readonly problem: string }

/** One event that waits in a bot's queue. */
export type PeekedEvent = {
  readonly eventId: number
  /** Epoch milliseconds; 0 when the portal's date cannot be read. */
  readonly at: number
  /** The platform's name: `ONIMBOTV2MESSAGEADD`. */
  readonly name: string
  readonly read: ReadEvent
  /** The item as it came, tokens taken out. */
  readonly raw: unknown
}

const readItem = (item: PolledItem): ReadEvent => {
  try {
    return { state: 'read', event: decodePolledEvent(item) }
  } catch (error) {
    if (error instanceof MalformedEventError) return { state: 'malformed', problem: error.message }
    throw error
  }
}

/** Makes sense of a polled item, as far as that goes. */
export const peekedEventOf = (item: PolledItem): PeekedEvent => ({
  eventId: item.eventId,
  at: Date.parse(item.date) || 0,
  name: item.type,
  read: readItem(item),
  raw: withoutSecrets(item),
})
