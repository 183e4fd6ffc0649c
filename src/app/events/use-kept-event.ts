import { useState } from 'react'
import type { PeekedEvent } from './peeked-event.ts'

/** The chosen event, still in hand after the bot's own program has confirmed it: somebody may be answering it. */
export const useKeptEvent = (events: readonly PeekedEvent[], chosenId: number | undefined) => {
  const [kept, setKept] = useState<PeekedEvent>()
  const found = events.find(({ eventId }) => eventId === chosenId)
  if (found && found.eventId !== kept?.eventId) setKept(found)
  const chosen = found ?? (kept?.eventId === chosenId ? kept : undefined)
  return { chosen, isGone: chosen !== undefined && found === undefined }
}
