import { expect, test } from 'vitest'
import type { Funnel } from '../../../../contract/links/short-link.ts'
import { funnelDaysOf, funnelStepsOf } from './funnel-steps.ts'

const funnel = (of: Partial<Funnel>): Funnel => ({
  landed: 0,
  app: 0,
  browser: 0,
  copied: 0,
  received: 0,
  replied: 0,
  ...of,
})

test('the steps come in order; every way that was chosen counts, and each is a share of the one before', () => {
  expect(
    funnelStepsOf(funnel({ landed: 40, app: 5, browser: 14, copied: 1, received: 10, replied: 5 }), 3),
  ).toEqual([
    { name: 'issued', count: 3, ofBefore: undefined },
    { name: 'landed', count: 40, ofBefore: undefined },
    { name: 'chosen', count: 20, ofBefore: 0.5 },
    { name: 'received', count: 10, ofBefore: 0.5 },
    { name: 'replied', count: 5, ofBefore: 0.5 },
  ])
})

test('nothing is no share of nothing', () => {
  expect(funnelStepsOf(funnel({ received: 2 }), 1).map(({ ofBefore }) => ofBefore)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    0,
  ])
})

const noon = Date.parse('2026-11-20T12:00:00Z')

test('days without anything stand between the others with zeros, until today', () => {
  const days = [
    { day: '2026-11-17', ...funnel({ landed: 3, app: 1, copied: 1 }) },
    { day: '2026-11-19', ...funnel({ received: 1 }) },
  ]
  expect(funnelDaysOf(days, noon)).toEqual([
    { day: '2026-11-17', landed: 3, chosen: 2, received: 0, replied: 0 },
    { day: '2026-11-18', landed: 0, chosen: 0, received: 0, replied: 0 },
    { day: '2026-11-19', landed: 0, chosen: 0, received: 1, replied: 0 },
    { day: '2026-11-20', landed: 0, chosen: 0, received: 0, replied: 0 },
  ])
})

test('the latest ninety days are enough, and where nothing happened there is no day', () => {
  const days = funnelDaysOf([{ day: '2025-01-01', ...funnel({ landed: 1 }) }], noon)
  expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([90, '2026-08-23', '2026-11-20'])
  expect(funnelDaysOf([], noon)).toEqual([])
})
