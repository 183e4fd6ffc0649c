/** Events in a full record. */
export const chunkSize = 1000

/** Small records that wait until they are folded although they do not fill a chunk. */
const mostSmall = 64

/** Whether the small records at the end of a log, given by their counts, are to be folded now. */
export const isWorthFolding = (counts: readonly number[]): boolean => {
  if (counts.length < 2) return false
  return counts.length >= mostSmall || counts.reduce((sum, count) => sum + count, 0) >= chunkSize
}
