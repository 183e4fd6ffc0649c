import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  claimOf,
  digestOf,
  randomHex,
  samplePairing,
  sampleStarter,
} from '../../testing/worker/sample-pairing.ts'
import { startStoreChild } from '../../testing/worker/start-store-child.ts'
import { createTestSchema, postgresTitle, testServer } from '../../testing/worker/test-databases.ts'
import { createStores } from './create-stores.ts'
import { openDatabase } from './open-database.ts'

const pressesEach = 34

/** Processes take their time to start where the processor is shared. */
const timeout = 60_000

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const clock = { now: () => Date.now() }

const report: string[] = []
afterAll(() => {
  if (testServer === undefined)
    report.push("skipped: no PostgreSQL; the worker's store was tested on SQLite alone")
  process.stdout.write(`${report.join('\n')}\n`)
})

const tempFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'b24-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'worker.sqlite')
}

const openAt = async (location: string) => {
  const url = location.startsWith('postgres:') ? location : undefined
  const database = await openDatabase({ url, file: location, clock, log })
  onTestFinished(() => database.close())
  return { database, stores: createStores(database) }
}

const threePress = async (location: string, name: string) => {
  // All three make the tables at once; one does, the others find them.
  const workers = [1, 2, 3].map(() => startStoreChild('press', location, String(pressesEach)))
  for (const worker of workers) expect(await worker.nextLine()).toBe('ready')
  const { stores } = await openAt(location)
  const pairing = samplePairing({ expiresAt: Date.now() + 60_000 })
  await stores.pairings.insert(pairing, [])
  const startedAt = performance.now()
  for (const worker of workers) worker.press(pairing.id)
  const won = await Promise.all(workers.map(async (worker) => Number(await worker.nextLine())))

  const ms = Math.round(performance.now() - startedAt)
  report.push(
    `one card, ${3 * pressesEach} presses by three processes on ${name}: ${won.join(' + ')} won, ${ms} ms`,
  )

  expect(won.toSorted()).toEqual([0, 0, 1])
  expect((await stores.pairings.find({ id: pairing.id }))?.version).toBe(2)
  expect(await stores.audit.list({ memberId: 'm1', limit: 9 })).toHaveLength(1)
  expect(await stores.outbox.count()).toBe(1)
}

test(
  'three processes make the tables at once and press one card a hundred times: one press wins (SQLite)',
  { timeout },
  async () => {
    await threePress(tempFile(), 'SQLite')
  },
)

describe.skipIf(testServer === undefined)(postgresTitle, () => {
  test(
    'three processes make the tables at once and press one card a hundred times: one press wins',
    { timeout },
    async () => {
      await threePress(await createTestSchema(testServer ?? ''), 'PostgreSQL')
    },
  )
})

test('kill -9 at a random moment loses nothing that was answered', { timeout }, async () => {
  const file = tempFile()
  for (const killAfter of [3, 40, 200]) {
    const child = startStoreChild('append', file)
    const seen: (string | undefined)[] = []
    while (seen.length < killAfter + Math.floor(Math.random() * 20)) seen.push(await child.nextLine())
    child.process.kill('SIGKILL')
    const printed = [...seen, ...(await child.rest())].filter((line) => line?.length === 32)
    const { database, stores } = await openAt(file)
    for (const id of printed) expect(await stores.pairings.find({ id: id ?? '' })).toBeDefined()
    expect(printed.length).toBeGreaterThanOrEqual(killAfter)
    await database.close()
  }
})

test('a secret whose digest is stored is in none of the files, and the digest is', async () => {
  const file = tempFile()
  const { stores } = await openAt(file)
  const code = randomHex(32)
  const pairing = samplePairing({ expiresAt: Date.now() + 60_000 })
  await stores.pairings.insert(pairing, [])
  const change = claimOf(pairing)
  const starter = sampleStarter({ codeDigest: digestOf(code) })
  await stores.pairings.apply({
    ...change,
    to: { ...pairing, version: 2, state: { name: 'pending', starter } },
  })
  const bytes = [file, `${file}-wal`].map((name) => readFileSync(name).toString('latin1')).join('')
  expect(bytes).toContain(starter.codeDigest)
  expect(bytes).not.toContain(code)
})
