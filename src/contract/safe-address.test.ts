import { expect, test } from 'vitest'
import { isLoopbackHost, isSafeAddress } from './safe-address.ts'

test.for(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true)
  expect(isSafeAddress(new URL(`http://${host}:8025/x`))).toBe(true)
})

test.for(['127.0.0.1.evil.example', 'localhost.example', 'my-localhost', '128.0.0.1', '[::2]', '0.0.0.0'])(
  '%s is not',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false)
    expect(isSafeAddress(new URL(`http://${host}/`))).toBe(false)
    expect(isSafeAddress(new URL(`https://${host}/`))).toBe(true)
  },
)

test('no other protocol is safe', () => {
  expect(isSafeAddress(new URL('ftp://localhost/'))).toBe(false)
})
