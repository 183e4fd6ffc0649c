import { chromium, type Browser } from '@playwright/test'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { join, relative, resolve } from 'node:path'
import { median } from './statistics.ts'
import { verdictOf } from './tables.ts'

const root = resolve(import.meta.dirname, '..')

/** What the browser's worker has measured. */
export type LinkFigures = {
  /** Milliseconds for all codes. */
  readonly codes: {
    readonly rounds: readonly { readonly ours: number; readonly bare: number }[]
    readonly linkLength: number
  }
  /** Microseconds for one link. */
  readonly lint: readonly {
    readonly name: string
    readonly rounds: readonly { readonly bare: number; readonly built: number; readonly pasted: number }[]
  }[]
}

type Options = { readonly isQuick: boolean; readonly rounds: number }

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/links-browser.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
  })
  return outputFiles[0]?.text ?? ''
}

/** The built demo (console and portal in one tab), and the measuring worker beside it. */
const startServer = async () => {
  const script = await bundle()
  const app = new Hono()
    .get('/bench/', (c) => c.html('<!doctype html><title>bench</title>'))
    .get('/bench/worker.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript' }))
    .get('/*', serveStatic({ root: relative(process.cwd(), join(root, 'dist/demo')) }))
  return new Promise<{ origin: string; stop: () => void }>((started) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      started({ origin: `http://127.0.0.1:${port}`, stop: () => void server.close() }),
    )
  })
}

const measure = async (browser: Browser, origin: string, { isQuick, rounds }: Options) => {
  const page = await browser.newPage()
  await page.goto(`${origin}/bench/`)
  const asked = { count: isQuick ? 1000 : 10_000, times: isQuick ? 2000 : 20_000, rounds }
  const figures = await page.evaluate(
    (question) =>
      new Promise<unknown>((answer, fail) => {
        const worker = new Worker('/bench/worker.js', { type: 'module' })
        worker.onmessage = ({ data }: MessageEvent<unknown>) => answer(data)
        worker.onerror = ({ message }) => fail(new Error(message))
        worker.postMessage(question)
      }),
    asked,
  )
  await page.close()
  return { count: asked.count, figures: figures as LinkFigures } // from links-browser.ts
}

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  /** Processor time of the thread, in microseconds: without what others did in between. */
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

/** The longest task of a page's main thread by its processor time. */
const longestByProcessor = (trace: Buffer): number => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] } // the browser's format
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  )
  return traceEvents.reduce(
    (most, event) =>
      event.name.endsWith('RunTask') && mains.has(threadOf(event))
        ? Math.max(most, (event.tdur ?? 0) / 1000)
        : most,
    0,
  )
}

/** The real screen: rows pasted, checked, and written into a ZIP of codes, with the page's own long tasks watched. */
const watchScreen = async (browser: Browser, origin: string, count: number) => {
  const page = await browser.newPage()
  await page.goto(`${origin}/demo.html#/links/bulk`)
  const field = page.getByLabel('Rows', { exact: true })
  await field.waitFor()
  await page.waitForTimeout(2000) // the demo's own start is not what is measured
  await page.evaluate(() => {
    const tasks: { startTime: number; duration: number }[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))),
    ).observe({ type: 'longtask' })
  })
  const text = `code,customer,points\n${Array.from({ length: count }, (_, n) => `SPRING-${n},C-${n},${n}`).join('\n')}`
  await browser.startTracing(page, { categories: ['toplevel'] })
  const startedAt = performance.now()
  await field.evaluate((at, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    at.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await page.getByRole('status', { name: 'Counts' }).waitFor({ timeout: 60_000 })
  const checkedAt = performance.now()
  const pageCheckedAt = await page.evaluate(() => performance.now())
  await page.getByLabel('As', { exact: true }).selectOption('svgs')
  await page.getByRole('button', { name: 'Make the file' }).click()
  await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 600_000 })
  const writtenAt = performance.now()
  const processorMs = longestByProcessor(await browser.stopTracing())
  const tasks = await page.evaluate(
    () => (window as unknown as { tasks: { startTime: number; duration: number }[] }).tasks, // put there above
  )
  await page.close()
  const longest = (isIn: (startTime: number) => boolean) =>
    Math.max(0, ...tasks.filter(({ startTime }) => isIn(startTime)).map(({ duration }) => duration))
  return {
    longestReadingMs: longest((startTime) => startTime < pageCheckedAt),
    longestWritingMs: longest((startTime) => startTime >= pageCheckedAt),
    processorMs,
    checkSeconds: (checkedAt - startedAt) / 1000,
    zipSeconds: (writtenAt - checkedAt) / 1000,
  }
}

const line = (name: string, figures: string, verdict = '') =>
  `${name.padEnd(36)}${figures.padEnd(96)}${verdict}`

/** Links and codes in a real browser, against the bare libraries; see docs/performance.md. */
export const runLinks = async ({ isQuick, rounds }: Options): Promise<string> => {
  const server = await startServer()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' })
  try {
    const { count, figures } = await measure(browser, server.origin, { isQuick, rounds })
    const { codes, lint } = figures
    const ratio = median(codes.rounds.map(({ ours, bare }) => ours / bare))
    const ms = (of: 'ours' | 'bare') => median(codes.rounds.map((round) => round[of])).toFixed(0)
    const lines = [
      line(
        `${count} links with SVG codes`,
        `${ms('ours')} ms, bare qr ${ms('bare')} ms: ${ratio.toFixed(2)} × (≤ 1.3)`,
        verdictOf(ratio <= 1.3, isQuick),
      ),
      ...lint.map(({ name, rounds: all }) => {
        const by = (of: 'built' | 'pasted') => median(all.map((round) => round[of] / round.bare))
        const bare = median(all.map((round) => round.bare)).toFixed(2)
        return line(
          `encode + lint, ${name}`,
          `${by('built').toFixed(1)} × of ${bare} µs (≤ 6); as if pasted ${by('pasted').toFixed(0)} ×`,
          verdictOf(by('built') <= 6, isQuick),
        )
      }),
    ]
    for (const rows of isQuick ? [1000] : [10_000, 50_000]) {
      const { longestReadingMs, longestWritingMs, processorMs, checkSeconds, zipSeconds } = await watchScreen(
        browser,
        server.origin,
        rows,
      )
      lines.push(
        line(
          `the screen, ${rows} rows`,
          `checked in ${checkSeconds.toFixed(1)} s, ZIP in ${zipSeconds.toFixed(1)} s, longest task ${longestReadingMs.toFixed(0)} / ${longestWritingMs.toFixed(0)} ms (≤ 50), by processor time ${processorMs.toFixed(0)}`,
          verdictOf(Math.max(longestReadingMs, longestWritingMs) <= 50, isQuick),
        ),
      )
    }
    return lines.join('\n')
  } finally {
    await browser.close()
    server.stop()
  }
}
