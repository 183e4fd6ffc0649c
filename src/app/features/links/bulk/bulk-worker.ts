// Runs beside the page: reads, checks and writes many rows, so that the page never waits.
import type { ToBackground } from './bulk-protocol.ts'
import { createBulkWork } from './bulk-work.ts'
import { drawLogo } from './draw-logo.ts'

const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

/** A turn of the event loop; a timer would cost four milliseconds. */
const pause = () =>
  new Promise<void>((resume) => {
    waiting.push(resume)
    channel.port2.postMessage(undefined)
  })

const work = createBulkWork({
  post: (message) => postMessage(message),
  pause,
  now: () => performance.now(),
  drawLogo,
})
addEventListener('message', ({ data }: MessageEvent<ToBackground>) => void work(data))
