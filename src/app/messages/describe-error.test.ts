import { expect, test } from 'vitest'
import { workerErrors } from '../../contract/pairing/console-api.ts'
import { restErrors } from '../../contract/rest/errors.ts'
import { methods } from '../../contract/rest/methods.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import { describeError } from './describe-error.ts'
import { errorSentences, unknownCode } from './error-sentences.ts'
import { workerSentences } from './worker-sentences.ts'

const all = Object.values(methods)
const codes = new Set([
  ...restErrors.map(({ code }) => code),
  ...all.flatMap(({ errors }) => errors),
  ...['NETWORK_ERROR', 'TIMEOUT', 'ABORTED', 'PORTAL_MOVED', 'NOT_JSON', 'UNEXPECTED_RESULT'],
  // Answered by portals, documented nowhere.
  ...['ALLOWED_ONLY_INTRANET_USER', 'ERROR_OAUTH'],
])

const workerCodes = new Set([
  ...Object.keys(workerErrors),
  ...['WORKER_UNREACHABLE', 'WORKER_ANSWER_LOST', 'WORKER_NOT_THERE'],
])

test.each([...codes, ...workerCodes])('%s is said in a sentence, with what to do', (code) => {
  const { means, advice, details } = describeError(
    new RestError('imbot.v2.Bot.get', { error: code, status: 400 }),
  )
  expect([means, advice]).not.toEqual(unknownCode)
  for (const sentence of [means, advice]) expect(sentence).toMatch(/^[A-Z0-9“].*\.$/s)
  expect(`${means} ${advice}`).not.toContain('!')
  expect(details).toContain(code)
})

test('no sentence is left over for a code nobody can answer', () => {
  const known = new Set(codes)
  const leftOver = Object.keys(errorSentences).filter((key) => !known.has(key.replace(/@([\w.]+)$/, '')))
  expect(leftOver).toEqual([])
  expect(Object.keys(workerSentences).filter((code) => !workerCodes.has(code))).toEqual([])
})

test('the same code means another thing as a refusal of the whole portal', () => {
  const inChat = describeError(new RestError('imbot.v2.Chat.get', { error: 'ACCESS_DENIED', status: 400 }))
  const ofPortal = describeError(new RestError('imbot.v2.Chat.get', { error: 'ACCESS_DENIED', status: 403 }))
  expect(inChat.means).toContain('chat')
  expect(ofPortal.means).toContain('plan')
  const ofOption = describeError(new RestError('app.option.set', { error: 'ACCESS_DENIED', status: 403 }))
  expect(ofOption.means).toContain('admin')
})

test('after a lost answer, only a change is said to be uncertain', () => {
  const lost = (method: string) => describeError(new RestError(method, { error: 'NETWORK_ERROR' })).means
  expect(lost('imbot.v2.Bot.register')).toContain('The change may still have been made.')
  expect(lost('imbot.v2.Bot.list')).not.toContain('change')
  expect(lost('imbot.v2.Event.get')).not.toContain('change')
})

test('an undocumented code still gets a sentence and its details', () => {
  const text = describeError(
    new RestError('profile', { error: 'ERROR_FROM_2031', status: 418, description: 'new' }),
  )
  expect([text.means, text.advice]).toEqual(unknownCode)
  expect(text.details).toBe('ERROR_FROM_2031 · profile · HTTP 418 · new')
})

test('what is no refusal is the console’s own failure', () => {
  expect(describeError(new TypeError('x is undefined')).details).toBe('TypeError: x is undefined')
  expect(describeError('thrown text').means).toContain('console')
})
