import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { sampleLink } from '../../testing/worker/sample-link.ts'
import { createTestSchema, postgresTitle, testServer } from '../../testing/worker/test-databases.ts'
import { createStores } from './create-stores.ts'
import { openDatabase } from './open-database.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const clock = { now: () => Date.now() }
const script = join(import.meta.dirname, '../../testing/worker/link-use-child.ts')

const report: string[] = []
afterAll(() => void process.stdout.write(`${report.join('\n')}\n`))

const startChild = (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  return { next, begin: (digest: string) => void child.stdin.write(`${digest}\n`) }
}

/** Three processes, 34 people each, some of them in two of the processes. */
const threeAsk = async (location: string, name: string) => {
  const url = location.startsWith('postgres:') ? location : undefined
  const database = await openDatabase({ url, file: location, clock, log })
  onTestFinished(() => database.close())
  const { links } = createStores(database)
  const link = sampleLink({ maxUses: 5 })
  await links.add([link], [])
  const children = [1, 31, 61].map((first) => startChild(location, '34', String(first)))
  for (const child of children) expect(await child.next()).toBe('ready')
  const startedAt = performance.now()
  for (const child of children) child.begin(link.tokenDigest)
  const got = await Promise.all(children.map(async (child) => Number(await child.next())))
  const ms = Math.round(performance.now() - startedAt)
  report.push(`five uses, 102 questions by three processes on ${name}: ${got.join(' + ')} let in, ${ms} ms`)
  const uses = await database.read<{ readonly count: number }>({
    sql: 'select count(*) as count from link_uses',
    parameters: [],
  })
  expect(uses[0]?.count).toBe(5)
  expect(await links.find({ id: link.id, memberId: 'm1' })).toMatchObject({
    state: 'usedUp',
    funnel: { received: 5 },
  })
  // Who asks in two processes at once may be let in by both: it is one use.
  expect(got.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(5)
}

const title = 'three processes ask at once for a link of five uses: five people get one'

test(`${title} (SQLite)`, { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-links-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await threeAsk(join(folder, 'worker.sqlite'), 'SQLite')
})

describe.skipIf(testServer === undefined)(postgresTitle, () => {
  test(title, { timeout: 60_000 }, async () => {
    await threeAsk(await createTestSchema(testServer ?? ''), 'PostgreSQL')
  })
})
