import { expect, test } from 'vitest'
import { createClientAddress, parseTrustedProxies } from './trusted-proxies.ts'

const addressOf = createClientAddress(parseTrustedProxies('127.0.0.1, 10.0.0.0/8,2001:db8::/32'))

test.for([
  ['a stranger is who the socket says', '192.0.2.1', undefined, '192.0.2.1'],
  ['a stranger names nobody else', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
  ['a proxy names the client', '10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['a chain of proxies is followed', '127.0.0.1', '198.51.100.7, 10.1.1.1', '198.51.100.7'],
  ['what the client wrote in front is not believed', '127.0.0.1', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
  ['a client inside the trusted network is the first of the chain', '127.0.0.1', '10.9.9.9', '10.9.9.9'],
  ['a proxy that names nobody is the client itself', '127.0.0.1', undefined, '127.0.0.1'],
  ['an IPv4 address in IPv6 clothes is the same', '::ffff:10.0.0.1', '::ffff:198.51.100.7', '198.51.100.7'],
  ['IPv6 with a port', '2001:db8::1', '[2606:4700::1]:443', '2606:4700::1'],
  ['IPv4 with a port', '10.0.0.1', '198.51.100.7:5000', '198.51.100.7'],
  ['nonsense from a proxy is nobody', '10.0.0.1', '<script>', null],
  ['an empty header of a proxy is nobody', '10.0.0.1', '', null],
  ['octal tricks are nobody', '10.0.0.1', '198.51.100', null],
  ['a connection that is gone is nobody', undefined, '198.51.100.7', null],
] as const)('%s', ([, socket, forwardedFor, expected]) => {
  expect(addressOf({ socket, forwardedFor })).toBe(expected)
})

test('without trusted proxies the header means nothing', () => {
  const strict = createClientAddress(parseTrustedProxies(''))
  expect(strict({ socket: '127.0.0.1', forwardedFor: '198.51.100.7' })).toBe('127.0.0.1')
})

test('each mistake in the list gets a line of its own', () => {
  expect(() => parseTrustedProxies('10.0.0.0/8, 10.0.0.0/33, nginx, 1.2.3')).toThrow(
    [
      'TRUSTED_PROXIES: "10.0.0.0/33" is no address and no range like 10.0.0.0/8.',
      'TRUSTED_PROXIES: "nginx" is no address and no range like 10.0.0.0/8.',
      'TRUSTED_PROXIES: "1.2.3" is no address and no range like 10.0.0.0/8.',
    ].join('\n'),
  )
})
