import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { methods, type MethodName } from '../../contract/rest/methods.ts'
import { helpdesk, openPortal, watcher, type Params } from '../../testing/emulator/open-portal.ts'

// Object.keys forgets that the keys of a constant are known.
const names = Object.keys(methods) as MethodName[]

const parameterNames = [
  'fields',
  'dialogId',
  'messageId',
  'commandId',
  'fileId',
  'userId',
  'userIds',
  'reaction',
  'range',
  'limit',
  'offset',
  'order',
  'filter',
  'context',
  'code',
  'complete',
  'enabled',
  'duration',
  'withUserEvents',
  'FILTER',
  'ID',
  'options',
  'option',
  'event',
  'handler',
  'PLACEMENT',
  'HANDLER',
  'MESSAGE_ID',
  'BOT_ID',
  'COMMAND',
  'CHAT_ID',
  'ORDER',
  'name',
]
const fieldNames = [
  'message',
  'keyboard',
  'attach',
  'forwardIds',
  'replyId',
  'system',
  'title',
  'params',
  'command',
  'content',
  'name',
  'code',
  'properties',
  'eventMode',
  'webhookUrl',
  'botToken',
  'type',
  'avatar',
  'userIds',
  'ownerId',
  'BUTTONS',
  'BLOCKS',
  'TEXT',
  'COMMAND',
  'ACTION',
  'ACTION_VALUE',
  '__proto__',
  'constructor',
]

const likely = fc.constantFrom<unknown>(
  'chat11',
  'chat999',
  '2',
  22,
  501,
  '501',
  -1,
  0,
  1e21,
  '',
  'N',
  'Y',
  null,
  true,
  [],
  {},
  'help',
)
// Texts of any code units: half characters too.
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('\ud800'))
const scalar = fc.oneof(likely, text, fc.integer(), fc.double({ noNaN: true }))

const lists = (levels: number) => {
  let value: unknown = 'x'
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}
/** Nested as deep as PHP still reads, and deeper. */
const deep = fc.constantFrom(60, 70, 500, 600).map(lists)
const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { weight: 8, arbitrary: scalar },
    { weight: 1, arbitrary: deep },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    {
      weight: 4,
      arbitrary: fc.dictionary(fc.constantFrom(...fieldNames), tie('value'), {
        maxKeys: 5,
        noNullPrototype: true,
      }),
    },
  ),
})).value
const params = fc.dictionary(fc.constantFrom(...parameterNames), nested, {
  maxKeys: 8,
  noNullPrototype: true,
})

const runsPerMethod = 60
let asked = 0
let refused = 0
afterAll(() => {
  process.stdout.write(
    `\nbad input: ${asked} calls of ${names.length} methods, ${refused} refused, none crashed\n`,
  )
})

test.each(names)('%s answers whatever it is asked', async (name) => {
  const portal = openPortal()
  const { accessToken } = (await portal.control('tokens', {})) as { accessToken: string } // by its schema
  const ask = async (sent: Params, bot: Params, way: 'json' | 'form' | 'app') => {
    const options = way === 'app' ? { accessToken } : { form: way === 'form' }
    const reply = await portal.ask(name, { ...sent, ...bot }, options)
    asked += 1
    if (reply.error !== undefined) refused += 1
    expect(reply.error === 'INTERNAL_SERVER_ERROR' ? reply.description : '').toBe('')
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(reply.error === undefined ? typeof reply.time : typeof reply.description).toMatch(/object|string/)
  }
  const bots = fc.constantFrom<Params>(helpdesk, watcher, {})
  const ways = fc.constantFrom('json' as const, 'form' as const, 'app' as const)
  await fc.assert(fc.asyncProperty(params, bots, ways, ask), { numRuns: runsPerMethod })
})
