import type { QueueState } from '../../events/queue-poller.ts'

const dayMs = 86_400_000
const soonMs = 3 * 3_600_000

/** How many of the events that wait in the queues are deleted within three hours: an event lives a day there. */
export const countExpiring = (queues: readonly QueueState[], now: number): number =>
  queues
    .flatMap(({ mode, reading }) =>
      reading.state === 'looked' && mode === 'peek' ? reading.look.page.events : [],
    )
    .filter(({ date }) => {
      const left = Date.parse(date) + dayMs - now
      return left > 0 && left < soonMs
    }).length
