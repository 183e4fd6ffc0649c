import { expect, test } from 'vitest'
import { adviceForParameter, parametersTrouble } from './parameter-advice.ts'

test.each([
  ['BOT_CONTEXT', 'x', /reads this name itself/],
  ['im_notify', 'Y', /reads this name itself/],
  ['', 'x', /a name/],
  ['x'.repeat(101), 'x', /At most 100/],
  ['utm_source', 'x'.repeat(1001), /At most 1000 .* 1001/],
])('%.20s=%.20s is no parameter', (name, value, problem) => {
  expect(adviceForParameter(name, value).problem).toMatch(problem)
})

test('one spelling of a source for all', () => {
  expect(adviceForParameter('utm_source', ' May  Mail')).toMatchObject({ mended: 'may-mail' })
  expect(adviceForParameter('utm_source', 'mail')).toEqual({})
  expect(adviceForParameter('ref', 'May Mail')).toEqual({})
})

test('what is wrong with one is said of them all; right ones make no trouble', () => {
  expect(parametersTrouble([['utm_source', 'mail']])).toBeUndefined()
  expect(
    parametersTrouble([
      ['utm_source', 'mail'],
      ['IM_NOTIFY', 'Y'],
    ]),
  ).toBe('The parameter “IM_NOTIFY” is not right yet.')
  expect(parametersTrouble(Array.from({ length: 31 }, (_, at) => [`p${at}`, 'x']))).toBe(
    'More than 30 parameters.',
  )
})
