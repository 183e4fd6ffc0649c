import { expect, test } from 'vitest'
import type { VisitCount } from './short-link.ts'
import { createVisitCounts } from './visit-counts.ts'

const noon = Date.UTC(2026, 10, 20, 12)

const open = (maxRows?: number) => {
  let now = noon
  let isBroken = false
  const written: (readonly VisitCount[])[] = []
  const counts = createVisitCounts({
    store: {
      count: (visits) => {
        if (isBroken) return Promise.reject(new Error('the database is away'))
        written.push(visits)
        return Promise.resolve()
      },
    },
    now: () => now,
    ...(maxRows === undefined ? {} : { maxRows }),
  })
  return {
    counts,
    written,
    setNow: (at: number) => (now = at),
    setBroken: (to: boolean) => (isBroken = to),
  }
}

test('a thousand visits are one row for each link and day', async () => {
  const { counts, written, setNow } = open()
  for (let visit = 0; visit < 1000; visit += 1) counts.add('a', 'landed')
  counts.add('a', 'browser')
  counts.add('b', 'copied')
  setNow(noon + 12 * 3_600_000)
  counts.add('a', 'landed')
  expect(await counts.flush()).toBe(3)
  expect(written).toEqual([
    [
      { linkId: 'a', day: '2026-11-20', landed: 1000, app: 0, browser: 1, copied: 0 },
      { linkId: 'b', day: '2026-11-20', landed: 0, app: 0, browser: 0, copied: 1 },
      { linkId: 'a', day: '2026-11-21', landed: 1, app: 0, browser: 0, copied: 0 },
    ],
  ])
})

test('what was written is not written again, and nothing is no write', async () => {
  const { counts, written } = open()
  counts.add('a', 'landed')
  await counts.flush()
  expect(await counts.flush()).toBe(0)
  expect(written).toHaveLength(1)
})

test('what could not be written is kept for the next time, with what came meanwhile', async () => {
  const { counts, written, setBroken } = open()
  counts.add('a', 'landed')
  setBroken(true)
  const failing = counts.flush()
  counts.add('a', 'landed')
  await expect(failing).rejects.toThrow('away')
  setBroken(false)
  await counts.flush()
  expect(written[0]).toMatchObject([{ linkId: 'a', landed: 2 }])
})

test('memory is bounded: what is too much is dropped', async () => {
  const { counts, written } = open(2)
  for (const id of ['a', 'b', 'c', 'a']) counts.add(id, 'landed')
  await counts.flush()
  expect(written[0]?.map(({ linkId, landed }) => [linkId, landed])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})
