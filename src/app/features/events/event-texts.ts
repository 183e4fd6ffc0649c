import { EventStoreError } from '../../events/event-store.ts'
import { describeError } from '../../messages/describe-error.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'
import { showControls } from '../../ui/show-controls.ts'

/** The name people see, or the code of a bot that has none. */
export const botNameOf = ({ bot, user }: KnownBot): string => showControls(user?.name.trim() || bot.code)

/** "1,204 events". */
export const eventsText = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`

/** A failed look in words; what the store could not do is not the portal's fault. */
export const describeLook = (error: unknown): ReturnType<typeof describeError> => {
  if (!(error instanceof EventStoreError)) return describeError(error)
  return {
    means:
      error.code === 'FULL'
        ? 'The browser has no room left, so nothing was stored and nothing confirmed.'
        : 'The browser gives this page no storage, so nothing was stored and nothing confirmed.',
    advice: 'Remove events here, or make room in the browser.',
    details: `${error.name}: ${error.message}`,
  }
}
