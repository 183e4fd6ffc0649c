import { expect, test } from 'vitest'
import { parseFrameName } from './frame-name.ts'

test('a portal’s frame carries host, protocol and session in its name', () => {
  expect(parseFrameName('127.0.0.1:8024|0|9c33468728e1d2c8')).toEqual({
    domain: '127.0.0.1:8024',
    protocol: 'http',
    appSid: '9c33468728e1d2c8',
  })
  expect(parseFrameName('company.bitrix24.com|1|abc')?.protocol).toBe('https')
})

test.each([
  '',
  'frame',
  'a|b',
  '|1|sid',
  'company.bitrix24.com|1|',
  'company.bitrix24.com|yes|sid',
  'a b|1|c',
])('“%s” is no portal’s frame', (name) => {
  expect(parseFrameName(name)).toBeUndefined()
})
