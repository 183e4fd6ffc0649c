import { expect, test } from 'vitest'
import { defaultCodeSettings } from '../../../../contract/links/code-settings.ts'
import { WorkerLostError } from '../../../../lib/ask-worker.ts'
import { createBackground, type BackgroundWorker } from './background.ts'
import { createBulkWork } from './bulk-work.ts'
import type { FromBackground } from './bulk-protocol.ts'

/** The real work behind the real questions, on this thread; `stop` ends it as a browser does: without a word. */
const createHere = (silence?: number) => {
  let isStopped = false
  let on: Parameters<BackgroundWorker['listen']>[0] | undefined
  let slices = 0
  const post = (message: FromBackground) => {
    if (!isStopped) on?.message(structuredClone(message))
  }
  const work = createBulkWork({
    post,
    pause: () => new Promise((resume) => setImmediate(resume)),
    drawLogo: (_, side) => Promise.resolve(new Uint8ClampedArray(side * side * 4)),
    now: () => (slices += 10), // each look at the clock finds it later, so that there are pauses
  })
  const worker: BackgroundWorker = {
    postMessage: (message) => {
      setImmediate(() => {
        if (!isStopped) void work(structuredClone(message))
      })
    },
    terminate: () => {
      isStopped = true
    },
    listen: (given) => {
      on = given
    },
  }
  return {
    background: createBackground(worker, silence),
    stop: () => {
      isStopped = true
    },
    crash: () => on?.crash('out of memory'),
  }
}

const target = { portalOrigin: 'https://portal.example', botDialogId: '7' }
const source = `code,n\n${Array.from({ length: 1000 }, (_, n) => `C${n},${n % 10 === 0 ? 'x' : n}`).join('\n')}`
const take = { as: 'csv', onlyGood: false, code: defaultCodeSettings, labelSize: 'full', part: 0 } as const

const readAndCheck = async ({ background }: ReturnType<typeof createHere>) => {
  const { guessed } = await background.ask('read', { source, options: {} })
  const fields = guessed.fields.map(
    (field) => ({ ...field, kind: field.name === 'n' ? 'number' : 'text' }) as const,
  )
  return background.ask('check', { mapping: { ...guessed, fields }, target })
}

test('rows are read, checked, shown and taken; all of them are counted', async () => {
  const here = createHere()
  const counts = await readAndCheck(here)
  expect(counts).toMatchObject({ good: 900, warned: 0, failed: 100, withoutLink: 100 })
  expect(counts.byCode).toEqual([{ code: 'notANumber', rows: 100 }])
  const rows = await here.background.ask('rows', { from: 1, to: 3, only: 'problems' })
  expect(rows.map(({ number, line, link }) => [number, line, link])).toEqual([
    [11, 12, undefined],
    [21, 22, undefined],
  ])
  const seen: number[] = []
  const taken = await here.background.ask('take', take, { onProgress: (done) => seen.push(done) })
  expect(taken).toMatchObject({ written: 900, withoutLink: 100 })
  expect(seen.length).toBeGreaterThan(3)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})

test('a code with a zero before it stays what it is, however late it comes', async () => {
  const { background } = createHere()
  const zips = [...Array.from({ length: 250 }, (_, n) => 10_115 + n), '01067']
  const { guessed } = await background.ask('read', { source: ['zip', ...zips].join('\n'), options: {} })
  await background.ask('check', { mapping: guessed, target })
  const [last] = await background.ask('rows', { from: 250, to: 251, only: 'all' })
  expect(decodeURIComponent(last?.link ?? '')).toContain('{"zip":"01067"}')
})

test.each([
  ['CSV', source],
  ['JSON, an object a line', Array.from({ length: 3000 }, (_, n) => `{"n":${n}}`).join('\n')],
])('reading %s tells how far it is', async (_, text) => {
  const here = createHere()
  const seen: (readonly [number, number])[] = []
  await here.background.ask(
    'read',
    { source: `${text}\n`.repeat(30), options: {} },
    {
      onProgress: (done, of) => seen.push([done, of]),
    },
  )
  expect(seen.length).toBeGreaterThan(1)
  const shares = seen.map(([done, of]) => done / of)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
})

test('a job that is called off ends, and the next one is done', async () => {
  const here = createHere()
  await readAndCheck(here)
  const control = new AbortController()
  const cancelled = here.background.ask('take', take, {
    signal: control.signal,
    onProgress: () => control.abort(),
  })
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
  expect(await here.background.ask('take', take)).toMatchObject({ written: 900 })
})

test('a background that stops in the middle of a job is noticed, and everything asked of it fails by name', async () => {
  const here = createHere(20)
  await readAndCheck(here)
  const asked = here.background.ask('take', take, { onProgress: here.stop })
  await expect(asked).rejects.toMatchObject({ name: 'WorkerLostError', why: 'silent' })
  await expect(here.background.ask('take', take)).rejects.toBeInstanceOf(WorkerLostError)
})

test('a crash is told at once', async () => {
  const here = createHere()
  const asked = here.background.ask('read', { source, options: {} })
  here.crash()
  await expect(asked).rejects.toMatchObject({ why: 'crashed', message: 'out of memory' })
})

test('what cannot be read is said by name', async () => {
  const asked = createHere().background.ask('read', { source: '[{', options: {} })
  await expect(asked).rejects.toMatchObject({ name: 'UnreadableError', code: 'badJson' })
})
