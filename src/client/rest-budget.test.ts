import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeTime } from '../testing/fake-time.ts'
import { createRestBudget, usedAt } from './rest-budget.ts'

test('fifty go at once, the next waits half a second, and they keep their order', async () => {
  const time = createFakeTime()
  const budget = createRestBudget(time)
  const went: [number, number][] = []
  const started = time.clock.now()
  const calls = Array.from({ length: 54 }, async (_, index) => {
    await budget.take()
    went.push([index, time.clock.now() - started])
  })
  await Promise.all(calls)
  expect(went.slice(0, 50).every(([, ms]) => ms === 0)).toBe(true)
  expect(went.slice(50)).toEqual([
    [50, 500],
    [51, 1000],
    [52, 1500],
    [53, 2000],
  ])
})

test('however calls come, no moment sees more than the portal allows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 120 }), async (pauses) => {
      const time = createFakeTime()
      const budget = createRestBudget({ ...time, capacity: 10, drainPerSecond: 2 })
      // The portal's own bucket, kept apart from ours.
      let level = 0
      let last = time.clock.now()
      for (const pause of pauses) {
        if (pause > 0) await time.sleep(pause % 700)
        await budget.take()
        level = Math.max(0, level - ((time.clock.now() - last) / 1000) * 2) + 1
        last = time.clock.now()
        expect(level).toBeLessThanOrEqual(10 + 1e-6)
      }
    }),
    { numRuns: 40 },
  )
})

test('nobody overtakes who came first, although the bucket was filled again meanwhile', async () => {
  const time = createFakeTime()
  const budget = createRestBudget({ ...time, capacity: 1 })
  const order: string[] = []
  await budget.take()
  const early = budget.take().then(() => order.push('early'))
  await time.sleep(100)
  budget.fill()
  await time.sleep(250)
  const late = budget.take().then(() => order.push('late'))
  await Promise.all([early, late])
  expect(order).toEqual(['early', 'late'])
})

test('one who gives up in line leaves no gap and takes no room', async () => {
  const time = createFakeTime()
  const budget = createRestBudget({ ...time, capacity: 1 })
  await budget.take()
  const stop = new AbortController()
  const givenUp = budget.take(stop.signal)
  const next = budget.take()
  stop.abort()
  await expect(givenUp).rejects.toThrow()
  const started = time.clock.now()
  await next
  expect(time.clock.now() - started).toBe(500)
  expect(budget.getState().queued).toBe(0)
})

test('the picture says how much is used, now and later', async () => {
  const time = createFakeTime()
  const budget = createRestBudget(time)
  await budget.take()
  await budget.take()
  const state = budget.getState()
  expect(usedAt(state, time.clock.now())).toBe(2)
  expect(usedAt(state, time.clock.now() + 500)).toBe(1)
  expect(usedAt(state, time.clock.now() + 60_000)).toBe(0)
})

test('who listens hears of every change until they stop', async () => {
  const budget = createRestBudget(createFakeTime())
  let heard = 0
  const stop = budget.subscribe(() => (heard += 1))
  await budget.take()
  const before = heard
  stop()
  await budget.take()
  expect(before).toBeGreaterThan(0)
  expect(heard).toBe(before)
})

test('one who gives up in line is let go at once, whoever stands before them', async () => {
  const time = createFakeTime()
  const budget = createRestBudget({ ...time, capacity: 1 })
  await budget.take()
  const before = budget.take()
  const stop = new AbortController()
  const givenUp = budget.take(stop.signal)
  const started = time.clock.now()
  stop.abort()
  await expect(givenUp).rejects.toThrow()
  expect(time.clock.now()).toBe(started)
  await before
})

test('who waits is seen with the reason, until the time has come', async () => {
  const time = createFakeTime()
  const budget = createRestBudget(time)
  const until = time.clock.now() + 4000
  const waiting = budget.wait({ method: 'profile', until, reason: 'busy' })
  expect(budget.getState().waits).toMatchObject([{ method: 'profile', until, reason: 'busy' }])
  await waiting
  expect(time.clock.now()).toBe(until)
  expect(budget.getState().waits).toEqual([])
})

test('a wait for a closed method can be called off by whoever sees it; the method stays closed', async () => {
  const time = createFakeTime()
  const budget = createRestBudget(time)
  const started = time.clock.now()
  budget.block('imbot.v2.Bot.update', started + 600_000)
  const waiting = budget.waitUntilOpen('imbot.v2.Bot.update')
  budget.getState().waits[0]?.callOff()
  await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' })
  expect([time.clock.now(), budget.getState().waits]).toEqual([started, []])
  expect(budget.getState().blocked).toHaveLength(1)
})
