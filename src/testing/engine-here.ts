import { createEngineClient } from '../app/events/engine-client.ts'
import type { FromEngine, ToEngine } from '../app/events/engine-protocol.ts'
import { createEventDb } from '../app/events/event-db.ts'
import { createEventEngine } from '../app/events/event-engine.ts'
import type { PageWorker } from '../lib/ask-worker.ts'

/** The real engine on this thread, in a world without a database: what it holds, it holds in memory. */
export const createEngineHere = () => {
  let crash: (detail: string) => void = () => undefined
  let started = 0
  const start = (): PageWorker<ToEngine, FromEngine> => {
    started += 1
    let isGone = false
    let onMessage: (message: FromEngine) => void = () => undefined
    const answer = createEventEngine({
      db: createEventDb(),
      post: (message) => {
        if (!isGone) onMessage(structuredClone(message))
      },
      pause: () => new Promise((resume) => setImmediate(resume)),
      now: () => performance.now(),
    })
    return {
      postMessage: (message, transfer = []) => {
        const sent = structuredClone(message, { transfer: [...transfer] })
        setImmediate(() => {
          if (!isGone) void answer(sent)
        })
      },
      terminate: () => {
        isGone = true
      },
      listen: (on) => {
        onMessage = on.message
        crash = on.crash
      },
    }
  }
  return {
    engine: createEngineClient(start),
    crash: (detail: string) => crash(detail),
    started: () => started,
  }
}
