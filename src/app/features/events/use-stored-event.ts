import { useQuery } from '@tanstack/react-query'
import type { EventView } from '../../events/event-view.ts'
import { peekedEventOf } from '../../events/peeked-event.ts'

/** The whole of an event of the log, made sense of; null when it is not there any more. */
export const useStoredEvent = (view: EventView, owner: string, place: number) =>
  useQuery({
    queryKey: ['event', owner, place],
    queryFn: async () => {
      const stored = await view.read(place)
      return stored ? peekedEventOf(stored.item) : null
    },
    // What is stored never changes, and lies on this computer.
    staleTime: Infinity,
    gcTime: 60_000,
    networkMode: 'always',
    retry: false,
  })
