import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { RestClient } from '../../client/create-rest-client.ts'
import { createClock, sleep } from '../../client/timing.ts'
import { createDiskStore } from './disk-store.ts'
import { createOneTab } from './one-tab.ts'
import { createQueueLog } from './queue-log.ts'
import { createQueueSource } from './queue-source.ts'

/** One for the page. */
const disk = createDiskStore()
const oneTab = createOneTab()
const clock = createClock()

/** The logs this browser has of a person in a portal; none where it gives no storage. */
export const listKeptLogs = (owner: { readonly origin: string; readonly userId: number }) =>
  disk.listLogs(owner).catch(() => [])

/** The log of one bot's queue, read and fed while it is on the screen. */
export const useQueueLog = (queue: {
  readonly origin: string
  readonly userId: number
  readonly botId: number
  readonly name: string
  readonly botToken: string | undefined
  readonly client: RestClient
  /** Whether there is a queue to poll. */
  readonly isPolled: boolean
}) => {
  const { origin, userId, botId, name, botToken, client, isPolled } = queue
  const log = useMemo(
    () =>
      createQueueLog({
        scope: { origin, userId, botId },
        name,
        disk,
        source: isPolled ? createQueueSource({ client, botId, botToken }) : undefined,
        oneTab,
        clock,
        sleep,
      }),
    [origin, userId, botId, name, botToken, client, isPolled],
  )
  useEffect(() => log.open(), [log])
  return { log, ...useSyncExternalStore(log.subscribe, log.getState) }
}
