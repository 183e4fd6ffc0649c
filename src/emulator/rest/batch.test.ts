import { describe, expect, test } from 'vitest'
import { helpdesk, openPortal, testHost, type Params } from '../../testing/emulator/open-portal.ts'

const batch = async (cmd: unknown, more: Params = {}) => {
  const reply = await openPortal().ask('batch', { cmd, ...more })
  return { ...reply, result: reply.result as Record<string, unknown> } // a batch answers a map
}

test('commands run in order and hand results on', async () => {
  const { result } = await batch({
    bot: `imbot.v2.Bot.get?botToken=${helpdesk.botToken}&code=helpdesk_bot`,
    sent: `imbot.v2.Chat.Message.send?botToken=${helpdesk.botToken}&botId=$result[bot][bot][id]&dialogId=2&fields[message]=I am $result[bot][bot][code]`,
    read: `imbot.v2.Chat.get?botToken=${helpdesk.botToken}&botId=$result[bot][bot][id]&dialogId=2`,
  })
  expect(result.result_error).toEqual([])
  expect(result.result).toMatchObject({ bot: { bot: { id: 22 } }, read: { chat: { messageCount: 1 } } })
  expect(Object.keys(result.result_time as object)).toEqual(['bot', 'sent', 'read'])
})

test('errors are collected under 200, and halt stops at the first', async () => {
  const cmd = { wrong: 'imbot.v2.Bot.get?', time: 'server.time', missing: 'no.such.method' }
  const all = await batch(cmd, { halt: 0 })
  expect(all.status).toBe(200)
  expect(all.result.result).toHaveProperty('time')
  expect(all.result.result_error).toMatchObject({
    wrong: { error: 'BOT_TOKEN_NOT_SPECIFIED' },
    missing: { error: 'ERROR_METHOD_NOT_FOUND' },
  })
  const halted = await batch(cmd, { halt: 1 })
  expect(halted.result).toMatchObject({ result: [], result_error: { wrong: {} } })
  expect(halted.result.result_error).not.toHaveProperty('missing')
})

test('a list of commands is answered by a list', async () => {
  const { result } = await batch(['server.time', 'scope'])
  expect(result.result).toEqual(['2026-11-20T12:00:00+00:00', ['im', 'imbot', 'user']])
})

test('neither a batch nor files go into a batch', async () => {
  const { result } = await batch({ a: 'batch', b: 'imbot.v2.File.upload', c: 'im.v2.file.download' })
  const refused = { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' }
  expect(result.result_error).toMatchObject({ a: refused, b: refused, c: refused })
})

test('the 51st command is too many', async () => {
  const commands = (count: number) => Array.from({ length: count }, () => 'server.time')
  expect((await batch(commands(50))).status).toBe(200)
  expect(await batch(commands(51))).toMatchObject({ status: 400, error: 'ERROR_BATCH_LENGTH_EXCEEDED' })
})

test('results stand in the middle of a text too', async () => {
  const portal = openPortal()
  const { botToken } = helpdesk
  const cmd = {
    bot: `imbot.v2.Bot.get?botToken=${botToken}&code=helpdesk_bot`,
    sent: `imbot.v2.Chat.Message.send?botToken=${botToken}&botId=22&dialogId=2&fields[message]=I am $result[bot][bot][code], not $result[none][x]!`,
  }
  await portal.ask('batch', { cmd })
  const { messages } = (await portal.control('messages?as=2&dialogId=22')) as { messages: unknown[] } // by its schema
  expect(messages.at(-1)).toMatchObject({ text: 'I am helpdesk_bot, not !' })
})

test.each([true, 1, '1', 'true'])('halt may be written %j', async (halt) => {
  const { result } = await batch({ wrong: 'no.such.method', time: 'server.time' }, { halt })
  expect(result.result).toEqual([])
})

test('a command may have any name', async () => {
  const body =
    '{"cmd":{"__proto__":"server.time","constructor":"scope","x":"server.time?a=$result[__proto__]"}}'
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const { emulator } = openPortal()
  const response = await emulator.fetch(new Request(`http://${testHost}/rest/1/sandbox/batch`, init))
  const { result } = (await response.json()) as { result: { result: object; result_error: unknown } } // an envelope
  expect(Object.keys(result.result)).toEqual(['__proto__', 'constructor', 'x'])
  expect(result.result_error).toEqual([])
})

describe('commands keep the order they came in, whole numbers too', () => {
  const { botToken } = helpdesk
  const first = `imbot.v2.Bot.get?botToken=${botToken}&code=helpdesk_bot`
  const second = `imbot.v2.Bot.get?botToken=${botToken}&botId=$result[b][bot][id]`
  const third = `imbot.v2.Bot.get?botToken=${botToken}&botId=$result[2][bot][id]`
  const url = `http://${testHost}/rest/1/sandbox/batch`
  const json = `{"cmd":{"b":${JSON.stringify(first)},"2" :${JSON.stringify(second)},"1":${JSON.stringify(third)}}}`
  const part = (key: string, text: string) => `cmd%5B${key}%5D=${encodeURIComponent(text)}`
  const form = [part('b', first), part('2', second), part('1', third)].join('&')

  test.each([
    [
      'JSON',
      new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json }),
    ],
    ['a form', new Request(url, { method: 'POST', body: new URLSearchParams(form) })],
    ['the query', new Request(`${url}?${form}`)],
  ])('in %s', async (_way, request) => {
    const response = await openPortal().emulator.fetch(request)
    const { result } = (await response.json()) as { result: Record<string, Record<string, unknown>> } // an envelope
    expect(result.result_error).toEqual([])
    const bot = { bot: { id: helpdesk.botId } }
    expect(result.result).toMatchObject({ b: bot, 2: bot, 1: bot })
  })
})

test('a command is written as an address, in any casing', async () => {
  const cmd = { a: '/rest/scope.json', b: 'SCOPE.JSON', c: '//rest/Scope', d: '/scope' }
  const { result } = await batch(cmd)
  expect(Object.keys(result.result as object)).toEqual(['a', 'b', 'c', 'd'])
})

test('a fault of a method hits it inside a batch, and only there', async () => {
  const portal = openPortal()
  await portal.control('faults', { kind: 'limit429', method: 'Server.time', times: 1 })
  const ask = async () => {
    const { result } = await portal.ask('batch', { cmd: { a: 'scope', b: 'server.time' } })
    return result
  }
  expect(await ask()).toMatchObject({
    result: { a: expect.any(Array) as unknown },
    result_error: { b: { error: 'OPERATION_TIME_LIMIT' } },
  })
  expect(await ask()).toMatchObject({ result_error: [] })
})

test('totals and next pages stand beside the results', async () => {
  const portal = openPortal()
  await portal.control('seed-users', { count: 60 })
  const { result } = await portal.ask('batch', {
    cmd: { all: 'user.get', time: 'server.time', last: 'user.get?start=50' },
  })
  expect(result).toMatchObject({ result_total: { all: 67, last: 67 }, result_next: { all: 50 } })
  expect(result).not.toHaveProperty('result_total.time')
  expect(result).not.toHaveProperty('result_next.last')
})
