import type { Sleep } from '../../client/timing.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import type { LiveFeed } from '../ports/live-feed.ts'
import type { Log } from '../ports/log.ts'
import { createAlarm } from './alarm.ts'
import { createLoop, type Loop } from './loop.ts'

type Listener = () => void

/**
 * Tells listeners of this worker's own changes at once. Where several workers share a database, `versionsOf` is asked
 * about every second for the pairings somebody listens to, so that changes of the others are told too.
 */
export const createLiveFeed = (parts: {
  /** undefined: this worker is the only one. */
  readonly versionsOf: ((ids: readonly string[]) => Promise<ReadonlyMap<string, number>>) | undefined
  readonly sleep: Sleep
  readonly log: Log
  readonly everyMs?: number
}): LiveFeed & Loop => {
  const { versionsOf, sleep, log, everyMs = 1000 } = parts
  const listeners = new Map<string, Set<Listener>>()
  const seen = new Map<string, number>()
  const alarm = createAlarm(sleep)

  const tell = (pairingId: string) => {
    for (const listener of listeners.get(pairingId) ?? []) listener()
  }

  const compare = async (ask: NonNullable<typeof versionsOf>) => {
    const versions = await ask([...listeners.keys()])
    for (const [id, version] of versions) {
      const last = seen.get(id)
      seen.set(id, version)
      // The first look tells too: somebody may have been faster between the listening and the look.
      if (last !== version) tell(id)
    }
    for (const id of seen.keys()) if (!listeners.has(id)) seen.delete(id)
  }

  const run = async () => {
    if (!versionsOf) return
    const look = async () => {
      if (listeners.size > 0) await compare(versionsOf)
    }
    await alarm.repeat(everyMs, look, (error) =>
      log.warn('the live feed could not look', { reason: reasonOf(error) }),
    )
  }

  return {
    changed: tell,
    listen: (pairingId, listener) => {
      const set = listeners.get(pairingId) ?? new Set()
      listeners.set(pairingId, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(pairingId)
      }
    },
    ...createLoop(run, alarm.stop),
  }
}
