const pieceBytes = 4_000_000

/**
 * Collects a file piece by piece. Every few megabytes go over to the browser, which keeps them outside of the
 * script's memory and on disk if they are many: only one piece is held here at a time.
 */
export const createBlobWriter = (type: string) => {
  const blobs: Blob[] = []
  let held: BlobPart[] = []
  let bytes = 0
  const handOver = () => {
    if (held.length > 0) blobs.push(new Blob(held))
    held = []
    bytes = 0
  }
  return {
    add: (part: string | Uint8Array<ArrayBuffer>): void => {
      held.push(part)
      bytes += part.length
      if (bytes >= pieceBytes) handOver()
    },
    finish: (): Blob => {
      handOver()
      return new Blob(blobs, { type })
    },
  }
}
