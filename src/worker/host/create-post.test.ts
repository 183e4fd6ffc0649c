import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Post } from '../ports/post.ts'
import { createPost } from './create-post.ts'

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port // it listens on a port
}

const serve = async (answer: RequestListener) => {
  const lines = new Set<unknown>()
  const server = createServer(answer).on('connection', (socket) => lines.add(socket))
  onTestFinished(() => server.closeAllConnections())
  return { url: `http://127.0.0.1:${await listen(server)}/rest/profile.json`, lines }
}

const post = createPost()
const send = (url: string, more: Partial<Parameters<Post>[0]> = {}) =>
  post({
    url,
    contentType: 'application/json',
    body: '{"name":"Zoë"}',
    maxBytes: 1000,
    signal: new AbortController().signal,
    ...more,
  })

test('what is posted arrives, what is answered comes back, and the line is kept', async () => {
  const { url, lines } = await serve((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      response.writeHead(429, { 'retry-after': '7' })
      response.end(`${request.method} ${request.url} ${request.headers['content-type']} ${text}`)
    })
  })
  for (let times = 0; times < 3; times += 1)
    expect(await send(url)).toEqual({
      status: 429,
      retryAfter: '7',
      text: 'POST /rest/profile.json application/json {"name":"Zoë"}',
    })
  expect(lines.size).toBe(1)
})

test('a redirect is an answer, and nobody goes there', async () => {
  const inside = await serve((_, response) => response.end('a secret'))
  const { url } = await serve((_, response) => response.writeHead(302, { location: inside.url }).end())
  expect(await send(url)).toMatchObject({ status: 302, text: '' })
  expect(inside.lines.size).toBe(0)
})

test('an answer that is too large is given up', async () => {
  const { url } = await serve((_, response) => {
    response.on('error', () => undefined)
    for (let part = 0; part < 50; part += 1) response.write('x'.repeat(100))
  })
  await expect(send(url)).rejects.toMatchObject({ code: 'TOO_LARGE' })
})

test('an answer that breaks off is none', async () => {
  const { url } = await serve((request, response) => {
    response.write('{"result":', () => request.socket.destroy())
  })
  await expect(send(url)).rejects.toThrow()
})

test('what was never sent is told apart: refused, or a line that is not made in time', async () => {
  const server = createTcpServer((socket) => void socket.resume())
  const port = await listen(server)
  const quick = createPost({ silentMs: 50 })
  const call = { contentType: 'application/json', body: '{}', maxBytes: 10 }
  const silent = quick({ ...call, url: `https://127.0.0.1:${port}/`, signal: AbortSignal.timeout(5000) })
  await expect(silent).rejects.toMatchObject({ code: 'NO_LINE' })
  await new Promise((done) => server.close(done))
  await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'NO_LINE' })
})

test('a slow answer is waited for, and given up when the caller does', async () => {
  const { url } = await serve((_, response) => setTimeout(() => response.end('late'), 200))
  const quick = createPost({ silentMs: 50 })
  const call = { url, contentType: 'application/json', body: '{}', maxBytes: 10 }
  await expect(quick({ ...call, signal: new AbortController().signal })).resolves.toMatchObject({
    text: 'late',
  })
  await expect(quick({ ...call, signal: AbortSignal.timeout(50) })).rejects.toThrow()
})
