import { expect, test } from 'vitest'
import { createRation } from './create-ration.ts'

const ration = (options: { limit: number; windowMs?: number; maxKeys?: number }) => {
  let now = 0
  return {
    ...createRation({ clock: { now: () => now }, windowMs: 1000, ...options }),
    pass: (ms: number) => void (now += ms),
  }
}

test('each key has its own share, and a new one when its time is over', () => {
  const { take, pass } = ration({ limit: 2 })
  expect(['a', 'a', 'a', 'b'].map(take)).toEqual([true, true, false, true])
  pass(999)
  expect(take('a')).toBe(false)
  pass(1)
  expect(['a', 'a', 'a'].map(take)).toEqual([true, true, false])
})

test('what was refused does not count, and what is given back neither', () => {
  const { take, giveBack } = ration({ limit: 1 })
  expect([take('a'), take('a'), take('a')]).toEqual([true, false, false])
  giveBack('a')
  expect([take('a'), take('a')]).toEqual([true, false])
  giveBack('b')
  expect([take('b'), take('b')]).toEqual([true, false])
})

test('whether a share is used up can be asked without using any of it', () => {
  const { take, isUsedUp, pass } = ration({ limit: 1 })
  expect([isUsedUp('a'), isUsedUp('a'), take('a'), isUsedUp('a'), isUsedUp('b')]).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
  pass(1000)
  expect(isUsedUp('a')).toBe(false)
})

test('a time without end is kept as long as the key is remembered', () => {
  const { take, pass } = ration({ limit: 1, windowMs: Infinity, maxKeys: 2 })
  expect([take('a'), take('b')]).toEqual([true, true])
  pass(1e12)
  expect(take('a')).toBe(false)
  expect([take('c'), take('a')]).toEqual([true, true])
})

test('what it remembers is bounded: the oldest key is forgotten first', () => {
  const { take } = ration({ limit: 1, maxKeys: 3 })
  for (const key of ['a', 'b', 'c']) expect(take(key)).toBe(true)
  expect(take('a')).toBe(false)
  expect(take('d')).toBe(true)
  expect(take('c')).toBe(false)
  expect(take('a')).toBe(true)
})
