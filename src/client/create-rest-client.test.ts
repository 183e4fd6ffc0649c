import { describe, expect, test } from 'vitest'
import type { MethodName } from '../contract/rest/methods.ts'
import { RestError } from '../contract/rest/rest-error.ts'
import { createFakeTime } from '../testing/fake-time.ts'
import type { Step } from '../testing/scripted-send.ts'
import { answered, createScriptedSend, refused } from '../testing/scripted-send.ts'
import { createRestClient } from './create-rest-client.ts'
import { createRestBudget } from './rest-budget.ts'

const world = (steps: readonly Step[]) => {
  const time = createFakeTime()
  const line = createScriptedSend(steps)
  const budget = createRestBudget(time)
  return { ...time, ...line, budget, client: createRestClient({ send: line.send, budget, ...time }) }
}

const failureOf = async (call: Promise<unknown>): Promise<RestError> => {
  try {
    await call
  } catch (error) {
    if (error instanceof RestError) return error
  }
  throw new Error('the call did not fail with a RestError')
}

const html = { status: 200, body: '<!doctype html><title>Sign in</title>' }
const ok = answered({ result: true })
const read = { method: 'server.time', params: {}, ok: answered('2026-01-01T00:00:00+00:00') } as const
const write = { method: 'imbot.v2.Bot.unregister', params: { botId: 1 }, ok } as const
const confirm = {
  method: 'imbot.v2.Event.get',
  params: { botId: 1, offset: 5 },
  ok: answered({ events: [], nextOffset: 5, hasMore: false }),
} as const
const calls = { read, write, confirm }

const run = (name: keyof typeof calls, steps: readonly Step[]) => {
  const made = world([...steps, calls[name].ok])
  // Each entry pairs a method with its own parameters; the union of the three forgets which belongs to which.
  const call = made.client.call as (method: MethodName, params: object) => Promise<unknown>
  return { ...made, outcome: call(calls[name].method, calls[name].params) }
}

describe('what is sent again', () => {
  const busy = refused(503, 'QUERY_LIMIT_EXCEEDED')
  const table: readonly [keyof typeof calls, string, Step, number][] = [
    ['read', 'a busy portal', busy, 2],
    ['write', 'a busy portal', busy, 2],
    ['confirm', 'a busy portal', busy, 2],
    ['read', 'a broken line', 'breaks', 2],
    ['confirm', 'a broken line', 'breaks', 2],
    ['read', 'a silent line', 'silence', 2],
    ['confirm', 'a silent line', 'silence', 2],
    ['read', 'a gateway page', { status: 502, body: '<h1>Bad gateway</h1>' }, 2],
    ['write', 'a used-up method', refused(429, 'OPERATION_TIME_LIMIT'), 2],
  ]
  test.each(table)('a %s after %s', async (name, _what, step, requests) => {
    const { outcome, sent } = run(name, [step])
    await outcome
    expect(sent).toHaveLength(requests)
    expect(sent[1]).toEqual(sent[0])
  })
})

describe('what is never sent again', () => {
  const table: readonly [keyof typeof calls, Step, string][] = [
    ['write', 'breaks', 'NETWORK_ERROR'],
    ['write', 'silence', 'TIMEOUT'],
    ['write', { status: 502, body: '<h1>Bad gateway</h1>' }, 'NOT_JSON'],
    ['read', refused(503, 'OVERLOAD_LIMIT'), 'OVERLOAD_LIMIT'],
    ['read', refused(500, 'INTERNAL_SERVER_ERROR'), 'INTERNAL_SERVER_ERROR'],
    ['read', refused(401, 'expired_token'), 'expired_token'],
    ['read', refused(400, 'BOT_NOT_FOUND'), 'BOT_NOT_FOUND'],
    ['read', html, 'NOT_JSON'],
    ['read', answered(42), 'UNEXPECTED_RESULT'],
    ['read', { status: 200, body: {} }, 'NOT_JSON'],
    ['read', { status: 200, body: null }, 'NOT_JSON'],
  ]
  test.each(table)('a %s that met %o', async (name, step, code) => {
    const { outcome, sent } = run(name, [step])
    expect((await failureOf(outcome)).code).toBe(code)
    expect(sent).toHaveLength(1)
  })
})

test('calls take their room from the budget: the fifty-first waits half a second', async () => {
  const { client, clock } = world([answered('2026-01-01T00:00:00+00:00')])
  const started = clock.now()
  await Promise.all(Array.from({ length: 51 }, () => client.call('server.time', {})))
  expect(clock.now() - started).toBe(500)
})

test('a portal that stays busy is asked six times, each pause twice as long, and the bucket counts as full', async () => {
  const { client, sent, waits, budget, clock } = world([refused(503, 'QUERY_LIMIT_EXCEEDED')])
  const started = clock.now()
  const error = await failureOf(client.call('server.time', {}))
  expect([error.code, error.status, sent.length]).toEqual(['QUERY_LIMIT_EXCEEDED', 503, 6])
  expect(waits.filter((ms) => ms >= 1000)).toEqual([1000, 2000, 4000, 8000, 16000])
  expect(clock.now() - started).toBeGreaterThanOrEqual(31_000)
  expect(budget.getState().used).toBe(50)
})

test('a line that stays broken is tried three times', async () => {
  const { client, sent } = world(['breaks'])
  expect((await failureOf(client.call('server.time', {}))).code).toBe('NETWORK_ERROR')
  expect(sent).toHaveLength(3)
})

test('a closed method waits until the portal reopens it, visibly, and other methods go on', async () => {
  const { client, clock, budget, sent } = world([
    refused(429, 'OPERATION_TIME_LIMIT', { time: { operating_reset_at: 1_000_090 } }),
    answered('2026-01-01T00:00:00+00:00'),
  ])
  const seen: string[] = []
  budget.subscribe(() =>
    seen.push(...budget.getState().blocked.map(({ method, until }) => `${method} ${until}`)),
  )
  await client.call('server.time', {})
  expect(clock.now()).toBeGreaterThanOrEqual(1_000_090_000)
  expect(new Set(seen)).toEqual(new Set(['server.time 1000090000']))
  expect(budget.getState().blocked).toEqual([])
  expect(sent).toHaveLength(2)
})

test('a later call of a closed method waits without asking', async () => {
  const { client, clock, budget, sent } = world([answered('2026-01-01T00:00:00+00:00')])
  budget.block('server.time', clock.now() + 5000)
  await client.call('server.time', {})
  expect(clock.now()).toBeGreaterThanOrEqual(1_000_005_000)
  expect(sent).toHaveLength(1)
})

test('a method closed for longer than eleven minutes fails at once and says until when', async () => {
  const { client, sent } = world([
    refused(429, 'OPERATION_TIME_LIMIT', { time: { operating_reset_at: 1_000_700 } }),
  ])
  const error = await failureOf(client.call('server.time', {}))
  expect([error.code, error.retryAt, sent.length]).toEqual(['OPERATION_TIME_LIMIT', 1_000_700_000, 1])
})

test('a wait can be called off', async () => {
  const { client, budget, clock, sent } = world([answered('')])
  const stop = new AbortController()
  const started = clock.now()
  budget.block('server.time', started + 60_000)
  const call = client.call('server.time', {}, { signal: stop.signal })
  stop.abort()
  expect((await failureOf(call)).code).toBe('ABORTED')
  expect([sent.length, clock.now()]).toEqual([0, started])
})

test('a request under way can be called off, and is not sent again', async () => {
  const { client, sent } = world(['silence'])
  const stop = new AbortController()
  const call = client.call('server.time', {}, { signal: stop.signal })
  setTimeout(() => stop.abort(), 0)
  expect((await failureOf(call)).code).toMatch('ABORTED')
  expect(sent).toHaveLength(1)
})

test('time out is counted for each attempt alone', async () => {
  const { client, waits, sent } = world(['silence', answered('2026-01-01T00:00:00+00:00')])
  await client.call('server.time', {}, { timeoutMs: 7000 })
  expect(waits).toContain(7000)
  expect(sent).toHaveLength(2)
})

test('an unexpected result names the place and nothing that was there', async () => {
  const { client } = world([answered({ bots: 'secret-value', users: [], hasNextPage: false })])
  const error = await failureOf(client.call('imbot.v2.Bot.list', {}))
  expect(error.description).toContain('bots')
  expect(JSON.stringify([error.message, error.description])).not.toContain('secret-value')
})

test('without another wish an attempt is given thirty seconds', async () => {
  const { client, waits } = world(['silence', answered('2026-01-01T00:00:00+00:00')])
  await client.call('server.time', {})
  expect(waits.filter((ms) => ms >= 10_000)).toEqual([30_000])
})

test('a signal that outlives its calls keeps no listener of theirs', async () => {
  const { client } = world([answered('2026-01-01T00:00:00+00:00')])
  const { signal } = new AbortController()
  const listening = new Set<unknown>()
  const listen = signal.addEventListener.bind(signal)
  const stopListening = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...given: Parameters<typeof listen>) => {
    listening.add(given[1])
    listen(...given)
  }
  signal.removeEventListener = (...given: Parameters<typeof stopListening>) => {
    listening.delete(given[1])
    stopListening(...given)
  }
  await client.call('server.time', {}, { signal })
  expect(listening.size).toBe(0)
})

test('while it waits for a busy portal a call can be called off, and says so', async () => {
  const { client, budget, sent } = world([refused(503, 'QUERY_LIMIT_EXCEEDED')])
  const call = failureOf(client.call('imbot.v2.Bot.unregister', { botId: 1 }))
  const stop = budget.subscribe(() => {
    const [wait] = budget.getState().waits
    if (wait?.reason !== 'busy') return
    stop()
    wait.callOff()
  })
  expect((await call).code).toBe('ABORTED')
  expect(sent).toHaveLength(1)
})
