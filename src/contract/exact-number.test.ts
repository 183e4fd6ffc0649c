import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExactNumber } from './exact-number.ts'

test.each([
  '0',
  '-0',
  '0.00',
  '1.50',
  '007',
  '+5',
  '.5',
  '1e3',
  '1E+3',
  '-1.5e-3',
  '9007199254740991',
  '1e21',
])('%s is kept', (text) => expect(isExactNumber(text)).toBe(true))
test.each(['12345678901234567000', '0.30000000000000004', '1e300', '5e-324', '9007199254740992'])(
  '%s is kept, large or long as it is',
  (text) => expect(isExactNumber(text)).toBe(true),
)
test.each([
  '12345678901234567890',
  '9007199254740993',
  '-9007199254740993',
  '3.14159265358979323846',
  '1e400',
  '-1e400',
  '1e-400',
])('%s would become another', (text) => expect(isExactNumber(text)).toBe(false))

test('whatever a number prints is kept', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => isExactNumber(String(n))))
})

test.each([
  ['zeros with a digit behind them', `1${'0'.repeat(100_000)}1`],
  ['digits that are no number after all', `${'1'.repeat(100_000)}x`],
])('100,000 %s are judged in a moment', (_, text) => {
  const start = performance.now()
  expect(isExactNumber(text)).toBe(false)
  expect(performance.now() - start).toBeLessThan(1500)
})
