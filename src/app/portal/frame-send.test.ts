import type { AuthActions, AuthData } from '@bitrix24/b24jssdk'
import { ApiVersion, HttpV2 } from '@bitrix24/b24jssdk'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createFrameSend, sdkRestrictions } from './frame-send.ts'

type Answer = { readonly status: number; readonly data: unknown } | 'breaks' | 'silence'
type Sent = Readonly<Record<string, unknown>>

const never = new AbortController().signal
const running: (() => void)[] = []
afterEach(() => running.splice(0).forEach((stop) => stop()))

/** The SDK's own HTTP client and token logic against a server that answers as told. */
const sdkOver = async (answerTo: (call: Sent) => Answer) => {
  const sent: Sent[] = []
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Sent // what the SDK has just written
      sent.push({ url: request.url, ...body })
      const answer = answerTo(body)
      if (answer === 'silence') return
      if (answer === 'breaks') {
        request.socket.destroy()
        return
      }
      const isText = typeof answer.data === 'string'
      response.writeHead(answer.status, { 'content-type': isText ? 'text/html' : 'application/json' })
      response.end(isText ? answer.data : JSON.stringify(answer.data))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // a server that listens on TCP has no other kind
  let token = 'token-1'
  const authData = (): AuthData => ({
    access_token: token,
    refresh_token: 'r',
    expires: 9e9,
    expires_in: 3600,
    domain: '127.0.0.1',
    member_id: 'm',
  })
  const auth: AuthActions = {
    isAdmin: true,
    getAuthData: authData,
    refreshAuth: () => {
      token = 'token-2'
      return Promise.resolve(authData())
    },
    getUniq: (prefix) => prefix,
    getTargetOrigin: () => `http://127.0.0.1:${port}`,
    getTargetOriginWithPath: () => new Map([[ApiVersion.v2, `http://127.0.0.1:${port}/rest`]]),
  }
  const http = new HttpV2(auth, {}, sdkRestrictions)
  return { send: createFrameSend(http), sent, http }
}

const time = { start: 1, finish: 1, duration: 0, processing: 0, date_start: '', date_finish: '' }

test('what the portal answers comes through whole, and the call says that the SDK sent it', async () => {
  const { send, sent } = await sdkOver(() => ({ status: 200, data: { result: [1], time } }))
  expect(await send('profile', { a: 1 }, never)).toEqual({ status: 200, body: { result: [1], time } })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ a: 1, auth: 'token-1' })
  expect(sent[0]?.url).toContain('bx24_sdk_type=b24-js-sdk')
})

test.each([
  [400, { error: 'BOT_NOT_FOUND', error_description: 'Bot not found' }],
  [503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }],
  [429, { error: 'OPERATION_TIME_LIMIT', time: { operating_reset_at: 5 } }],
  [500, { error: 'INTERNAL_SERVER_ERROR' }],
  [502, '<h1>Bad gateway</h1>'],
  [200, { result: 1 }],
  [200, '<html>sign in</html>'],
])('a %i is sent once and comes as it came: %o', async (status, data) => {
  const { send, sent } = await sdkOver(() => ({ status, data }))
  expect(await send('imbot.v2.Bot.register', {}, never)).toMatchObject({ status, body: data })
  expect(sent).toHaveLength(1)
})

const answerByToken =
  (second: Answer) =>
  ({ auth }: Sent): Answer =>
    auth === 'token-1' ? { status: 401, data: { error: 'expired_token' } } : second

test('an expired token is replaced, and the call goes out once more with the new one', async () => {
  const { send, sent } = await sdkOver(answerByToken({ status: 200, data: { result: true, time } }))
  expect(await send('imbot.v2.Bot.unregister', { botId: 1 }, never)).toMatchObject({ status: 200 })
  expect(sent.map(({ auth }) => auth)).toEqual(['token-1', 'token-2'])
})

test('a token that stays expired is the portal’s answer after two requests', async () => {
  const { send, sent } = await sdkOver(() => ({ status: 401, data: { error: 'expired_token' } }))
  expect(await send('profile', {}, never)).toMatchObject({ status: 401, body: { error: 'expired_token' } })
  expect(sent).toHaveLength(2)
})

test('when the line breaks after a new token, the old refusal is not passed off as the answer', async () => {
  const { send } = await sdkOver(answerByToken('breaks'))
  await expect(send('profile', {}, never)).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
})

test('a broken line is not tried again', async () => {
  const { send, sent } = await sdkOver(() => 'breaks')
  await expect(send('profile', {}, never)).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
  expect(sent).toHaveLength(1)
})

test('a call is called off on the wire', async () => {
  const stop = new AbortController()
  const { send, sent } = await sdkOver(() => {
    stop.abort()
    return 'silence'
  })
  await expect(send('profile', {}, stop.signal)).rejects.toMatchObject({ code: 'ABORTED' })
  expect(sent).toHaveLength(1)
})

test('how long to wait for an answer is the client’s decision alone', async () => {
  const { http } = await sdkOver(() => 'silence')
  expect(http.ajaxClient.defaults.timeout).toBe(0)
})

test('sixty calls at once are not held back below the client, which alone keeps the budget', async () => {
  // Timers stand still: whoever waits below the client waits for ever.
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  running.push(() => vi.useRealTimers())
  const { send, sent } = await sdkOver(() => ({ status: 200, data: { result: 1, time } }))
  await Promise.all(Array.from({ length: 60 }, () => send('profile', {}, new AbortController().signal)))
  expect(sent).toHaveLength(60)
})
