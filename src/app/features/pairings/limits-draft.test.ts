import { expect, test } from 'vitest'
import { draftOfLimits, readLimits } from './limits-draft.ts'

test('what is registered is what is typed is what is saved', () => {
  const limits = { cardsPerHour: 6, coolDownSeconds: 90, allowsExtranet: true }
  expect(readLimits(draftOfLimits({ isOn: true, ...limits }))).toEqual({ limits })
})

test('a limit that cannot be is said at its field', () => {
  const said = (cardsPerHour: string, coolDownMinutes: string) => {
    const read = readLimits({ cardsPerHour, coolDownMinutes, allowsExtranet: false })
    return 'problems' in read ? Object.keys(read.problems) : []
  }
  for (const text of ['', '0', '61', '1.5', 'six', '-1', 'Infinity'])
    expect([text, said(text, '5')]).toEqual([text, ['cardsPerHour']])
  for (const text of ['', '-1', '1441', 'x'])
    expect([text, said('6', text)]).toEqual([text, ['coolDownMinutes']])
})
