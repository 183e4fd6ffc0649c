// Runs beside the page: holds the events, on disk and as columns in memory, so that the page never waits.
import type { ToEngine } from './engine-protocol.ts'
import { createEventDb } from './event-db.ts'
import { createEventEngine } from './event-engine.ts'

const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

/** A turn of the event loop; a timer would cost four milliseconds. */
const pause = () =>
  new Promise<void>((resume) => {
    waiting.push(resume)
    channel.port2.postMessage(undefined)
  })

const answer = createEventEngine({
  db: createEventDb(),
  post: (message) => postMessage(message),
  pause,
  now: () => performance.now(),
})
addEventListener('message', ({ data }: MessageEvent<ToEngine>) => void answer(data))
