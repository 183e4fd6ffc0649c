import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sleep, untilAborted } from './timing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a sleep', () => {
  test('ends when its time is over', async () => {
    const asleep = sleep(1000)
    await vi.advanceTimersByTimeAsync(1000)
    await expect(asleep).resolves.toBeUndefined()
  })

  test('that is called off rejects with the reason at once and leaves no timer behind', async () => {
    const stop = new AbortController()
    const asleep = sleep(1000, stop.signal)
    stop.abort(new Error('no longer wanted'))
    await expect(asleep).rejects.toThrow('no longer wanted')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that was called off before it began never begins', async () => {
    await expect(sleep(1000, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('waiting until called off', () => {
  test('gives what the promise gives', async () => {
    await expect(untilAborted(Promise.resolve(5), new AbortController().signal)).resolves.toBe(5)
    await expect(untilAborted(Promise.reject(new Error('broken')), undefined)).rejects.toThrow('broken')
  })

  test('ends at the call, whatever the promise does later', async () => {
    const stop = new AbortController()
    const waiting = untilAborted(new Promise(() => undefined), stop.signal)
    stop.abort(new Error('called off'))
    await expect(waiting).rejects.toThrow('called off')
  })
})
