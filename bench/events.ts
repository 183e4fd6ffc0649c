import { chromium, type Page } from '@playwright/test'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { EventFilter } from '../src/app/events/event-filter.ts'
import type { PageJobs } from './events-page.ts'
import { median } from './statistics.ts'
import { verdictOf } from './tables.ts'

const root = resolve(import.meta.dirname, '..')

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
  })
  return outputFiles[0]?.text ?? ''
}

const startServer = async () => {
  const scripts = {
    '/page.js': await bundle('bench/events-page.ts'),
    '/bare.js': await bundle('bench/events-bare.ts'),
    '/event-worker.js': await bundle('src/app/events/event-worker.ts'),
  }
  const app = new Hono()
    // The browser tells how much memory a page takes only where no other can look into it.
    .use(async (c, next) => {
      await next()
      c.header('cross-origin-opener-policy', 'same-origin')
      c.header('cross-origin-embedder-policy', 'require-corp')
    })
    .get('/empty', (c) => c.html('<!doctype html><title>empty</title>'))
    .get('/', (c) =>
      c.html('<!doctype html><title>bench</title><script type="module" src="/page.js"></script>'),
    )
  for (const [path, script] of Object.entries(scripts))
    app.get(path, (c) => c.body(script, 200, { 'content-type': 'text/javascript' }))
  return new Promise<{ origin: string; stop: () => void }>((started) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      started({ origin: `http://127.0.0.1:${port}`, stop: () => void server.close() }),
    )
  })
}

/** Runs a job of events-page.ts on the page. */
const run = <K extends keyof PageJobs>(page: Page, job: K, ...about: unknown[]) =>
  page.evaluate(
    ([name, given]) => {
      const jobs = Reflect.get(globalThis, 'jobs') as Record<string, (...given: unknown[]) => unknown> // put there by the script
      return jobs[name as string]?.(...(given as unknown[])) // as passed below
    },
    [job, about],
  ) as Promise<Awaited<ReturnType<PageJobs[K]>>> // what the job answers

const bare = (page: Page, job: string, about?: unknown) => run(page, 'bare', job, about) as Promise<number> // milliseconds

/** Megabytes the page and its workers hold after a collection. */
const memoryOf = async (page: Page): Promise<number> => {
  const client = await page.context().newCDPSession(page)
  await client.send('HeapProfiler.collectGarbage')
  const bytes = await page.evaluate(async () => {
    type Measure = () => Promise<{ bytes: number }>
    const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory') as Measure // not in every browser
    return (await measure.call(performance)).bytes
  })
  await client.detach()
  return bytes / 1_000_000
}

const line = (name: string, figures: string, verdict = '') =>
  `${name.padEnd(44)}${figures.padEnd(92)}${verdict}`
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
const times = (value: number) => `${value.toFixed(2)} ×`

type Options = { readonly isQuick: boolean; readonly rounds: number }

/** The one way and the other in turns; whoever begins a round ends the next one. */
const inTurns = async (rounds: number, ways: readonly (readonly [string, () => Promise<number>])[]) => {
  const all = new Map<string, number[]>(ways.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const [name, way] of round % 2 === 0 ? ways : ways.toReversed()) all.get(name)?.push(await way())
  const of = (name: string): readonly number[] => all.get(name) ?? []
  return {
    ms: (name: string) => median(of(name)),
    /** Of the same rounds. */
    ratio: (name: string, by: string) => median(of(name).map((value, round) => value / (of(by)[round] ?? 1))),
  }
}

const storeRate = async (page: Page, { isQuick, rounds }: Options): Promise<string[]> => {
  const count = isQuick ? 5000 : 30_000
  await run(page, 'makePages', count)
  const bytes = await bare(page, 'prepare', { count })
  const put = (lanes: number, durability: string) => () => bare(page, 'put', { lanes, durability })
  await run(page, 'store', 1) // warms up
  const turns = await inTurns(rounds, [
    ['ours', () => run(page, 'store', 1)],
    ['bare', put(1, 'strict')],
    ['oursTwo', () => run(page, 'store', 2)],
    ['bareTwo', put(2, 'strict')],
    ['relaxed', put(1, 'relaxed')],
    ['encode', () => bare(page, 'encode', { count })],
  ])
  const rate = (name: string) => `${Math.round(count / turns.ms(name))}k/s`
  const [one, two] = [turns.ratio('bare', 'ours'), turns.ratio('bareTwo', 'oursTwo')]
  return [
    line(
      `${count} events of ${(bytes / count / 1000).toFixed(2)} kB stored`,
      `${rate('oursTwo')} with two looks under way, bare puts as durable ${rate('bareTwo')}: ${times(two)} (≥ 0.5)`,
      verdictOf(two >= 0.5, isQuick),
    ),
    line('', `${rate('ours')} one look after the other, bare ${rate('bare')}: ${times(one)}`),
    line('', `objects to bytes alone ${rate('encode')}, bare puts, relaxed ${rate('relaxed')}`),
  ]
}

const files = async (page: Page, { isQuick, rounds }: Options): Promise<string[]> => {
  const count = isQuick ? 10_000 : 100_000
  await bare(page, 'prepare', { count })
  const seen: { firstRowsMs: number; longestTaskMs: number }[] = []
  const turns = await inTurns(Math.min(rounds, 3), [
    [
      'ours',
      async () => {
        await run(page, 'wipe')
        const figures = await run(page, 'importFile', count, 0)
        seen.push(figures)
        return figures.ms
      },
    ],
    ['bare', () => bare(page, 'decodeAndParse')],
  ])
  const ratio = turns.ratio('ours', 'bare')
  const firstRows = median(seen.map(({ firstRowsMs }) => firstRowsMs))
  const longest = Math.max(...seen.map(({ longestTaskMs }) => longestTaskMs))
  return [
    line(
      `a file of ${count} shown and kept`,
      `${ms(turns.ms('ours'))}, bare decode and parse ${ms(turns.ms('bare'))}: ${times(ratio)} (≤ 2)`,
      verdictOf(ratio <= 2, isQuick),
    ),
    line('  first rows', `${ms(firstRows)} (≤ 150)`, verdictOf(firstRows <= 150, isQuick)),
    line(
      '  longest task of the page',
      longest === 0 ? 'none over 50 ms' : ms(longest),
      verdictOf(longest === 0, isQuick),
    ),
  ]
}

const searches = async (page: Page, { isQuick, rounds }: Options): Promise<string[]> => {
  const lines: string[] = []
  const plain: readonly (readonly [string, EventFilter])[] = [
    ['type', { kind: 'type', name: 'command' }],
    ['bot', { kind: 'bot', bot: '457' }],
    ['user', { kind: 'user', user: 'мария' }],
  ]
  for (const [name, filter] of plain) {
    const figures = []
    for (let round = 0; round < rounds; round += 1) figures.push(await run(page, 'filter', filter))
    const [first, all] = [median(figures.map((one) => one.firstRowsMs)), median(figures.map((one) => one.ms))]
    lines.push(
      line(
        `filter by ${name}, ${figures[0]?.total} left`,
        `first rows ${ms(first)} (≤ 33), complete ${ms(all)} (≤ 100)`,
        verdictOf(first <= 33 && all <= 100, isQuick),
      ),
    )
  }
  await bare(page, 'loadColumns')
  for (const text of ['order', 'заказ', 'no 77777']) {
    const firsts: number[] = []
    const turns = await inTurns(rounds, [
      [
        'ours',
        async () => {
          const figures = await run(page, 'filter', { kind: 'text', text })
          firsts.push(figures.firstRowsMs)
          return figures.ms
        },
      ],
      ['bare', () => bare(page, 'scanColumns', { text })],
    ])
    const ratio = turns.ratio('ours', 'bare')
    lines.push(
      line(
        `text ${JSON.stringify(text)} in the columns`,
        `first hits ${ms(median(firsts))} (≤ 50), complete ${ms(turns.ms('ours'))}, bare scan ${ms(turns.ms('bare'))}: ${times(ratio)} (≤ 2)`,
        verdictOf(median(firsts) <= 50 && ratio <= 2, isQuick),
      ),
    )
  }
  const firsts: number[] = []
  const inside = { kind: 'payload', text: '"COMMAND_PARAMS":"yes"' } as const
  const turns = await inTurns(Math.min(rounds, 2), [
    [
      'ours',
      async () => {
        const figures = await run(page, 'filter', inside)
        firsts.push(figures.firstRowsMs)
        return figures.ms
      },
    ],
    ['bare', () => bare(page, 'readBack')],
  ])
  const ratio = turns.ratio('ours', 'bare')
  lines.push(
    line(
      'inside payloads, from the disk',
      `first hits ${ms(median(firsts))} (≤ 500), complete ${ms(turns.ms('ours'))}, bare read-back ${ms(turns.ms('bare'))}: ${times(ratio)} (≤ 1.5)`,
      verdictOf(median(firsts) <= 500 && ratio <= 1.5, isQuick),
    ),
  )
  const cancelled = await run(page, 'cancel', inside)
  lines.push(line('  called off', `${ms(cancelled.ms)}, ${Math.round(cancelled.share * 100)} % looked at`))
  return lines
}

const rates = async (page: Page, isQuick: boolean, first: number): Promise<string[]> => {
  const lines: string[] = []
  for (const perSecond of [500, 5000]) {
    const seconds = isQuick ? 2 : 8
    const { lost, p95Ms, mostMs, longestTaskMs } = await run(page, 'replay', {
      perSecond,
      seconds,
      first: first + perSecond * 1000,
    })
    lines.push(
      line(
        `${perSecond}/s for ${seconds} s`,
        `${lost} lost, a row after p95 ${ms(p95Ms)}, at most ${ms(mostMs)} (≤ 250), longest task ${ms(longestTaskMs)}`,
        verdictOf(lost === 0 && mostMs <= 250, isQuick),
      ),
    )
  }
  return lines
}

/** The event log of the console in a real browser beside what the browser itself takes; see docs/performance.md. */
export const runEvents = async (options: Options): Promise<string> => {
  const { isQuick } = options
  const server = await startServer()
  // A profile on the disk: a browser without one keeps its databases in memory.
  const profile = await mkdtemp(join(tmpdir(), 'bench-events-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // Otherwise the browser tells its memory only some time later.
    args: ['--enable-blink-features=ForceEagerMeasureMemory'],
  })
  const page = await context.newPage()
  const open = async () => {
    await page.goto(`${server.origin}/`)
    await page.waitForFunction(() => 'jobs' in globalThis)
  }
  try {
    const lines: string[] = []
    await page.goto(`${server.origin}/empty`)
    const empty = await memoryOf(page)
    const measureMemory = async (count: number, target: number) => {
      await open()
      const loaded = await run(page, 'load', count)
      const held = (await memoryOf(page)) - empty
      const name = `${count.toLocaleString('en')} on disk`
      lines.push(
        line(
          `${name}: reload`,
          `first rows ${ms(loaded.firstRowsMs)} (≤ 1 s), all columns ${ms(loaded.ms)}`,
          verdictOf(loaded.firstRowsMs <= 1000, isQuick),
        ),
        line(`${name}: memory`, `${held.toFixed(0)} MB (≤ ${target})`, verdictOf(held <= target, isQuick)),
      )
    }
    await open()
    lines.push(...(await storeRate(page, options)))
    lines.push(...(await files(page, options)))
    await measureMemory(isQuick ? 10_000 : 100_000, 60)
    const million = isQuick ? 50_000 : 1_000_000
    const part = isQuick ? 10_000 : 100_000
    for (let first = part; first < million; first += part) await run(page, 'importFile', part, first)
    await measureMemory(million, 300)
    lines.push(...(await searches(page, options)))
    lines.push(...(await rates(page, isQuick, million)))
    return lines.join('\n')
  } finally {
    await context.close()
    server.stop()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
