import type { PolledItem } from '../../contract/rest/event-methods.ts'

/** The portal itself deletes what is a day old; an hour is left for clocks that differ. */
const ownDeathMs = 23 * 3_600_000

type Look = { readonly events: readonly PolledItem[]; readonly hasMore: boolean }

/**
 * Events of the look before that are gone although we did not confirm them and they were too young to die:
 * somebody else confirms here.
 */
export const findVanished = (looks: {
  readonly before: Look
  readonly now: Look
  /** Everything below was confirmed by us, or may have been. */
  readonly ownUpTo: number
  /** Epoch milliseconds. */
  readonly at: number
}): readonly PolledItem[] => {
  const { before, now, ownUpTo, at } = looks
  const still = new Set(now.events.map(({ eventId }) => eventId))
  const highest = now.events.reduce((most, { eventId }) => Math.max(most, eventId), -1)
  return before.events.filter(({ eventId, date }) => {
    if (still.has(eventId) || eventId < ownUpTo) return false
    // A full page shows only the oldest; what is behind its end may be there.
    if (now.hasMore && eventId > highest) return false
    return at - Date.parse(date) < ownDeathMs
  })
}
