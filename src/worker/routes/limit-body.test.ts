import { Hono } from 'hono'
import { expect, test } from 'vitest'
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
