import { limits } from '../../contract/rest/enums.ts'

/** The leaky bucket of a source: drains 2 requests a second, refuses what would make more than 50. */
export const createRequestBuckets = (now: () => number) => {
  const buckets = new Map<string, { level: number; at: number }>()
  return {
    /** False when the request is one too many. */
    take: (source: string): boolean => {
      const at = now()
      const bucket = buckets.get(source) ?? { level: 0, at }
      const level = Math.max(0, bucket.level - ((at - bucket.at) / 1000) * limits.requestsPerSecond)
      const fits = level + 1 <= limits.requestBurst
      buckets.set(source, { level: fits ? level + 1 : level, at })
      return fits
    },
    clear: (): void => buckets.clear(),
  }
}

export type RequestBuckets = ReturnType<typeof createRequestBuckets>
