import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RestClient } from '../../client/create-rest-client.ts'
import type { EventLine } from './describe-event.ts'
import { describeEvent } from './describe-event.ts'
import type { PeekedEvent } from './peeked-event.ts'
import { peekedEventOf } from './peeked-event.ts'
import type { QueueState } from './queue-poller.ts'
import { listKeptSources, useEventLog } from './use-event-log.ts'

/** An event of the log with its line; `line.id` is its place in the log. */
export type LogEntry = { readonly peeked: PeekedEvent; readonly line: EventLine }

/** The logs this browser has of a person in a portal; none where it gives no storage. */
export const listKeptLogs = async (owner: { readonly origin: string; readonly userId: number }) =>
  (await listKeptSources(owner).catch(() => [])).flatMap(({ source, name, count }) =>
    source.kind === 'bot' ? [{ botId: source.botId, name, count }] : [],
  )

const off: QueueState = { mode: 'peek', reading: { state: 'off' }, vanished: 0 }
const shownAtMost = 100

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
  const queues = useMemo(() => [{ botId, name, botToken, isPolled }], [botId, name, botToken, isPolled])
  const { log, view, facts, queues: states } = useEventLog({ origin, userId, client, queues })
  const { version, total } = useSyncExternalStore(view.subscribe, view.getState)
  const [entries, setEntries] = useState<readonly LogEntry[]>([])
  useEffect(() => view.setFilter({ kind: 'bot', bot: String(botId) }), [view, botId])
  useEffect(() => {
    let isCurrent = true
    const places = Array.from({ length: Math.min(total, shownAtMost) }, (_, n) => view.rowAt(n)?.place)
    view.show(0, shownAtMost)
    const read = async () => {
      const made: LogEntry[] = []
      for (const place of places) {
        const event = place === undefined ? undefined : await view.read(place)
        const peeked = event && peekedEventOf(event.item)
        if (peeked && place !== undefined)
          made.push({ peeked, line: { ...describeEvent(peeked), id: place } })
      }
      if (isCurrent) setEntries(made)
    }
    void read().catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [view, version, total])
  const state = { ...(states[botId] ?? off), facts, entries, storeError: facts?.storeError }
  return {
    ...state,
    log: {
      lookNow: log.lookNow,
      showMore: () => undefined,
      setMode: (mode: QueueState['mode']) => log.setMode(botId, mode),
      wipe: () => log.wipe(),
      setKeeping: log.setKeeping,
    },
  }
}
export type QueueLogState = Omit<ReturnType<typeof useQueueLog>, 'log'>
