import { createHttpClient } from './http-client.ts'
import { cpuMsOf, memoryMbOf } from './process-figures.ts'
import { quantile } from './statistics.ts'
import type { Running } from './contestants.ts'

/** What one round at one load has shown. */
export type Figures = {
  readonly perSecond: number
  readonly p99Ms: number
  /** Processor time of the server for each lifecycle. */
  readonly cpuMs: number
  /** The most of it that was seen under this load. */
  readonly memoryMb: number
}

/** `clients` callers, each with one connection, one lifecycle after the other for about `ms`. */
export const runLoad = async (
  running: Running,
  { clients, ms }: { clients: number; ms: number },
): Promise<Figures> => {
  const latencies: number[] = []
  let memoryMb = 0
  const watch = setInterval(() => (memoryMb = Math.max(memoryMb, memoryMbOf(running.pid))), 200)
  const cpuBefore = cpuMsOf(running.pid)
  const startedAt = performance.now()
  const caller = async (slot: number) => {
    const http = createHttpClient(running.port)
    while (performance.now() - startedAt < ms) {
      const from = performance.now()
      await running.run(http, slot)
      latencies.push(performance.now() - from)
    }
    http.close()
  }
  try {
    await Promise.all(Array.from({ length: clients }, (_, slot) => caller(slot)))
  } finally {
    clearInterval(watch)
  }
  const tookMs = performance.now() - startedAt
  return {
    perSecond: (latencies.length / tookMs) * 1000,
    p99Ms: quantile(latencies, 0.99),
    cpuMs: (cpuMsOf(running.pid) - cpuBefore) / latencies.length,
    memoryMb: Math.max(memoryMb, memoryMbOf(running.pid)),
  }
}
