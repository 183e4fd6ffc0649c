import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWebhookAddress } from './webhook-address.ts'

const base = 'https://company.bitrix24.com/rest/1/abc123/'

test.each([
  ['as the portal shows it', base],
  ['without the last slash', base.slice(0, -1)],
  ['with a method', `${base}profile`],
  ['with a method and suffix', `${base}profile.json`],
  ['with a query', `${base}profile.json?x=1#y`],
  ['with spaces around', `  ${base}\n`],
  ['without the scheme', base.slice('https://'.length)],
  ['in quotes', `"${base}"`],
  ['with doubled slashes', 'https://company.bitrix24.com//rest//1//abc123//'],
])('an address %s is understood', (_how, text) => {
  const parsed = parseWebhookAddress(text)
  expect(parsed).toMatchObject({ address: { origin: 'https://company.bitrix24.com' } })
  expect('address' in parsed && parsed.address.base.replace(/([^:])\/\//g, '$1/')).toBe(base)
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['javascript:alert(1)//rest/1/abc/', 'wrongScheme'],
  ['data:text/html,/rest/1/abc/', 'wrongScheme'],
  ['ftp://company.bitrix24.com/rest/1/abc/', 'wrongScheme'],
  ['http://company.bitrix24.com/rest/1/abc/', 'httpOnlyForLoopback'],
  ['http://127.0.0.1.evil.example/rest/1/abc/', 'httpOnlyForLoopback'],
  ['http://localhost.evil.com/rest/1/abc/', 'httpOnlyForLoopback'],
  ['https://.../rest/1/abc/', 'notAnAddress'],
  ['https://a..b/rest/1/abc/', 'notAnAddress'],
  ['https://user:password@company.bitrix24.com/rest/1/abc/', 'notAnAddress'],
  ['https://company.bitrix24.com/rest/1/', 'noSecret'],
  ['https://company.bitrix24.com/', 'notARestAddress'],
  ['https://company.bitrix24.com/rest/profile', 'notARestAddress'],
  ['not an address at all', 'notAnAddress'],
])('%s is refused: %s', (text, problem) => {
  expect(parseWebhookAddress(text)).toEqual({ problem })
})

test.each(['http://127.0.0.1:8024', 'http://localhost:8024', 'http://[::1]:8024'])(
  'this computer may be reached without https: %s',
  (origin) => {
    expect(parseWebhookAddress(`${origin}/rest/1/sandbox/`)).toEqual({
      address: { base: `${origin}/rest/1/sandbox/`, origin },
    })
  },
)

test('a host with a port needs no scheme', () => {
  expect(parseWebhookAddress('company.bitrix24.com:8443/rest/7/s/')).toMatchObject({
    address: { base: 'https://company.bitrix24.com:8443/rest/7/s/' },
  })
})

test('whatever is pasted, what comes out is https or this computer, and ends with a slash', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl().map((url) => `${url}/rest/1/x`),
      ),
      (text) => {
        const parsed = parseWebhookAddress(text)
        if ('problem' in parsed) return true
        const { protocol, hostname } = new URL(parsed.address.base)
        const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
        return parsed.address.base.endsWith('/') && (protocol === 'https:' || isHere)
      },
    ),
  )
})
