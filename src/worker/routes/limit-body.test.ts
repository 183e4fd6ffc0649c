import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { limitBody } from './limit-body.ts'

const app = new Hono()
app.use(limitBody({ maxSize: 8, onError: (c) => c.text('too large', 413) }))
app.post('/', async (c) => c.text(await c.req.text()))

const post = async (body: string | ReadableStream, headers: Record<string, string> = {}) => {
  const init = { method: 'POST', body, headers, duplex: 'half' }
  const answer = await app.fetch(new Request('http://127.0.0.1/', init))
  return { status: answer.status, text: await answer.text() }
}

const streamed = (text: string) => new Blob([text]).stream()

test('a body whose length is told passes up to the limit', async () => {
  expect(await post('12345678', { 'content-length': '8' })).toEqual({ status: 200, text: '12345678' })
  expect((await post('123456789', { 'content-length': '9' })).status).toBe(413)
  expect((await post('1', { 'content-length': 'many' })).status).toBe(413)
})

test('a body whose length is not told is counted', async () => {
  expect(await post(streamed('12345678'))).toEqual({ status: 200, text: '12345678' })
  expect((await post(streamed('123456789'))).status).toBe(413)
  const chunked = { 'content-length': '1', 'transfer-encoding': 'chunked' }
  expect((await post(streamed('123456789'), chunked)).status).toBe(413)
})

/** Over one connection at most, which is kept as long as the other end lets it. */
const postKept = (port: number, agent: Agent, body: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; isClosed: boolean }>((resolve, reject) => {
    const sent = request({ port, agent, method: 'POST', host: '127.0.0.1', headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        resolve({ status: answer.statusCode, isClosed: answer.headers.connection === 'close' }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

test.for([
  ['told', { 'content-length': '300000' }],
  ['not told', { 'transfer-encoding': 'chunked' }],
] as const)(
  'after a body that is too large, its length %s, the next request is answered',
  async ([, headers]) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => {
      agent.destroy()
      server.close()
    })
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo // a port, no pipe
    for (let turn = 0; turn < 3; turn += 1) {
      const large = await postKept(port, agent, 'x'.repeat(300_000), headers)
      expect(large).toEqual({ status: 413, isClosed: true })
      const small = await postKept(port, agent, '12345678', { 'content-length': '8' })
      expect(small).toEqual({ status: 200, isClosed: false })
    }
  },
)
