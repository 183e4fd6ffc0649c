import type { Histogram } from '../../events/event-view.ts'
import type { EventFamily } from './event-families.ts'
import { families, familyOf } from './event-families.ts'

/** One bar: how many events of each family, in the families' order, and all together. */
type Bar = { readonly counts: readonly number[]; readonly total: number }

export type Stacked = {
  readonly bars: readonly Bar[]
  readonly highest: number
  /** The families there are, most frequent first. */
  readonly present: readonly { readonly family: EventFamily; readonly count: number }[]
}

/** A histogram by type as bars by family. */
export const stackSpans = ({ names, counts }: Histogram): Stacked => {
  const familyIndexes = names.map((name) => families.indexOf(familyOf(name)))
  const bars = counts.map((span): Bar => {
    const sums = families.map(() => 0)
    span.forEach((count, name) => {
      const family = familyIndexes[name] ?? families.length - 1
      sums[family] = (sums[family] ?? 0) + count
    })
    return { counts: sums, total: sums.reduce((sum, count) => sum + count, 0) }
  })
  const present = families
    .map((family, index) => ({ family, count: bars.reduce((sum, bar) => sum + (bar.counts[index] ?? 0), 0) }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
  return { bars, highest: bars.reduce((most, { total }) => Math.max(most, total), 0), present }
}
