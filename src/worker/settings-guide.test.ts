import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMetrics } from './host/create-metrics.ts'
import { environmentSchema } from './settings-schema.ts'
import { readWorkerSettings } from './settings.ts'

const guide = readFileSync(new URL('../../docs/guides/running-the-worker.md', import.meta.url), 'utf8')

/** The cells of the table that follows a mark. */
const rowsAfter = (mark: string): readonly (readonly string[])[] => {
  const table = guide.split(mark)[1]?.split('\n\n')[1] ?? ''
  return table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
}
const word = (cell = ''): string => cell.replaceAll('`', '')

const documented = new Map(rowsAfter('<!-- settings:').map(([name, value]) => [word(name), word(value)]))

/** As somebody would write it into an environment; undefined where there is none. */
const defaultOf = (schema: {
  readonly safeParse: (value: unknown) => { readonly data?: unknown }
}): string => {
  const { data = '' } = schema.safeParse(undefined)
  return Array.isArray(data) ? data.join(',') : String(data)
}

test('the guide has a line for each setting, with its default, and for nothing else', () => {
  const real = Object.entries(environmentSchema.shape).map(([name, schema]) => [name, defaultOf(schema)])
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(real))
})

test('the least that the guide asks for is enough', () => {
  const least = {
    PUBLIC_URL: 'https://pair.your-company.example',
    WORKER_KEYS: Buffer.alloc(32, 1).toString('base64'),
  }
  expect(readWorkerSettings(least).work).toBeDefined()
})

test('the guide has a line for each figure', async () => {
  const gauges = { help: 'a gauge of main.ts', read: () => 0 }
  const metrics = createMetrics({ outbox_waiting: gauges, portals_connected: gauges })
  const { text } = await metrics.print()
  const real = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`)
  const told = rowsAfter('<!-- metrics:').map(([name, type]) => `${word(name)} ${type}`)
  expect(told.toSorted()).toEqual(real.toSorted())
})

test('the files for containers set only what there is, and name only files that are there', () => {
  const root = new URL('../../', import.meta.url)
  const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
  const [compose, example, image] = [read('compose.yaml'), read('worker.env.example'), read('Dockerfile')]
  const named = [
    ...[...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name),
    ...[...compose.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name),
    ...[...image.matchAll(/(?:ENV|\s)([A-Z_]+)=/g)].map(([, name]) => name),
  ]
  const ofOthers = ['POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'NODE_ENV']
  const unknown = named.filter((name = '') => !(name in environmentSchema.shape) && !ofOthers.includes(name))
  expect(named.length).toBeGreaterThan(15)
  expect(unknown).toEqual([])
  for (const [, file = ''] of compose.matchAll(/- \.\/(examples\/\S+?):/g))
    expect(() => read(file)).not.toThrow()
})
