const bucketMs = 60_000
const bucketCount = 10
const windowMs = bucketMs * bucketCount

type Bucket = { readonly startAt: number; seconds: number }

/** Seconds of work per method and caller, in ten buckets of a minute. */
export const createOperatingTime = (now: () => number) => {
  const used = new Map<string, Bucket[]>()

  const keptOf = (key: string): Bucket[] => {
    const oldest = now() - windowMs
    const kept = (used.get(key) ?? []).filter((bucket) => bucket.startAt > oldest)
    used.set(key, kept)
    return kept
  }

  /** What was used in the last ten minutes, and the unix time at which the oldest minute of it is forgotten. */
  const usage = (key: string) => {
    const kept = keptOf(key)
    return {
      operating: kept.reduce((sum, bucket) => sum + bucket.seconds, 0),
      operatingResetAt: Math.ceil(((kept[0]?.startAt ?? now()) + windowMs) / 1000),
    }
  }

  return {
    usage,
    add: (key: string, seconds: number): void => {
      const startAt = Math.floor(now() / bucketMs) * bucketMs
      const kept = keptOf(key)
      const current = kept.find((bucket) => bucket.startAt === startAt)
      if (current) current.seconds += seconds
      else kept.push({ startAt, seconds })
    },
    clear: (): void => used.clear(),
  }
}

export type OperatingTime = ReturnType<typeof createOperatingTime>
