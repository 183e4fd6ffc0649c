import type { Clock } from '../../client/timing.ts'

/**
 * So many attempts of each key in a minute. One that proved good is given back, so that only the others count; one that
 * is under way counts already, so that many at once are no way around it.
 */
export const createAttemptRation = ({
  clock,
  perMinute,
}: {
  readonly clock: Clock
  readonly perMinute: number
}) => {
  let minute = 0
  const counts = new Map<string, number>()
  const countOf = (key: string) => {
    const now = Math.floor(clock.now() / 60_000)
    if (now !== minute) counts.clear()
    minute = now
    return counts.get(key) ?? 0
  }
  return {
    take: (key: string): boolean => {
      const count = countOf(key)
      if (count >= perMinute) return false
      counts.set(key, count + 1)
      return true
    },
    giveBack: (key: string): void => void counts.set(key, Math.max(0, countOf(key) - 1)),
  }
}
