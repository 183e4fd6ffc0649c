import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { botSchema, chatSchema, commandSchema, fileSchema, messageSchema, userSchema } from './entities.ts'
import { findRestError, restErrors } from './errors.ts'
import { documentedMethods, isMethodName, methods } from './methods.ts'
import type { MethodName } from './methods.ts'

const send = (name: MethodName, params: unknown) => z.safeParse(methods[name].params, params)
const read = (name: MethodName, result: unknown) => z.parse(methods[name].result, result)

const chat = {
  id: 5,
  dialogId: 'chat5',
  type: 'chat',
  name: 'Support',
  owner: 1,
  avatar: '',
  color: null,
  entityType: '',
}

describe('the table', () => {
  test('has the 40 documented methods beside the helper methods', () => {
    expect(Object.keys(documentedMethods)).toHaveLength(40)
    expect(Object.keys(methods).length).toBe(59)
    expect(isMethodName('imbot.v2.Bot.register')).toBe(true)
    expect(isMethodName('imbot.v2.bot.register')).toBe(false)
    expect(isMethodName('constructor')).toBe(false)
  })

  test('only Event.get deletes what it reads', () => {
    const confirming = Object.entries(methods).filter(([, { effect }]) => effect === 'confirm')
    expect(confirming.map(([name]) => name)).toEqual(['imbot.v2.Event.get', 'im.v2.Event.get'])
  })

  test('lists no error that is not explained', () => {
    const codes = Object.values(methods).flatMap(({ errors }): readonly string[] => errors)
    expect(codes.filter((code) => findRestError(code) === undefined)).toEqual([])
  })

  test('fits into the first screen: at most 14 kB compressed, without zod', async () => {
    const bundle = { bundle: true, minify: true, write: false, format: 'esm' } as const
    const { outputFiles } = await build({
      ...bundle,
      entryPoints: ['src/contract/rest/methods.ts'],
      external: ['zod/mini'],
    })
    const bytes = gzipSync(outputFiles[0]?.contents ?? '').length
    process.stdout.write(`table of methods: ${bytes} bytes gzip\n`)
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThan(14_000)
  })
})

describe('parameters', () => {
  test('botId and botToken are taken in both spellings, fields of a registration too', () => {
    const upper = { BOT_ID: 5, BOT_TOKEN: 't', dialogId: 'chat5' }
    expect(send('imbot.v2.Chat.get', upper).data).toEqual({ botId: 5, botToken: 't', dialogId: 'chat5' })
    const fields = { CODE: 'a', PROPERTIES: { name: 'A' }, EVENT_MODE: 'fetch', IS_HIDDEN: 'Y' }
    expect(send('imbot.v2.Bot.register', { fields }).data).toEqual({
      fields: { code: 'a', properties: { name: 'A' }, eventMode: 'fetch', isHidden: 'Y' },
    })
  })

  const bot = { botId: 5, dialogId: 'chat5' }
  const register = (fields: object) => ({ fields: { code: 'a', properties: { name: 'A' }, ...fields } })

  test.each<[MethodName, unknown]>([
    ['imbot.v2.Bot.register', register({ botToken: 'x'.repeat(41) })],
    ['imbot.v2.Bot.register', register({ type: 'human' })],
    ['imbot.v2.Bot.register', register({ code: '' })],
    ['imbot.v2.Bot.register', register({ backgroundId: 'pink' })],
    ['imbot.v2.Event.get', { botId: 5, limit: 1001 }],
    ['imbot.v2.Event.get', { botId: 5, limit: 0 }],
    ['imbot.v2.Chat.User.list', { ...bot, limit: 201 }],
    ['imbot.v2.Chat.InputAction.notify', { ...bot, duration: 601 }],
    ['imbot.v2.Chat.Message.getContext', { botId: 5, messageId: 1, range: 51 }],
    ['imbot.v2.Chat.Message.send', { ...bot, fields: { message: 'x'.repeat(20_001) } }],
    ['imbot.v2.Chat.Message.send', { ...bot, dialogId: 5 }],
    ['imbot.v2.Chat.Message.send', { ...bot, fields: { keyboard: [{ TEXT: 1 }] } }],
    [
      'imbot.v2.Chat.Message.send',
      {
        ...bot,
        fields: { forwardIds: Object.fromEntries([...Array(101).keys()].map((id) => [`u${id}`, id])) },
      },
    ],
    ['imbot.v2.Chat.Message.Reaction.add', { botId: 5, messageId: 1, reaction: 'shrug' }],
    ['imbot.v2.Chat.Manager.add', { ...bot, userIds: [] }],
    ['im.v2.Chat.Bot.sendContext', { dialogId: '5', context: 'text' }],
    ['im.v2.Chat.Bot.sendContext', { context: { a: 1 } }],
    // The platform would take "N" for true here.
    ['imbot.v2.Chat.TextField.enabled', { ...bot, enabled: 'N' }],
    ['imbot.v2.Chat.Message.delete', { botId: 5, messageId: 1, complete: 'N' }],
    ['imbot.v2.Event.get', { botId: 5, withUserEvents: 'N' }],
    ['imbot.v2.Bot.register', register({ eventMode: 'webhook' })],
    ['imbot.v2.Bot.register', register({ eventMode: 'webhook', webhookUrl: '' })],
  ])('%s refuses what is beyond the documented (%#)', (name, params) => {
    expect(send(name, params).success).toBe(false)
  })

  test.each<[MethodName, unknown]>([
    [
      'imbot.v2.Chat.Message.send',
      { ...bot, fields: { keyboard: { BOT_ID: 5, BUTTONS: [{ TEXT: 'A', LINK: '/a' }] } } },
    ],
    ['imbot.v2.Chat.Message.update', { botId: 5, messageId: 1, fields: { keyboard: 'N', urlPreview: 'N' } }],
    ['imbot.v2.Chat.Message.update', { botId: 5, messageId: 1, fields: { attach: '' } }],
    [
      'imbot.v2.Chat.Message.send',
      { ...bot, fields: { attach: [{ GRID: [{ DISPLAY: 'ROW', VALUE: 'x' }] }] } },
    ],
    ['im.v2.Chat.Bot.sendContext', { chatId: 5, context: ['a'] }],
    ['imbot.v2.Bot.register', register({ eventMode: 'webhook', webhookUrl: 'https://a.example/' })],
    ['imbot.v2.Bot.register', register({ backgroundId: null, botToken: 'x'.repeat(40) })],
    ['imbot.v2.Command.update', { botId: 5, commandId: 1, fields: { title: { de: 'Hilfe', en: null } } }],
  ])('%s takes every documented spelling (%#)', (name, params) => {
    expect(send(name, params).error).toBeUndefined()
  })
})

describe('answers', () => {
  test('an empty PHP map is a map, an older boolean a boolean', () => {
    const older = { ...chat, permissions: [], entityLink: [], textFieldEnabled: 'Y', lastMessageViews: '{}' }
    const read5 = read('imbot.v2.Chat.get', { chat: older })
    expect(read5).toMatchObject({ chat: { permissions: {}, entityLink: {}, textFieldEnabled: true } })
    const newer = { ...chat, textFieldEnabled: false, lastMessageViews: { messageId: 1, countOfViewers: 0 } }
    expect(read('imbot.v2.Chat.get', { chat: newer })).toMatchObject({ chat: { textFieldEnabled: false } })
    expect(read('imbot.v2.Chat.Message.send', { id: null, uuidMap: [] })).toEqual({ id: null, uuidMap: {} })
  })

  test('unknown keys are ignored', () => {
    const answer = read('imbot.v2.Revision.get', { rest: 36, web: 1, mobile: 1, desktop: 1, watch: 1 })
    expect(answer).toEqual({ rest: 36, web: 1, mobile: 1, desktop: 1 })
  })

  test('a built-in command has a text for an id and words for booleans', () => {
    const builtIn = { id: 'def0', botId: 0, command: '/me', common: 'Y', hidden: 'N', extranetSupport: 'Y' }
    expect(
      read('imbot.v2.Command.list', { commands: [{ ...builtIn, title: '', params: '' }] }),
    ).toMatchObject({
      commands: [{ id: 'def0', common: true, hidden: false }],
    })
  })

  test('a message without an author has no user', () => {
    const message = { id: 1, chatId: 5, authorId: 0, date: null, text: '', isSystem: true, uuid: null }
    const whole = { ...message, forward: [], params: [], viewedByOthers: false }
    expect(read('imbot.v2.Chat.Message.get', { message: whole, user: [] })).toMatchObject({
      message: { forward: null, params: {} },
      user: null,
    })
  })

  test('a forwarded message is known by a text, however its id was written', () => {
    const message = { id: 1, chatId: 5, authorId: 2, date: null, text: '', isSystem: false, uuid: '' }
    const whole = { ...message, forward: { id: 7 }, params: {}, viewedByOthers: false }
    expect(read('imbot.v2.Chat.Message.get', { message: whole })).toMatchObject({
      message: { forward: { id: '7' } },
    })
  })
})

describe('error codes', () => {
  test('code and kind name one entry', () => {
    const keys = restErrors.map(({ code, kind }) => `${kind} ${code}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a code with two meanings is found by its kind', () => {
    expect(findRestError('ACCESS_DENIED')?.status).toBe(400)
    expect(findRestError('ACCESS_DENIED', 'system')?.status).toBe(403)
    expect(findRestError('insufficient_scope', 'oauth-server')?.status).toBe(400)
    expect(findRestError('NO_SUCH_CODE')).toBeUndefined()
  })
})

describe('what a reader can count on', () => {
  const requiredKeys = (schema: z.ZodMiniObject) =>
    Object.entries(schema._zod.def.shape).flatMap(([key, inner]) =>
      inner instanceof z.core.$ZodOptional ? [] : [key],
    )

  test.each<[string, z.ZodMiniObject, string]>([
    ['User', userSchema, 'id active name bot type'],
    ['Bot', botSchema, 'id code type isHidden isSupportOpenline isReactionsEnabled backgroundId language'],
    ['Chat', chatSchema, 'id dialogId type name owner avatar color'],
    ['Message', messageSchema, 'id chatId authorId date text isSystem uuid forward params viewedByOthers'],
    ['File', fileSchema, 'id chatId name extension size'],
    ['Command', commandSchema, 'id botId command common hidden extranetSupport'],
  ])('%s', (_, schema, keys) => {
    expect(requiredKeys(schema).join(' ')).toBe(keys)
  })

  test.each<[MethodName, string]>([
    ['imbot.v2.Bot.list', 'bots users hasNextPage'],
    ['imbot.v2.Chat.Message.getContext', 'messages users hasPrevPage hasNextPage'],
    ['imbot.v2.Chat.Message.read', 'chatId lastId counter viewedMessages'],
    ['imbot.v2.Chat.Message.send', 'id uuidMap'],
    ['imbot.v2.Event.get', 'events nextOffset hasMore'],
    ['imbot.v2.File.upload', 'file messageId chatId dialogId'],
  ])('the answer of %s', (name, keys) => {
    const { result } = methods[name]
    expect(result instanceof z.ZodMiniObject && requiredKeys(result).join(' ')).toBe(keys)
  })
})
