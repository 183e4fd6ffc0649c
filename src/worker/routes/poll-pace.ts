import type { Clock } from '../../client/timing.ts'

const longestSeconds = 60

/** How fast somebody may ask for the state again (RFC 8628, section 3.5): too early makes the interval longer. */
export const createPollPace = (options: {
  readonly intervalSeconds: number
  readonly clock: Clock
  readonly maxKeys?: number
}) => {
  const { intervalSeconds, clock, maxKeys = 50_000 } = options
  const asked = new Map<string, { readonly at: number; readonly intervalSeconds: number }>()
  /** The interval to keep from now on, and whether this question came too early. */
  return (key: string): { readonly tooEarly: boolean; readonly intervalSeconds: number } => {
    const now = clock.now()
    const last = asked.get(key)
    // A second of grace: the way there and back is not the asker's fault.
    const tooEarly = last !== undefined && now - last.at < last.intervalSeconds * 1000 - 1000
    const next = Math.min(longestSeconds, last ? last.intervalSeconds + (tooEarly ? 5 : 0) : intervalSeconds)
    // A map keeps the order in which keys came: whoever has not asked for longest is forgotten first.
    asked.delete(key)
    const [oldest] = asked.keys()
    if (asked.size >= maxKeys && oldest !== undefined) asked.delete(oldest)
    asked.set(key, { at: now, intervalSeconds: next })
    return { tooEarly, intervalSeconds: next }
  }
}
