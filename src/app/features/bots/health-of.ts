import type { Bot } from '../../../contract/rest/entities.ts'
import type { PeekedEvents } from '../../queries/event-queries.ts'
import { formatRelativeTime } from '../../ui/relative-time.ts'

/** How a bot is: in a few words, and why. */
export type Health = {
  readonly tone: 'grey' | 'green' | 'orange' | 'red'
  readonly says: string
  readonly reason: string
}

const hourMs = 3_600_000

/** A program that asks every few minutes leaves nothing this long; the platform deletes what is older than a day. */
const lateAfterMs = hourMs
const soonLostAfterMs = 20 * hourMs

type HealthFacts = {
  readonly bot: Bot
  /** What waited at the latest look of this tab; undefined when nobody looked. */
  readonly peeked: PeekedEvents | undefined
  /** Epoch milliseconds of that look. */
  readonly lookedAt: number
}

const unknown = (reason: string): Health => ({ tone: 'grey', says: 'health not known', reason })

/** Judged by how long its oldest event waited when somebody last looked; nothing is asked for it. */
export const healthOf = ({ bot, peeked, lookedAt }: HealthFacts): Health => {
  if (bot.eventMode === 'webhook') return unknown('The portal posts its events and keeps no record of them.')
  if (bot.eventMode === undefined) return unknown('Only its owner is told how it gets its events.')
  if (!peeked) return unknown('Nobody has looked at its queue in this tab; open its events to look.')
  const oldest = peeked.items.at(-1)
  if (!oldest)
    return { tone: 'green', says: 'no events wait', reason: 'Its queue was empty at the latest look.' }
  const says = peeked.hasMore
    ? `${peeked.items.length} or more events wait`
    : peeked.items.length === 1
      ? '1 event waits'
      : `${peeked.items.length} events wait`
  const at = Date.parse(oldest.date)
  if (Number.isNaN(at)) return { tone: 'orange', says, reason: 'The portal does not say since when.' }
  const age = formatRelativeTime(at, lookedAt)
  if (lookedAt - at > soonLostAfterMs)
    return { tone: 'red', says, reason: `The oldest came ${age}; an event is lost after 24 hours.` }
  const tone = lookedAt - at > lateAfterMs ? 'orange' : 'green'
  return { tone, says, reason: `At the latest look the oldest had come ${age}.` }
}
