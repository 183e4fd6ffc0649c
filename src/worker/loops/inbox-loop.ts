import { reasonOf } from '../../lib/reason-of.ts'
import type { InboxStore, StoredArrival } from '../ports/inbox.ts'
import { createAlarm } from './alarm.ts'
import { createLoop, type Loop, type LoopParts } from './loop.ts'

const lookEveryMs = 15_000
/** What is younger is in somebody's hands. */
const openForMs = 10_000
const atOnce = 64
const maxAttempts = 6
const firstPauseMs = 500
const finishMs = 15

export type InboxLoop = Loop & {
  /** Works off what was just stored. */
  readonly accept: (arrivals: readonly StoredArrival[]) => void
}

/**
 * Works off stored arrivals, also those that a crash left; one that fails is tried again and holds up no other. What is
 * under way may be handed over twice, by two workers or after a crash: `handle` must bear that.
 */
export const createInboxLoop = (
  parts: LoopParts & {
    readonly inbox: Pick<InboxStore, 'listOpen' | 'finish'>
    readonly handle: (arrival: StoredArrival) => Promise<void>
    /** An arrival failed so often that it is given up; it is finished afterwards. */
    readonly onGivenUp: (arrival: StoredArrival) => Promise<void>
  },
): InboxLoop => {
  const { inbox, handle, onGivenUp, clock, sleep, log } = parts
  const alarm = createAlarm(sleep)
  const stopped = new AbortController()
  const queue: StoredArrival[] = []
  const inHand = new Set<number>()
  const underWay = new Set<Promise<void>>()

  let finished: number[] = []
  let finishing: Promise<void> | undefined

  const flush = async () => {
    const ids = finished
    finished = []
    finishing = undefined
    await inbox.finish(ids)
  }
  /** What is finished within a moment is written down together; a crash before it only means working it off again. */
  const finishTogether = (id: number): Promise<void> => {
    finished.push(id)
    finishing ??= sleep(finishMs).then(flush)
    return finishing
  }

  const attempt = async (arrival: StoredArrival, tries: number): Promise<boolean> => {
    try {
      await handle(arrival)
      await finishTogether(arrival.id)
      return true
    } catch (error) {
      log.error('an arrival was not worked off', {
        id: arrival.id,
        memberId: arrival.memberId,
        tries,
        reason: reasonOf(error),
      })
      return false
    }
  }

  /** Ends after the last try, or when the loop is stopped: then it stays open in the store. */
  const work = async (arrival: StoredArrival): Promise<void> => {
    for (let tries = 1; tries <= maxAttempts; tries += 1) {
      if (await attempt(arrival, tries)) return
      if (alarm.isStopped()) return
      await sleep(firstPauseMs * 2 ** (tries - 1), stopped.signal).catch(() => undefined)
      if (alarm.isStopped()) return
    }
    await onGivenUp(arrival)
    await finishTogether(arrival.id)
  }

  const fill = () => {
    while (underWay.size < atOnce && !alarm.isStopped()) {
      const arrival = queue.shift()
      if (!arrival) return
      const worked = work(arrival)
        .catch(() => log.error('an arrival was not given up', { id: arrival.id }))
        .finally(() => {
          inHand.delete(arrival.id)
          underWay.delete(worked)
          fill()
        })
      underWay.add(worked)
    }
  }

  const accept = (arrivals: readonly StoredArrival[]) => {
    if (alarm.isStopped()) return
    for (const arrival of arrivals) {
      if (inHand.has(arrival.id)) continue
      inHand.add(arrival.id)
      queue.push(arrival)
    }
    fill()
  }

  /** At the start nothing is in anybody's hands. */
  let age = 0
  const look = async () => {
    const before = clock.now() - age
    age = openForMs
    accept(await inbox.listOpen({ before, limit: 1_000 }))
  }
  const loop = createLoop(
    () =>
      alarm.repeat(lookEveryMs, look, (error) =>
        log.error('the inbox cannot be read', { reason: reasonOf(error) }),
      ),
    () => {
      alarm.stop()
      stopped.abort(new Error('stopped'))
    },
  )

  return {
    accept,
    start: loop.start,
    stop: async () => {
      await loop.stop()
      await Promise.all(underWay)
    },
  }
}
