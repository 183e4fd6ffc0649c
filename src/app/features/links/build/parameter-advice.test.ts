import { expect, test } from 'vitest'
import { adviceForParameter } from './parameter-advice.ts'

test.each([
  ['BOT_CONTEXT', 'x', /reads this name itself/],
  ['im_notify', 'Y', /reads this name itself/],
  ['', 'x', /a name/],
])('%s=%s is no parameter', (name, value, problem) => {
  expect(adviceForParameter(name, value).problem).toMatch(problem)
})

test('one spelling of a source for all', () => {
  expect(adviceForParameter('utm_source', ' May  Mail')).toMatchObject({ mended: 'may-mail' })
  expect(adviceForParameter('utm_source', 'mail')).toEqual({})
  expect(adviceForParameter('ref', 'May Mail')).toEqual({})
})
