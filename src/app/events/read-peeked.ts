import type { PolledItem } from '../../contract/rest/event-methods.ts'
import type { EventLine } from './describe-event.ts'
import { describeEvent } from './describe-event.ts'
import type { PeekedEvent } from './peeked-event.ts'
import { peekedEventOf } from './peeked-event.ts'

/** A look at a queue, made sense of: the events and, in the same order, their lines. */
export type PeekedLog = {
  readonly events: readonly PeekedEvent[]
  readonly lines: readonly EventLine[]
  readonly hasMore: boolean
}

/** Given to a query as its `select`, it runs once for each new look, not for each drawing. */
export const readPeeked = (peeked: {
  readonly items: readonly PolledItem[]
  readonly hasMore: boolean
}): PeekedLog => {
  const events = peeked.items.map(peekedEventOf)
  return { events, lines: events.map(describeEvent), hasMore: peeked.hasMore }
}
