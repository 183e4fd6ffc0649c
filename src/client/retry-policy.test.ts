import { expect, test } from 'vitest'
import { RestError } from '../contract/rest/rest-error.ts'
import { decideRetry } from './retry-policy.ts'

const now = 1_000_000_000

test.each([
  ['long ago', now - 60_000, now + 1000],
  ['at this very moment', now, now + 1000],
  ['in a minute', now + 60_000, now + 60_000],
  ['at no time it names', undefined, now + 60_000],
])('a method that reopens %s is asked again, never sooner than in a second', (_when, retryAt, until) => {
  const failure = {
    error: 'OPERATION_TIME_LIMIT',
    status: 429,
    ...(retryAt === undefined ? {} : { retryAt }),
  }
  const error = new RestError('imbot.v2.Bot.update', failure)
  expect(decideRetry({ error, effect: 'write', attempt: 1, now })).toEqual({ kind: 'block', until })
})
