import { chromium } from '@playwright/test'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median } from './statistics.ts'
import { verdictOf } from './tables.ts'

const root = resolve(import.meta.dirname, '..')

/** What the browser's worker has measured: milliseconds for all events of a round. */
export type EventFigures = {
  readonly rounds: readonly {
    readonly ours: number
    readonly strict: number
    readonly relaxed: number
    /** Two polls under way at a time, and two bare puts. */
    readonly oursTwo: number
    readonly strictTwo: number
    /** Of ours: objects to bytes, the tokens taken out. */
    readonly encodeMs: number
    readonly readBackMs: number
    readonly bytesEach: number
  }[]
}

const startServer = async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/events-browser.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
  })
  const script = outputFiles[0]?.text ?? ''
  const app = new Hono()
    .get('/', (c) => c.html('<!doctype html><title>bench</title>'))
    .get('/worker.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript' }))
  return new Promise<{ origin: string; stop: () => void }>((started) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      started({ origin: `http://127.0.0.1:${port}`, stop: () => void server.close() }),
    )
  })
}

const line = (name: string, figures: string, verdict = '') =>
  `${name.padEnd(36)}${figures.padEnd(96)}${verdict}`

/** Events onto the disk of a real browser, against bare puts of the same bytes; see docs/performance.md. */
export const runEvents = async ({
  isQuick,
  rounds,
}: {
  isQuick: boolean
  rounds: number
}): Promise<string> => {
  const server = await startServer()
  // A profile on the disk: a browser without one keeps its databases in memory.
  const profile = await mkdtemp(join(tmpdir(), 'bench-events-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  })
  try {
    const page = await context.newPage()
    await page.goto(server.origin)
    const asked = { count: isQuick ? 5000 : 50_000, rounds }
    const answered = await page.evaluate(
      (question) =>
        new Promise<unknown>((answer, fail) => {
          const worker = new Worker('/worker.js', { type: 'module' })
          worker.onmessage = ({ data }: MessageEvent<unknown>) => answer(data)
          worker.onerror = ({ message }) => fail(new Error(message))
          worker.postMessage(question)
        }),
      asked,
    )
    const figures = answered as EventFigures // from events-browser.ts
    const perSecond = (of: 'ours' | 'strict' | 'relaxed' | 'oursTwo' | 'strictTwo' | 'encodeMs') =>
      Math.round(median(figures.rounds.map((round) => (asked.count / round[of]) * 1000)))
    const ratio = (of: 'strict' | 'relaxed') => median(figures.rounds.map((round) => round[of] / round.ours))
    const size = median(figures.rounds.map(({ bytesEach }) => bytesEach))
    return [
      line(
        `${asked.count} events of ${(size / 1000).toFixed(2)} kB stored`,
        `${perSecond('ours')}/s, bare puts as durable ${perSecond('strict')}/s: ${ratio('strict').toFixed(2)} × (≥ 0.5)`,
        verdictOf(ratio('strict') >= 0.5, isQuick),
      ),
      line(
        'two polls at a time',
        `${perSecond('oursTwo')}/s, bare puts ${perSecond('strictTwo')}/s: ${median(figures.rounds.map(({ oursTwo, strictTwo }) => strictTwo / oursTwo)).toFixed(2)} ×`,
      ),
      line('', `of that, objects to bytes: ${perSecond('encodeMs')}/s`),
      line('', `bare puts, relaxed ${perSecond('relaxed')}/s: ${ratio('relaxed').toFixed(2)} ×`),
      line(
        `the newest 300 of ${asked.count} read back`,
        `${median(figures.rounds.map(({ readBackMs }) => readBackMs)).toFixed(1)} ms`,
      ),
    ].join('\n')
  } finally {
    await context.close()
    server.stop()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
