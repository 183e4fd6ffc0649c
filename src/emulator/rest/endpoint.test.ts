import { describe, expect, test } from 'vitest'
import { helpdesk, openPortal, testHost, watcher } from '../../testing/emulator/open-portal.ts'
import { secondHost } from '../seed-credentials.ts'

const base = `http://${testHost}/rest`
const send = (request: Request) => openPortal().emulator.fetch(request)
const post = (url: string, body: string, type: string) =>
  send(new Request(url, { method: 'POST', headers: { 'content-type': type }, body }))
const answerOf = async (response: Response): Promise<unknown> => response.json()

describe('addresses', () => {
  test.each([
    '/1/sandbox/server.time',
    '/1/sandbox/server.time.json',
    '/1/sandbox/SERVER.TIME',
    '//1//sandbox//Server.Time/',
    '/1/sandbox/server.time?x=1',
  ])('%s is server.time', async (path) => {
    const response = await send(new Request(base + path))
    expect(response.status).toBe(200)
    expect(await answerOf(response)).toMatchObject({ result: '2026-11-20T12:00:00+00:00' })
  })

  test('an unknown method is 404, whoever asks', async () => {
    const response = await send(new Request(`${base}/no.such.method`))
    expect(response.status).toBe(404)
    expect(await answerOf(response)).toMatchObject({ error: 'ERROR_METHOD_NOT_FOUND' })
  })

  test('the second portal answers under its own host with its own rows', async () => {
    const { get } = openPortal()
    await get('imbot.v2.Bot.update', { ...helpdesk, fields: { isHidden: true } })
    const there = await get('imbot.v2.Bot.get', helpdesk, { host: `${secondHost}:8024` })
    expect(there.bot.isHidden).toBe(false)
  })
})

describe('bodies', () => {
  const url = `${base}/1/sandbox/method.get`
  const exists = { result: { isExisting: true, isAvailable: true } }

  test('JSON, form, multipart and query say the same', async () => {
    const multipart = new FormData()
    multipart.set('name', 'imbot.v2.bot.LIST')
    const answers = [
      await post(url, JSON.stringify({ name: 'imbot.v2.Bot.list' }), 'application/json; charset=utf-8'),
      await post(url, 'name=imbot.v2.Bot.list', 'application/x-www-form-urlencoded'),
      await send(new Request(url, { method: 'POST', body: multipart })),
      await send(new Request(`${url}?name=imbot.v2.Bot.list`)),
    ]
    for (const answer of answers) expect(await answerOf(answer)).toMatchObject(exists)
  })

  test('invalid JSON is ignored: the parameters are missing', async () => {
    const response = await post(url, '{"name": "imbot', 'application/json')
    expect(response.status).toBe(400)
    expect(await answerOf(response)).toEqual({
      error: '100',
      error_description: 'Could not find value for parameter {name}',
    })
  })

  test('a JSON empty object is a PHP empty list, and so is a map of 0..n', async () => {
    const portal = openPortal()
    const context = { empty: {}, list: { '0': 'a', '1': 'b' }, kept: { '1': 'a' } }
    await portal.get('im.v2.Chat.Bot.sendContext', { dialogId: String(helpdesk.botId), context })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events.at(-1)).toMatchObject({
      data: { context: { empty: [], list: ['a', 'b'], kept: { '1': 'a' } } },
    })
  })
})

describe('binding', () => {
  test.each([
    [{ context: { a: 1 } }, 'Could not find value for parameter {dialogId}'],
    [
      { dialogId: 22, context: { a: 1 } },
      'Invalid value {22} to match with parameter {dialogId}. Should be value of type string.',
    ],
    [{ dialogId: '22' }, 'Could not find value for parameter {context}'],
    [
      { dialogId: '22', context: 'text' },
      'Invalid value {text} to match with parameter {context}. Should be value of type array.',
    ],
  ])('%j does not bind', async (params, description) => {
    const reply = await openPortal().ask('im.v2.Chat.Bot.sendContext', params)
    expect(reply).toMatchObject({ error: '100', status: 400, description })
  })

  test('numeric texts bind as integers, botId and botToken in both spellings', async () => {
    const params = { BOT_ID: String(watcher.botId), BOT_TOKEN: watcher.botToken, messageId: ' 501 ' }
    const { message } = await openPortal().get('imbot.v2.Chat.Message.get', params)
    expect(message.id).toBe(501)
  })

  test('the bot is checked before anything binds', async () => {
    const reply = await openPortal().ask('imbot.v2.Chat.Message.get', { ...watcher, botId: 9999 })
    expect(reply.error).toBe('BOT_NOT_FOUND')
  })
})

describe('CORS', () => {
  const cors = { origin: '*', headers: 'origin, content-type, accept' }
  const corsOf = ({ headers }: Response) => ({
    origin: headers.get('access-control-allow-origin'),
    headers: headers.get('access-control-allow-headers'),
  })

  test.each([
    ['a preflight', new Request(`${base}/profile`, { method: 'OPTIONS' }), 200],
    ['an answer', new Request(`${base}/1/sandbox/profile`), 200],
    ['a refusal', new Request(`${base}/1/sandbox/imbot.v2.Bot.get`), 400],
    ['a wrong token', new Request(`${base}/profile?auth=x`), 401],
    ['an unknown method', new Request(`${base}/nothing`), 404],
  ])('%s carries the portal’s headers', async (_what, request, status) => {
    const response = await send(request)
    expect(response.status).toBe(status)
    expect(corsOf(response)).toEqual(cors)
  })
})

describe('the envelope', () => {
  test('tells times, and what of the operating budget is used', async () => {
    const { time } = await openPortal().ask('profile')
    expect(time).toEqual({
      start: 1795176000,
      finish: 1795176000,
      duration: 0,
      processing: 0,
      date_start: '2026-11-20T12:00:00+00:00',
      date_finish: '2026-11-20T12:00:00+00:00',
      operating: 0,
      operating_reset_at: 1795176600,
    })
  })

  test('the request log masks secrets and knows the SDK', async () => {
    const { ask, control } = openPortal()
    await ask('imbot.v2.Bot.get?bx24_sdk_type=b24-js-sdk&bx24_request_id=7', { ...helpdesk, auth: 'secret' })
    const { requests } = (await control('requests')) as { requests: unknown[] } // by its schema
    expect(requests).toEqual([
      expect.objectContaining({
        method: 'imbot.v2.Bot.get',
        params: expect.objectContaining({ botId: 22, botToken: '***', auth: '***' }) as unknown,
        sdkType: 'b24-js-sdk',
        requestId: '7',
        status: 200,
        userId: 1,
      }),
    ])
  })
})

describe('faults', () => {
  test.each([
    ['expired_token', 401, 'expired_token'],
    ['limit429', 429, 'OPERATION_TIME_LIMIT'],
    ['limit503', 503, 'QUERY_LIMIT_EXCEEDED'],
    ['error500', 500, 'INTERNAL_SERVER_ERROR'],
  ])('%s hits as often as it was told, and nothing is done', async (kind, status, error) => {
    const { ask, control } = openPortal()
    await control('faults', { kind, times: 1, method: 'IMBOT.v2.Bot.update' })
    const update = { ...helpdesk, fields: { isHidden: true } }
    expect((await ask('profile')).status).toBe(200)
    expect(await ask('imbot.v2.Bot.update', update)).toMatchObject({ status, error })
    expect((await ask('imbot.v2.Bot.get', helpdesk)).result).toHaveProperty('bot.isHidden', false)
    expect((await ask('imbot.v2.Bot.update', update)).status).toBe(200)
  })

  test('any refusal of the system can be asked for', async () => {
    const { ask, control } = openPortal()
    await control('faults', { kind: 'refuse', code: 'METHOD_CONFIRM_WAITING', status: 401, times: 1 })
    expect(await ask('profile')).toMatchObject({ status: 401, error: 'METHOD_CONFIRM_WAITING' })
    await control('faults', { kind: 'refuse', times: 1 })
    expect(await ask('profile')).toMatchObject({ status: 503, error: 'OVERLOAD_LIMIT' })
  })

  test('a 200 may be a page', async () => {
    const { control, emulator } = openPortal()
    await control('faults', { kind: 'html200', times: 1 })
    const response = await emulator.fetch(new Request(`${base}/1/sandbox/profile`))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  test('a cut connection rejects after the work is done', async () => {
    const { ask, control, get } = openPortal()
    await control('faults', { kind: 'drop', times: 1 })
    await expect(ask('imbot.v2.Bot.update', { ...helpdesk, fields: { isHidden: true } })).rejects.toThrow(
      TypeError,
    )
    expect((await get('imbot.v2.Bot.get', helpdesk)).bot.isHidden).toBe(true)
  })

  test('latency waits as long as it was told', async () => {
    const waits: number[] = []
    const { ask, control } = openPortal({ sleep: (ms) => Promise.resolve(void waits.push(ms)) })
    await control('faults', { kind: 'latency', latencyMs: 700 })
    await ask('profile')
    expect(waits).toEqual([700])
  })
})
