import { expect, test } from 'vitest'
import type { BudgetState, RestWait } from '../../client/rest-budget.ts'
import { describeWaits } from './describe-waits.ts'

const now = 1_000_000_000
const state = (part: Partial<BudgetState>): BudgetState => ({
  used: 0,
  at: now,
  capacity: 50,
  drainPerSecond: 2,
  queued: 0,
  blocked: [],
  waits: [],
  ...part,
})
const wait = (reason: RestWait['reason'], method: string, seconds: number, callOff = () => undefined) => ({
  reason,
  method,
  until: now + seconds * 1000,
  callOff,
})

test('nothing is said while nothing waits', () => {
  expect(describeWaits(state({ queued: 3, used: 10 }), now)).toEqual([])
})

test('a closed method is named, with the time left', () => {
  const [text] = describeWaits(state({ waits: [wait('closed', 'imbot.v2.Bot.update', 88)] }), now)
  expect(text).toMatchObject({ seconds: 88 })
  expect(text?.text).toContain('imbot.v2.Bot.update')
})

test('many calls with one reason are one sentence, and are called off together', () => {
  const off: string[] = []
  const waits = ['profile', 'scope'].map((method, index) =>
    wait('busy', method, 2 + index, () => void off.push(method)),
  )
  const texts = describeWaits(state({ waits }), now)
  expect(texts).toMatchObject([{ seconds: 3, text: expect.stringContaining('busy') as string }])
  texts[0]?.callOff?.()
  expect(off).toEqual(['profile', 'scope'])
})

test('who stands in line for the budget is counted', () => {
  expect(describeWaits(state({ queued: 4, used: 50 }), now)).toMatchObject([
    { text: expect.stringContaining('4 requests wait') as string, seconds: undefined },
  ])
})
