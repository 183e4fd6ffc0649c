import { expect, test } from 'vitest'
import { createPollPace } from './poll-pace.ts'

const paceWith = (maxKeys?: number) => {
  let now = 0
  const paceOf = createPollPace({
    intervalSeconds: 3,
    clock: { now: () => now },
    ...(maxKeys !== undefined && { maxKeys }),
  })
  return { paceOf, pass: (ms: number) => (now += ms) }
}

test('who asks too early waits longer from then on, up to a minute', () => {
  const { paceOf, pass } = paceWith()
  expect(paceOf('a')).toEqual({ tooEarly: false, intervalSeconds: 3 })
  expect(paceOf('a')).toEqual({ tooEarly: true, intervalSeconds: 8 })
  pass(7000)
  expect(paceOf('a')).toEqual({ tooEarly: false, intervalSeconds: 8 })
  for (let count = 0; count < 20; count += 1) paceOf('a')
  expect(paceOf('a')).toEqual({ tooEarly: true, intervalSeconds: 60 })
  expect(paceOf('b')).toEqual({ tooEarly: false, intervalSeconds: 3 })
})

test('it remembers so many and no more: whoever has not asked for longest is forgotten', () => {
  const { paceOf } = paceWith(3)
  for (const key of ['a', 'b', 'c']) expect(paceOf(key).tooEarly).toBe(false)
  expect(paceOf('a').tooEarly).toBe(true)
  paceOf('d')
  expect([paceOf('a').tooEarly, paceOf('b').tooEarly]).toEqual([true, false])
})
