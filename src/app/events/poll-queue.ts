import { pollMsAfter } from '../../client/poll-pace.ts'
import type { Clock, Sleep } from '../../client/timing.ts'
import { limits } from '../../contract/rest/enums.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { EventScope, EventStore, LogFacts, StoredUpTo } from './event-store.ts'
import { scopeKeyOf } from './event-store.ts'
import type { QueuePage, QueueSource } from './queue-source.ts'
import { findVanished } from './vanished-events.ts'

/** `peek` reads and never confirms; `own` confirms what it has stored. */
export type QueueMode = 'peek' | 'own'

/** What one look at the queue brought. */
export type Look = {
  readonly at: number
  readonly added: number
  /** What waited. */
  readonly page: QueuePage
  /** Gone since the look before, not by our doing. */
  readonly vanished: number
}

type FailedLook = { readonly error: unknown; readonly nextAt: number }

/** Polls that brought something before they are folded, when nothing else is to do. */
const foldAfter = 16

/** Everything below was confirmed by this console, or may have been. */
const ownUpToOf = ({ sources }: LogFacts, scope: EventScope): number =>
  sources.find(({ source }) => scopeKeyOf({ ...scope, source }) === scopeKeyOf(scope))?.ownUpTo ?? 0

const firstBackoffMs = 5000
const longestBackoffMs = 300_000

/** Milliseconds to wait after so many failures in a row; a portal that says when it opens again is believed. */
export const backoffMsOf = (failures: number, error: unknown, now: number): number => {
  const growing = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (failures - 1))
  const retryAt = error instanceof RestError ? error.retryAt : undefined
  return retryAt === undefined ? growing : Math.max(growing, retryAt - now)
}

/**
 * Looks at a queue until the signal aborts. Each page is stored as a whole first; in `own` the offset the store gives
 * for it is confirmed next, and the answer to that is the next page.
 */
export const pollQueue = async (queue: {
  readonly mode: QueueMode
  readonly source: QueueSource
  readonly store: EventStore
  readonly scope: EventScope
  readonly name: string
  /** The look before, if this tab has made one. */
  readonly before: QueuePage | undefined
  readonly clock: Clock
  readonly sleep: Sleep
  readonly onLook: (look: Look) => Promise<void>
  readonly onFailed: (failed: FailedLook) => void
  readonly signal: AbortSignal
}): Promise<void> => {
  const { mode, source, store, scope, name, clock, sleep, onLook, onFailed, signal } = queue
  let [looks, failures] = [0, 0]
  let newestAt: number | undefined
  let upTo: StoredUpTo | undefined
  let before = queue.before ?? { events: [], hasMore: false }
  let unfolded = 0

  const look = async (): Promise<number> => {
    const page = await (upTo === undefined ? source.peek(signal) : source.confirm(upTo, signal))
    signal.throwIfAborted()
    const ownUpTo = ownUpToOf(await store.readFacts(scope), scope)
    const vanished = findVanished({ before, now: page, ownUpTo, at: clock.now() }).length
    const stored = await store.append(scope, { items: page.events, name, isOwn: mode === 'own' })
    upTo = mode === 'own' ? stored.upTo : undefined
    before = page
    looks += 1
    if (stored.added > 0) {
      newestAt = clock.now()
      unfolded += 1
    }
    await onLook({ at: clock.now(), added: stored.added, page, vanished })
    if (mode === 'own' && page.hasMore) return limits.pollSecondsMore * 1000
    if (upTo !== undefined) return 0
    if (unfolded >= foldAfter) {
      await store.fold(scope)
      unfolded = 0
    }
    return pollMsAfter({ looks, newestAt, now: clock.now() })
  }

  while (!signal.aborted) {
    let waitMs: number
    try {
      waitMs = await look()
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      // Shown by the screen; nothing was confirmed that is not stored, and the same is asked again.
      failures += 1
      waitMs = backoffMsOf(failures, error, clock.now())
      onFailed({ error, nextAt: clock.now() + waitMs })
    }
    if (waitMs > 0) await sleep(waitMs, signal).catch(() => undefined)
  }
}
