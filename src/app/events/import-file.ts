import { columnsOf } from './event-columns.ts'
import type { Appended, EventOwner, EventScope, Imported } from './event-store.ts'
import type { KeptLog } from './kept-log.ts'
import { readEventFile } from './read-event-file.ts'

/** No eye follows more. */
const tellMs = 250
const mostNamed = 20
/** Parts that are written while the next one is read. */
const mostUnderWay = 2

type Work = {
  readonly log: KeptLog
  readonly now: () => number
  /** Lets waiting messages in. */
  readonly pause: () => Promise<void>
  readonly isCancelled: () => boolean
  readonly tell: (done: number, of: number) => void
}

/** Reads a file, and stores what is new of it, part by part. */
export const importFile = async (
  { owner, file, name }: { readonly owner: EventOwner; readonly file: Blob; readonly name: string },
  { log, now, pause, isCancelled, tell }: Work,
): Promise<Imported> => {
  const scope: EventScope = { ...owner, source: { kind: 'file', file: name } }
  let [added, known, broken, toldAt] = [0, 0, 0, now()]
  const brokenAt: number[] = []
  const underWay: { readonly of: number; readonly stored: Promise<Appended> }[] = []
  const settle = async (most: number) => {
    while (underWay.length > most) {
      const next = underWay.shift()
      const stored = await next?.stored
      added += stored?.added ?? 0
      known += (next?.of ?? 0) - (stored?.added ?? 0)
    }
  }
  try {
    for await (const { items, lines, broken: not, readTo } of readEventFile(file)) {
      await pause()
      if (isCancelled()) throw new DOMException('Called off.', 'AbortError')
      broken += not.length
      brokenAt.push(...not.slice(0, mostNamed - brokenAt.length))
      const stored = log.append(scope, { name, isOwn: false, columns: columnsOf(items), lines })
      // Thrown where it is awaited.
      stored.catch(() => undefined)
      underWay.push({ of: items.length, stored })
      await settle(mostUnderWay - 1)
      if (now() - toldAt < tellMs) continue
      tell(readTo, file.size)
      toldAt = now()
    }
  } finally {
    await settle(0)
  }
  return { added, known, broken, brokenAt }
}
