import { describe, expect, test } from 'vitest'
import { createFakeTime } from '../testing/fake-time.ts'
import { answered, createScriptedSend, refused, type Step } from '../testing/scripted-send.ts'
import { helpdesk, openPortal, testHost } from '../testing/emulator/open-portal.ts'
import { callBatch, type BatchCommand } from './call-batch.ts'
import { createRestBudget } from './rest-budget.ts'
import type { Send } from './transport.ts'

const lineOver = (send: Send) => {
  const { clock, sleep } = createFakeTime()
  return { send, clock, sleep, budget: createRestBudget({ clock, sleep }) }
}

const scripted = (...steps: Step[]) => {
  const { send, sent } = createScriptedSend(steps)
  return { line: lineOver(send), sent }
}

const card = (dialogId: string, message = 'Card & more = 1'): BatchCommand => ({
  method: 'imbot.v2.Chat.Message.send',
  params: { ...helpdesk, dialogId, fields: { message, urlPreview: false } },
})

const time: BatchCommand = { method: 'server.time', params: {} }

describe('over the emulator', () => {
  const connect = () => {
    const portal = openPortal()
    const send: Send = async (method, params) => {
      const response = await portal.emulator.fetch(
        new Request(`http://${testHost}/rest/1/sandbox/${method}.json`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(params),
        }),
      )
      return { status: response.status, body: await response.json() }
    }
    return { portal, line: lineOver(send) }
  }

  test('fifty cards go out as one request, each in its own chat, with their signs', async () => {
    const { portal, line } = connect()
    const { userIds } = (await portal.control('seed-users', { count: 50 })) as { userIds: number[] } // by its schema
    const answers = await callBatch(
      line,
      userIds.map((id) => card(String(id), `Hello ${id} + & = % ü [b]ok[/b]`)),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(line.budget.getState().used).toBe(1)
    const [last = 0] = userIds.slice(-1)
    const { messages } = (await portal.control(`messages?dialogId=${helpdesk.botId}&as=${last}`)) as {
      messages: { id: number; text: string }[] // the emulator's own answer
    }
    expect(messages.at(-1)).toMatchObject({
      text: `Hello ${last} + & = % ü [b]ok[/b]`,
      id: (answers[49] as { result: { id: number } }).result.id, // checked above
    })
  })

  test('each command is answered on its own, by its schema or with its error', async () => {
    const { line } = connect()
    const answers = await callBatch(line, [card('999999'), time, card('2')])
    expect(answers.map((answer) => (answer.ok ? typeof answer.result : answer.error.code))).toEqual([
      'CHAT_NOT_FOUND',
      'string',
      'object',
    ])
  })
})

test('a lost answer is lost for all, and writes are not sent again', async () => {
  const { line, sent } = scripted('breaks')
  await expect(callBatch(line, [card('2'), time])).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
  expect(sent).toHaveLength(1)
})

test('reads are asked for again after a broken line', async () => {
  const { line, sent } = scripted('breaks', answered({ result: { c0: 'now' }, result_error: [] }))
  expect(await callBatch(line, [time])).toEqual([{ ok: true, result: 'now' }])
  expect(sent).toHaveLength(2)
})

test('a busy portal has run nothing: the batch comes again', async () => {
  const done = answered({ result: { c0: { id: 7, uuidMap: [] } }, result_error: [] })
  const { line, sent } = scripted(refused(503, 'QUERY_LIMIT_EXCEEDED'), done)
  expect(await callBatch(line, [card('2')])).toMatchObject([{ ok: true, result: { id: 7 } }])
  expect(sent).toHaveLength(2)
})

test('who has plans of their own is told at once that the portal is busy', async () => {
  const { line, sent } = scripted(refused(503, 'QUERY_LIMIT_EXCEEDED'))
  const quiet = { ...line, repeats: false }
  await expect(callBatch(quiet, [card('2')])).rejects.toMatchObject({ code: 'QUERY_LIMIT_EXCEEDED' })
  expect(sent).toHaveLength(1)
})

test('a command without an answer, or with one that is not as promised, is an error of its own', async () => {
  const { line } = scripted(answered({ result: { c0: { id: 'x' } }, result_error: { c1: 'odd' } }))
  const answers = await callBatch(line, [card('2'), card('3'), time])
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual(
    Array<string>(3).fill('UNEXPECTED_RESULT'),
  )
})

test('a text that the portal would replace by another answer is not put into a batch', async () => {
  const { line, sent } = scripted(answered({ result: { c1: 'now' }, result_error: [] }))
  const answers = await callBatch(line, [card('2', 'secret: $result[c0][id]'), time])
  expect(answers).toMatchObject([{ ok: false, error: { code: 'NOT_FOR_BATCH' } }, { ok: true }])
  expect(JSON.stringify(sent)).not.toContain('secret')
})

test('the same command twice is sent twice', async () => {
  const { line, sent } = scripted(answered({ result: { c0: 'now', c1: 'then' }, result_error: [] }))
  expect(await callBatch(line, [time, time])).toMatchObject([{ result: 'now' }, { result: 'then' }])
  expect(sent[0]?.params).toEqual({ halt: 0, cmd: { c0: 'server.time?', c1: 'server.time?' } })
})

test('more than fifty are refused before anything is sent', async () => {
  const { line, sent } = scripted(answered({}))
  await expect(callBatch(line, Array<BatchCommand>(51).fill(time))).rejects.toMatchObject({
    code: 'ERROR_BATCH_LENGTH_EXCEEDED',
  })
  expect(sent).toEqual([])
})
