import { startContestant } from './contestants.ts'
import { createHttpClient } from './http-client.ts'
import { follow, start } from './lifecycle.ts'
import { quantile } from './statistics.ts'

const people = 200
const withinMs = 10_000
const patienceMs = 60_000

export type LimitsFigures = {
  readonly p50Seconds: number
  readonly p95Seconds: number
  readonly lost: number
  /** What the portal was asked for all cards; a batch is one. */
  readonly restRequests: number
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/**
 * The portal's real limits: 2 requests a second, 50 at once. Two hundred people start within ten seconds; how long
 * after the context event does each have a card?
 */
export const runUnderLimits = async (): Promise<LimitsFigures> => {
  const running = await startContestant('worker', { portal: 'emulator', users: people, isLimited: true })
  const { portal, port, texts, users } = running
  const before = portal.requests()
  const one = async (userId: number, index: number): Promise<number | undefined> => {
    await pause((withinMs / people) * index)
    const http = createHttpClient(port)
    const { id, code } = await start(http)
    const card = portal.cardOf(id)
    const followedAt = performance.now()
    await follow(http, texts, { code, userId })
    http.close()
    const told = await Promise.race([card, pause(patienceMs).then(() => undefined)])
    return told && (told.at - followedAt) / 1000
  }
  try {
    const waits = await Promise.all(users.slice(0, people).map(one))
    const seconds = waits.filter((wait) => wait !== undefined)
    return {
      p50Seconds: quantile(seconds, 0.5),
      p95Seconds: quantile(seconds, 0.95),
      lost: people - seconds.length,
      restRequests: portal.requests() - before,
    }
  } finally {
    await running.stop()
  }
}
