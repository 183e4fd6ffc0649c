import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createRestBudget } from '../../client/rest-budget.ts'
import { createFakeTime } from '../../testing/fake-time.ts'
import { createRestLanes, type Lane } from './rest-lanes.ts'

const setUp = (used: number) => {
  const { clock, sleep } = createFakeTime()
  const budget = createRestBudget({ clock, sleep })
  const lanes = createRestLanes({ budget, clock, sleep })
  const start = clock.now()
  const fill = async () => {
    for (let index = 0; index < used; index += 1) await budget.take()
  }
  const order: string[] = []
  const enter = async (lane: Lane) => {
    await lanes.lane(lane).take()
    order.push(`${lane} ${clock.now() - start}`)
  }
  return { clock, budget, lanes, fill, order, enter }
}

describe('over one budget', () => {
  test('cards go before edits, edits before polls, whoever came first', async () => {
    const { fill, order, enter } = setUp(50)
    await fill()
    await Promise.all((['rest', 'polls', 'edits', 'cards'] as const).map(enter))
    expect(order.map((entry) => entry.split(' ')[0])).toEqual(['cards', 'edits', 'polls', 'rest'])
  })

  test('a poll leaves the last rooms free, so that a card is sent at once', async () => {
    const { fill, order, enter } = setUp(47)
    await fill()
    const polled = enter('polls')
    await enter('cards')
    await enter('cards')
    expect(order).toEqual(['cards 0', 'cards 0'])
    await polled
    expect(Number(order[2]?.split(' ')[1])).toBeGreaterThan(0)
  })

  test('who is called off leaves its place, and takes no room', async () => {
    const { fill, budget, lanes, order, enter } = setUp(50)
    await fill()
    const calledOff = new AbortController()
    const gone = lanes.lane('cards').take(calledOff.signal)
    const next = enter('edits')
    calledOff.abort(new Error('enough'))
    await expect(gone).rejects.toThrow('enough')
    await next
    expect(order).toEqual(['edits 500'])
    expect(budget.getState().used).toBeLessThanOrEqual(50)
  })

  test('looking for room takes none', async () => {
    const { budget, lanes } = setUp(0)
    await lanes.untilRoom('cards')
    expect(budget.getState().used).toBe(0)
  })
})

test('nothing is left on a signal that lives as long as the process', async () => {
  const { lanes } = setUp(0)
  const { signal } = new AbortController()
  for (let count = 0; count < 100; count += 1) await lanes.untilRoom('cards', signal)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
