import { expect, test } from 'vitest'
import { RestError } from '../../contract/rest/rest-error.ts'
import { isAnswerLost } from './lost-answer.ts'

test.each([
  ['NETWORK_ERROR', true],
  ['TIMEOUT', true],
  ['NOT_JSON', true],
  ['WORKER_ANSWER_LOST', true],
  ['INTERNAL_SERVER_ERROR', true],
  ['BOT_CODE_REQUIRED', false],
  ['QUERY_LIMIT_EXCEEDED', false],
  ['expired_token', false],
])('after %s a change may have been made: %s', (error, lost) => {
  expect(isAnswerLost(new RestError('imbot.v2.Bot.register', { error }))).toBe(lost)
})

test('before the first try nothing was lost', () => {
  expect(isAnswerLost(null)).toBe(false)
})
