import { expect, test } from 'vitest'
import { TransportError } from '../../client/transport.ts'
import { createEndpointSend } from './endpoint-send.ts'

const base = 'https://company.bitrix24.com/rest/1/very-secret/'
const never = new AbortController().signal

const portalThat = (answer: (request: Request) => Promise<Response> | Response) => {
  const requests: Request[] = []
  return {
    requests,
    fetch: async (request: Request) => {
      requests.push(request.clone())
      return answer(request)
    },
  }
}

test('a call is one POST with JSON to the method’s address', async () => {
  const portal = portalThat(() => Response.json({ result: 1 }))
  const send = createEndpointSend({ base, fetch: portal.fetch })
  const answer = await send('imbot.v2.Bot.get', { code: 'a', botToken: 't' }, never)
  expect(answer).toEqual({ status: 200, body: { result: 1 } })
  const [request] = portal.requests
  expect([request?.method, request?.url]).toEqual(['POST', `${base}imbot.v2.Bot.get.json`])
  expect(request?.headers.get('content-type')).toBe('application/json')
  // The address is a secret: no other page hears of it, and no cookie goes along.
  expect([request?.referrerPolicy, request?.credentials]).toEqual(['no-referrer', 'omit'])
  expect(await request?.json()).toEqual({ code: 'a', botToken: 't' })
})

test('an access token travels in the body', async () => {
  const portal = portalThat(() => Response.json({ result: 1 }))
  await createEndpointSend({ base, accessToken: 'a1', fetch: portal.fetch })('profile', {}, never)
  expect(await portal.requests[0]?.json()).toEqual({ auth: 'a1' })
})

test('a refusal is an answer, with its status and the wait it asks for', async () => {
  const portal = portalThat(() =>
    Response.json({ error: 'OPERATION_TIME_LIMIT' }, { status: 429, headers: { 'retry-after': '30' } }),
  )
  const answer = await createEndpointSend({ base, fetch: portal.fetch })('profile', {}, never)
  expect(answer).toEqual({ status: 429, body: { error: 'OPERATION_TIME_LIMIT' }, retryAfterSeconds: 30 })
})

test('what is no JSON comes as the text it is', async () => {
  const portal = portalThat(() => new Response('<html>sign in</html>'))
  const answer = await createEndpointSend({ base, fetch: portal.fetch })('profile', {}, never)
  expect(answer).toEqual({ status: 200, body: '<html>sign in</html>' })
})

test('a broken line is named without the address, which is a secret', async () => {
  const portal = portalThat(() => Promise.reject(new TypeError(`fetch failed: ${base}`)))
  const failed = createEndpointSend({ base, fetch: portal.fetch })('profile', {}, never)
  const error: unknown = await failed.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TransportError)
  expect(error).toMatchObject({ code: 'NETWORK_ERROR' })
  expect(String(error)).not.toContain('very-secret')
})

test.each([301, 302, 307, 308])(
  'a %i is no answer and is not followed: the portal has moved',
  async (status) => {
    const elsewhere = { location: 'https://new.bitrix24.com/rest/1/very-secret/profile.json' }
    const portal = portalThat(() => new Response(null, { status, headers: elsewhere }))
    const failed = createEndpointSend({ base, fetch: portal.fetch })('profile', {}, never)
    await expect(failed).rejects.toMatchObject({ code: 'PORTAL_MOVED' })
    expect(portal.requests.map(({ redirect }) => redirect)).toEqual(['manual'])
  },
)

test('a call that is called off says so', async () => {
  const stop = new AbortController()
  const portal = portalThat((request) => {
    stop.abort()
    request.signal.throwIfAborted()
    return Response.json({})
  })
  const send = createEndpointSend({ base, fetch: portal.fetch })
  await expect(send('profile', {}, stop.signal)).rejects.toMatchObject({ code: 'ABORTED' })
})
