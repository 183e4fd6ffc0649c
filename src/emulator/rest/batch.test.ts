import { expect, test } from 'vitest'
import { helpdesk, openPortal, type Params } from '../../testing/emulator/open-portal.ts'

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
