/** The middle of the sorted values; of an even number the lower middle, so that it is one that was measured. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The smallest value that at least this share of all values does not exceed; 0 for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
