import { describe, expect, test } from 'vitest'
import {
  helpdesk,
  openPortal,
  watcher,
  type OpenPortal,
  type Params,
} from '../../testing/emulator/open-portal.ts'
import { seedChats } from '../seed-credentials.ts'

const project = `chat${seedChats.project}`

const send = (portal: OpenPortal, fields: Params, dialogId = '2') =>
  portal.ask('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId, fields })

const sent = async (portal: OpenPortal, fields: Params, dialogId = '2') => {
  const { id } = await portal.get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId, fields })
  return id ?? 0
}

const shown = async ({ control }: OpenPortal, messageId: number) => {
  const { messages } = (await control('messages?as=2&dialogId=22')) as { messages: { id: number }[] } // by its schema
  return messages.find((message) => message.id === messageId)
}

const buttonsOf = async (keyboard: unknown) => {
  const portal = openPortal()
  const message = await shown(portal, await sent(portal, { message: 'x', keyboard }))
  return (message as { keyboard?: Params[] } | undefined)?.keyboard // by its schema
}

describe('editing and deleting', () => {
  const edit = (portal: OpenPortal, messageId: number) =>
    portal.ask('imbot.v2.Chat.Message.update', { ...helpdesk, messageId, fields: { message: 'new' } })

  test('what is deleted, of the system, or gone cannot be edited', async () => {
    const portal = openPortal()
    const [deleted, system] = [
      await sent(portal, { message: 'a' }),
      await sent(portal, { message: 'b', system: 'Y' }),
    ]
    await portal.get('imbot.v2.Chat.Message.delete', { ...helpdesk, messageId: deleted })
    for (const id of [deleted, system, 9999]) expect((await edit(portal, id)).error).toBe('ACCESS_DENIED')
  })

  test('a manager may delete what others wrote', async () => {
    const portal = openPortal()
    const { chat } = await portal.get('imbot.v2.Chat.add', {
      ...helpdesk,
      fields: { userIds: [1, watcher.botId] },
    })
    const said = await portal.control('say', { dialogId: chat.dialogId, text: 'Delete me' })
    const { messageId } = said as { messageId: number } // by its schema
    const remove = async (bot: Params) =>
      (await portal.ask('imbot.v2.Chat.Message.delete', { ...bot, messageId })).error
    expect([await remove(watcher), await remove(helpdesk)]).toEqual(['ACCESS_DENIED', undefined])
  })
})

describe('texts', () => {
  const long = { message: 'x'.repeat(20_001) }
  const cut = `${'x'.repeat(20_000)} (...)`

  test('are cut at 20,000 characters when a message changes, too', async () => {
    const portal = openPortal()
    const messageId = await sent(portal, { message: 'short' })
    await portal.get('imbot.v2.Chat.Message.update', { ...helpdesk, messageId, fields: long })
    expect(await shown(portal, messageId)).toMatchObject({ text: cut })
  })

  test('are never cut through a character', async () => {
    const portal = openPortal()
    const faces = { message: '😀'.repeat(20_001) }
    const whole = { message: '😀'.repeat(20_000) }
    expect(await shown(portal, await sent(portal, faces))).toMatchObject({ text: `${whole.message} (...)` })
    expect(await shown(portal, await sent(portal, whole))).toMatchObject({ text: whole.message })
  })
})

describe('forwards', () => {
  const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

  test('more than 100, or under a name that is no uuid, are refused', async () => {
    const portal = openPortal()
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [uuid(index), 501]))
    expect((await send(portal, { forwardIds: many })).error).toBe('SENDING_FAILED')
    expect((await send(portal, { forwardIds: { first: 501 } })).error).toBe('SENDING_FAILED')
  })

  test('come only from chats the bot can read', async () => {
    const portal = openPortal()
    const secret = await portal.control('say', { as: 1, dialogId: '2', text: 'Between us' })
    const { messageId } = secret as { messageId: number } // by its schema
    const reply = await send(portal, { forwardIds: { [uuid(1)]: messageId, [uuid(2)]: 501 } })
    expect(reply.result).toEqual({ id: null, uuidMap: { [uuid(2)]: expect.any(Number) as unknown } })
  })

  test('name author, chat and time of the original', async () => {
    const portal = openPortal()
    const { uuidMap } = (await send(portal, { message: 'see', forwardIds: { [uuid(1)]: 502 } }, project))
      .result as { uuidMap: Record<string, number> } // by its schema
    const forwarded = { ...watcher, messageId: uuidMap[uuid(1)] }
    const { message } = await portal.get('imbot.v2.Chat.Message.get', forwarded)
    expect(message).toMatchObject({
      authorId: helpdesk.botId,
      text: 'The landing page is ready for review.',
      uuid: uuid(1),
      forward: { id: `${seedChats.project}/502`, userId: 2, chatId: seedChats.project },
    })
  })
})

describe('keyboards', () => {
  const button = { TEXT: 'Go', COMMAND: 'help' }

  test.each([
    ['a list', [button]],
    ['the full form', { BUTTONS: [button] }],
    ['JSON text of a list', JSON.stringify([button])],
    ['JSON text of the full form', JSON.stringify({ BOT_ID: helpdesk.botId, BUTTONS: [button] })],
    ['a PHP map of buttons', { BUTTONS: { '1': button } }],
  ])('come as %s', async (_form, keyboard) => {
    expect(await buttonsOf(keyboard)).toMatchObject([{ TEXT: 'Go', COMMAND: 'help', BOT_ID: helpdesk.botId }])
  })

  test('keep one action of a button, and the command’s bot', async () => {
    const all = { ...button, LINK: 'https://a.example', ACTION: 'PUT', ACTION_VALUE: 'x' }
    const buttons = await buttonsOf({
      BOT_ID: 21,
      BUTTONS: [
        all,
        { ...all, LINK: undefined },
        { TYPE: 'NEWLINE' },
        { ...button, FUNCTION: 'alert()' },
        { TEXT: 'nothing' },
      ],
    })
    expect(buttons).toHaveLength(3)
    expect(buttons?.[0]).toMatchObject({ LINK: 'https://a.example', BOT_ID: 21 })
    expect(buttons?.[0]).not.toHaveProperty('COMMAND')
    expect(buttons?.[1]).toMatchObject({ ACTION: 'PUT', ACTION_VALUE: 'x' })
    expect(buttons?.[1]).not.toHaveProperty('COMMAND')
    expect(buttons?.[2]).toEqual({ TYPE: 'NEWLINE' })
  })

  test('unknown actions are none, "N" and empty are no keyboard', async () => {
    const portal = openPortal()
    const odd = [{ TEXT: 'Odd', ACTION: 'EXPLODE', ACTION_VALUE: 'x' }]
    expect((await send(portal, { message: 'x', keyboard: odd })).error).toBe('PARAM_KEYBOARD_ERROR')
    expect(await buttonsOf('N')).toEqual([])
    expect(await buttonsOf([])).toEqual([])
  })
})

describe('attachments', () => {
  test('may have 60,000 characters', async () => {
    const portal = openPortal()
    const block = (length: number) => ({ message: 'x', attach: [{ MESSAGE: 'x'.repeat(length) }] })
    expect((await send(portal, block(59_900))).error).toBeUndefined()
    expect((await send(portal, block(60_000))).error).toBe('PARAM_ATTACH_ERROR')
  })

  test('are a message of their own, and the full form has blocks', async () => {
    const portal = openPortal()
    const id = await sent(portal, {
      attach: { ID: 1, COLOR: '#fff', BLOCKS: [{ DELIMITER: { SIZE: 1 } }, { delimiter: {} }] },
    })
    expect(await shown(portal, id)).toMatchObject({ text: '', attach: [{ DELIMITER: { SIZE: 1 } }] })
    const full = { BLOCKS: [{ MESSAGE: 'replaced' }] }
    await portal.get('imbot.v2.Chat.Message.update', { ...helpdesk, messageId: id, fields: { attach: full } })
    expect(await shown(portal, id)).toMatchObject({ attach: [{ MESSAGE: 'replaced' }] })
  })
})

test('an attachment keeps its colour and description, until it is replaced', async () => {
  const portal = openPortal()
  const read = async (messageId: number) =>
    (await portal.get('imbot.v2.Chat.Message.get', { ...watcher, messageId })).message.params
  const look = { COLOR: '#29619b', COLOR_TOKEN: 'primary', DESCRIPTION: 'In short' }
  const messageId = await sent(portal, { attach: { ID: 7, ...look, BLOCKS: [{ MESSAGE: 'a' }] } }, project)
  const ID = String(messageId)
  expect(await read(messageId)).toEqual({ ATTACH: [{ ID, BLOCKS: [{ MESSAGE: 'a' }], ...look }] })
  const fields = { attach: { BLOCKS: [{ MESSAGE: 'b' }] } }
  await portal.get('imbot.v2.Chat.Message.update', { ...helpdesk, messageId, fields })
  expect(await read(messageId)).toEqual({ ATTACH: [{ ID, BLOCKS: [{ MESSAGE: 'b' }] }] })
})

test('a bot is never said to have been there, a person is', async () => {
  const portal = openPortal()
  await sent(portal, { message: 'Hello' }, project)
  await portal.control('say', { as: 2, dialogId: project, text: 'Hello' })
  const members = await portal.get('imbot.v2.Chat.User.list', { ...helpdesk, dialogId: project })
  const seen = (id: number) => members.find((user) => user.id === id)?.lastActivityDate
  expect([seen(helpdesk.botId), seen(2)]).toEqual([false, '2026-11-20T12:00:00+00:00'])
})

test('a reply names a message of the same chat, or none', async () => {
  const portal = openPortal()
  const first = await sent(portal, { message: 'first' })
  const answer = await sent(portal, { message: 'answer', replyId: first })
  const astray = await sent(portal, { message: 'astray', replyId: 501 })
  expect([await shown(portal, answer), await shown(portal, astray)]).toMatchObject([
    { replyId: first },
    { replyId: null },
  ])
})

test('who writes has read, the others have it before them', async () => {
  const portal = openPortal()
  const lastRead = async () => (await portal.get('imbot.v2.Chat.get', { ...helpdesk, dialogId: '2' })).chat
  const id = await sent(portal, { message: 'mine' })
  expect(await lastRead()).toMatchObject({ lastId: id, unreadId: 0 })
  const said = await portal.control('say', { as: 2, dialogId: '22', text: 'theirs' })
  const { messageId } = said as { messageId: number } // by its schema
  expect(await lastRead()).toMatchObject({ lastId: id, unreadId: messageId, lastMessageId: messageId })
})

test('a command of the same name answers the old one unchanged', async () => {
  const portal = openPortal()
  const register = (title: string) =>
    portal.get('imbot.v2.Command.register', {
      ...helpdesk,
      fields: { command: 'help', title: { en: title }, common: true },
    })
  expect(await register('New title')).toEqual({
    command: { id: 42, botId: 22, command: '/help', common: false, hidden: false, extranetSupport: false },
  })
})

test('an unregistered bot is out of its groups and no longer active', async () => {
  const portal = openPortal()
  await portal.get('imbot.v2.Bot.unregister', helpdesk)
  const members = await portal.get('imbot.v2.Chat.User.list', { ...watcher, dialogId: project })
  expect(members.map((user) => user.id)).not.toContain(helpdesk.botId)
  const state = await portal.control('state')
  const { users, chats } = state as {
    users: { id: number; active: boolean }[]
    chats: { memberIds: number[] }[]
  } // by its view
  expect(chats.some((chat) => chat.memberIds.includes(helpdesk.botId))).toBe(false)
  expect(users.find((user) => user.id === helpdesk.botId)?.active).toBe(false)
})
