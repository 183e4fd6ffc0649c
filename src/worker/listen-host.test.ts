import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { hostInAddress, listenHost } from './listen-host.ts'

test.each([
  ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
  ['::1', '::1', '[::1]'],
  ['[::1]', '::1', '[::1]'],
  ['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:1', '[::1]'],
  ['127.1', '127.1', '127.0.0.1'],
  ['fe80::1%eth0', 'fe80::1%eth0', '[fe80::1]'],
  ['Worker.Internal', 'Worker.Internal', 'worker.internal'],
])('%s is listened on as %s and stands in an address as %s', (host, listened, written) => {
  expect([listenHost(host), hostInAddress(host)]).toEqual([listened, written])
})

test.each(['127.0.0.1:8025', 'http://127.0.0.1', 'a/b', 'a b', 'me@host', '[::1', ''])(
  '%s is none',
  (host) => {
    expect(hostInAddress(host)).toBeUndefined()
  },
)

test('a socket takes what comes of [::1]', async (context) => {
  const server = createServer()
  const listened = await new Promise<string>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    server.listen(0, listenHost('[::1]'), () => resolve('listened'))
  })
  server.close()
  context.skip(['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(listened), 'no IPv6 on this machine')
  expect(listened).toBe('listened')
})
