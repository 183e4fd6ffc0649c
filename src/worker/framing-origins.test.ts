import { expect, test } from 'vitest'
import { framingOrigins } from './framing-origins.ts'

test('before a portal is connected, the vendor’s cloud may frame the console', () => {
  expect(framingOrigins(undefined, [])).toContain('https://*.bitrix24.com')
})

test('from then on, only the connected portals and those that were named may', () => {
  const connected = ['https://company.bitrix24.com']
  expect(framingOrigins(undefined, connected)).toEqual(connected)
  expect(framingOrigins(['https://portal.example'], connected)).toEqual([
    ...connected,
    'https://portal.example',
  ])
  expect(framingOrigins(['https://portal.example'], [])).toEqual(['https://portal.example'])
})
