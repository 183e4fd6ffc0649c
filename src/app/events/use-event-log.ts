import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { RestClient } from '../../client/create-rest-client.ts'
import { createClock, sleep } from '../../client/timing.ts'
import { createEngineClient, startEventWorker } from './engine-client.ts'
import { createEventLog } from './event-log.ts'
import { createOneTab } from './one-tab.ts'
import { createQueueSource } from './queue-source.ts'

/** One for the page. */
const engine = createEngineClient(startEventWorker)
const oneTab = createOneTab()
const clock = createClock()

/** The sources this browser has of a person in a portal. */
export const listKeptSources = async (owner: { readonly origin: string; readonly userId: number }) =>
  (await engine.readFacts(owner)).sources

export type QueueToFollow = {
  readonly botId: number
  readonly name: string
  readonly botToken: string | undefined
  /** Whether there is a queue to poll. */
  readonly isPolled: boolean
}

/** A person's log, read and fed while it is on the screen. */
export const useEventLog = (options: {
  readonly origin: string
  readonly userId: number
  readonly client: RestClient
  readonly queues: readonly QueueToFollow[]
}) => {
  const { origin, userId, client } = options
  // The same queues in a new list are the same queues.
  const queues = JSON.stringify(options.queues)
  const log = useMemo(
    () =>
      createEventLog({
        owner: { origin, userId },
        queues: (JSON.parse(queues) as readonly QueueToFollow[]).map(
          ({ botId, name, botToken, isPolled }) => ({
            botId,
            name,
            source: isPolled ? createQueueSource({ client, botId, botToken }) : undefined,
          }),
        ),
        engine,
        oneTab,
        clock,
        sleep,
      }),
    [origin, userId, client, queues],
  )
  const view = useMemo(() => engine.openView({ origin, userId }), [origin, userId])
  useEffect(() => log.open(), [log])
  return { log, view, ...useSyncExternalStore(log.subscribe, log.getState) }
}
