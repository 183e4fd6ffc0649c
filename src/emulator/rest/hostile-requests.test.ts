import { describe, expect, test } from 'vitest'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { createEmulator } from '../create-emulator.ts'
import { helpdesk, openPortal, testHost, type OpenPortal } from '../../testing/emulator/open-portal.ts'

const base = `http://${testHost}/rest/1/sandbox`

const postJson = async ({ emulator }: OpenPortal, method: string, body: string) => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const response = await emulator.fetch(new Request(`${base}/${method}`, init))
  const answer = (await response.json()) as { error?: string } // an envelope
  return { status: response.status, cors: response.headers.get('access-control-allow-origin'), ...answer }
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

/** A message with one more key of that value. */
const send = (portal: OpenPortal, extra: string) => {
  const params = JSON.stringify({ ...helpdesk, dialogId: 'chat11', fields: { message: 'Hello' } })
  return postJson(portal, 'imbot.v2.Chat.Message.send', `${params.slice(0, -1)},"extra":${extra}}`)
}

const textsOf = async ({ control }: OpenPortal) => {
  const { messages } = (await control('messages?dialogId=chat11')) as { messages: { text: string }[] } // by its schema
  return messages.map((message) => message.text)
}

describe('a JSON body PHP cannot read is an empty one', () => {
  test.each([
    ['nested 511 levels', nested(510), undefined],
    ['nested 512 levels', nested(511), 'BOT_TOKEN_NOT_SPECIFIED'],
    ['nested 100,000 levels', nested(100_000), 'BOT_TOKEN_NOT_SPECIFIED'],
    ['with half a character in a text', String.raw`"\ud800"`, 'BOT_TOKEN_NOT_SPECIFIED'],
    ['with half a character in a key', String.raw`{"a\udc00":1}`, 'BOT_TOKEN_NOT_SPECIFIED'],
    ['with a whole one in two halves', String.raw`"\ud83d\ude00"`, undefined],
  ])('%s', async (_what, extra, error) => {
    const portal = openPortal()
    const answer = await send(portal, extra)
    expect(answer).toMatchObject({ cors: '*', status: error === undefined ? 200 : 400 })
    expect(answer.error).toBe(error)
    expect((await textsOf(portal)).includes('Hello')).toBe(error === undefined)
  })

  test('the pages’ requests too: no context is stored that cannot be answered', async () => {
    const portal = openPortal()
    const { sessid } = (await portal.control('state')) as { sessid: string } // by its view
    const body = JSON.stringify({ sessid, dialogId: '22' }).replace('}', `,"context":[${nested(100_000)}]}`)
    const url = `http://${testHost}/bitrix/services/main/ajax.php?action=im.v2.Chat.Bot.sendContext`
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const answer = await portal.emulator.fetch(new Request(url, init))
    expect(await answer.json()).toMatchObject({ status: 'error' })
    expect((await portal.ask('imbot.v2.Event.get', helpdesk)).status).toBe(200)
  })
})

test('whatever breaks is answered in the documented envelope, readable from another origin', async () => {
  const portal = openPortal({ sleep: () => Promise.reject(new Error('no timer')) })
  await portal.control('faults', { kind: 'latency', times: 1 })
  const reply = await portal.ask('profile')
  expect(reply).toMatchObject({ status: 500, error: 'INTERNAL_SERVER_ERROR' })
  expect(reply.description).toBe('Internal server error')
  expect(reply.headers.get('access-control-allow-origin')).toBe('*')
})

test.each([
  '//rest/1/sandbox/server.time',
  '/REST/1/sandbox/server.time',
  '/rest/1/sandbox/server.time.JSON',
])('%s is an address of the portal', async (path) => {
  const response = await openPortal().emulator.fetch(new Request(`http://${testHost}${path}`))
  expect(response.status).toBe(200)
})

test('JSON is read only from a POST', async () => {
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' } }
  const { emulator } = openPortal()
  const ask = async (method: string) => {
    const body = JSON.stringify({ name: 'profile' })
    return (await emulator.fetch(new Request(`${base}/method.get`, { ...init, method, body }))).status
  }
  expect([await ask('PUT'), await ask('POST')]).toEqual([400, 200])
})

describe('the origin', () => {
  const upload = { ...helpdesk, dialogId: 'chat11', fields: { name: 'a.txt', content: btoa('a') } }

  test('is that of the request, whatever else is under way', async () => {
    const { emulator, get } = openPortal()
    const { file } = await get('imbot.v2.File.upload', upload)
    const parts = new TransformStream<Uint8Array, Uint8Array>()
    const writer = parts.writable.getWriter()
    const slow = emulator.fetch(
      new Request(`${base}/imbot.v2.File.download`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: parts.readable,
        // A body that streams has to say so; TypeScript's Request does not know it.
        duplex: 'half',
      } as RequestInit),
    )
    await get('server.time', {}, { host: 'elsewhere.example' })
    await writer.write(new TextEncoder().encode(JSON.stringify({ ...helpdesk, fileId: file.id })))
    await writer.close()
    const { result } = (await (await slow).json()) as { result: { downloadUrl: string } } // by its schema
    expect(new URL(result.downloadUrl).host).toBe(testHost)
  })
})

describe('names', () => {
  const status = async (host: string, hosts?: string[]) =>
    (await createEmulator(hosts ? { hosts } : {}).fetch(new Request(`http://${host}/online/`))).status

  test('that were not given are refused, page and session with them', async () => {
    const hosts = ['127.0.0.1', 'localhost', '[::1]']
    expect(await status('rebound.example', hosts)).toBe(403)
    expect(await status('127.0.0.1.rebound.example', hosts)).toBe(403)
    for (const host of ['127.0.0.1:8024', 'localhost:9', '[::1]:8024'])
      expect(await status(host, hosts)).toBe(200)
  })

  test('are all answered when none was given, as in a test', async () => {
    expect(await status('rebound.example')).toBe(200)
  })
})

test('a context that is a list arrives, and reads the same by queue', async () => {
  const { get } = openPortal()
  await get('im.v2.Chat.Bot.sendContext', { dialogId: '22', context: ['a', { deep: ['b'] }] })
  const { events } = await get('imbot.v2.Event.get', helpdesk)
  expect(decodePolledEvent(events.at(-1))).toMatchObject({ context: { 0: 'a', 1: { deep: ['b'] } } })
})
