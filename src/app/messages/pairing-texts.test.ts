import { expect, test } from 'vitest'
import { endings, pairingStates, refusals } from '../../contract/pairing/pairing-words.ts'
import { describeEntry, endingTexts, refusalTexts, stateTexts } from './pairing-texts.ts'

test.each([...refusals])('why “%s” was refused is said in a sentence', (refusal) => {
  expect(refusalTexts[refusal]).toMatch(/^[A-Z].*\.$/)
  const text = describeEntry({ kind: 'refused', actor: 'user:2', detail: { reason: refusal } })
  expect(text).toMatchObject({ who: 'user 2', why: refusalTexts[refusal], isRefusal: true, facts: [] })
})

test('a refused press is told apart from a refused look', () => {
  const title = (event: string) =>
    describeEntry({ kind: 'refused', actor: 'browser', detail: { event, reason: 'expired' } }).title
  expect([title('pressed'), title('finishLooked')]).toEqual([
    'A press was refused',
    'Opening “Finish” was refused',
  ])
})

test('every state and every end has its words', () => {
  for (const state of pairingStates) expect(stateTexts[state]).toBeTruthy()
  for (const ending of endings) expect(endingTexts[ending]).toMatch(/\.$/)
})

test('what has no words yet is shown as it was written down', () => {
  const text = describeEntry({ kind: 'someNewKind', actor: 'worker', detail: { reason: 'toString', n: 1 } })
  expect(text).toMatchObject({
    title: 'someNewKind',
    who: 'the worker',
    why: 'toString',
    facts: [['n', '1']],
  })
})
