import { describe, expect, test } from 'vitest'
import {
  helpdesk,
  openPortal,
  watcher,
  type OpenPortal,
  type Params,
} from '../../testing/emulator/open-portal.ts'
import { seedChats, seedUsers } from '../seed-credentials.ts'

const project = `chat${seedChats.project}`

const say = async ({ control }: OpenPortal, text: string, more: Params = {}) => {
  const answer = await control('say', { dialogId: String(helpdesk.botId), text, ...more })
  return (answer as { messageId: number }).messageId // by its schema
}

type Heard = {
  type: string
  data: { command?: unknown; message?: { id: number; authorId: number }; chat: unknown }
}

/** What a bot has been told, the opening of the dialog left out. */
const heard = async ({ get }: OpenPortal, bot: Params = helpdesk) => {
  const { events } = await get('imbot.v2.Event.get', { ...bot })
  const told = events as Heard[] // what the emulator queues
  return told.filter((event) => event.type !== 'ONIMBOTV2JOINCHAT')
}

const register = async ({ get }: OpenPortal, fields: Params) => {
  const answer = await get('imbot.v2.Command.register', {
    ...helpdesk,
    fields: { title: { en: 'A command' }, ...fields },
  })
  return answer.command.id
}

describe('typed commands', () => {
  test.each([
    ['/help', ['']],
    ['/help  how to', [' how to']],
    ['/HELP x ', ['x ']],
    ['/help one\nand\n/help two', ['one', 'two']],
    [Array.from({ length: 12 }, (_, line) => `/help ${line}`).join('\n'), [...'0123456789']],
  ])('%j raises commands with parameters %j and no message', async (text, params) => {
    const portal = openPortal()
    await say(portal, text)
    const events = await heard(portal)
    expect(events.map((event) => event.data.command)).toEqual(
      params.map((given) => ({ id: 42, command: '/help', params: given, context: 'textarea' })),
    )
    expect(new Set(events.map((event) => event.type))).toEqual(new Set(['ONIMBOTV2COMMANDADD']))
  })

  test.each(['/helpme', 'a /help', '/unknown x', '/ help', '//help'])('%j is a message', async (text) => {
    const portal = openPortal()
    await say(portal, text)
    expect((await heard(portal)).map((event) => event.type)).toEqual(['ONIMBOTV2MESSAGEADD'])
  })

  test('a common command works in chats its bot is not in, others do not', async () => {
    const portal = openPortal()
    await register(portal, { command: 'everywhere', common: true })
    await register(portal, { command: 'here' })
    await say(portal, '/everywhere\n/here', { dialogId: '2' })
    expect((await heard(portal)).map((event) => event.data.command)).toMatchObject([
      { command: '/everywhere' },
    ])
  })

  test('people from outside need a command that is open to them', async () => {
    const portal = openPortal()
    await register(portal, { command: 'open', extranetSupport: true })
    await say(portal, '/help\n/open', { as: seedUsers.extranet })
    expect((await heard(portal)).map((event) => event.data.command)).toMatchObject([{ command: '/open' }])
  })

  test('slashes in front of a name are not part of it, and alone are none', async () => {
    const portal = openPortal()
    await register(portal, { command: '//twice' })
    await say(portal, '/twice')
    expect((await heard(portal)).at(-1)?.data.command).toMatchObject({ command: '/twice' })
    const fields = { command: '//', title: { en: 'None' } }
    const reply = await portal.ask('imbot.v2.Command.register', { ...helpdesk, fields })
    expect(reply.error).toBe('COMMAND_REQUIRED')
  })

  test('old flat parameters register only with the switch', async () => {
    const flat = { ...helpdesk, command: 'flat', title: { en: 'Flat' } }
    expect((await openPortal().ask('imbot.v2.Command.register', flat)).error).toBe('100')
    const { command } = await openPortal({ legacyFormats: true }).get('imbot.v2.Command.register', flat)
    expect(command.command).toBe('/flat')
  })
})

describe('keyboard presses', () => {
  const card = async ({ get }: OpenPortal, dialogId: string) => {
    const fields = { message: 'Choose', keyboard: [{ TEXT: 'Yes', COMMAND: 'help', COMMAND_PARAMS: 'yes' }] }
    return (await get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId, fields })).id
  }
  const press = (portal: OpenPortal, messageId: unknown, more: Params = {}) =>
    portal.control('press', { messageId, botId: helpdesk.botId, command: 'help', params: 'yes', ...more })

  test('in private the queue has no chat, the message is the bot’s own card', async () => {
    const portal = openPortal()
    const messageId = await card(portal, '1')
    await press(portal, messageId)
    expect(await heard(portal)).toMatchObject([
      {
        type: 'ONIMBOTV2COMMANDADD',
        data: {
          command: { id: 42, command: '/help', params: 'yes', context: 'keyboard' },
          message: { id: messageId, authorId: helpdesk.botId },
          chat: [],
          user: { id: 1 },
        },
      },
    ])
  })

  test('in a group the chat is there, and anybody in it can press', async () => {
    const portal = openPortal()
    const messageId = await card(portal, project)
    await press(portal, messageId, { as: 3 })
    expect((await heard(portal))[0]).toMatchObject({ data: { chat: { dialogId: project }, user: { id: 3 } } })
  })

  test('by webhook the private chat is there too', async () => {
    const portal = openPortal()
    const messageId = await card(portal, '1')
    const fields = { eventMode: 'webhook', webhookUrl: 'https://bot.example/hook' }
    await portal.get('imbot.v2.Bot.update', { ...helpdesk, fields })
    await press(portal, messageId)
    await portal.emulator.idle()
    expect(decodeURIComponent(portal.posted[0]?.body ?? '')).toContain('data[chat][dialogId]=1&')
  })

  test('over REST any token of a person can press, with any parameters', async () => {
    const portal = openPortal()
    const MESSAGE_ID = await card(portal, '1')
    const pressed = { MESSAGE_ID, BOT_ID: helpdesk.botId, COMMAND: 'help', COMMAND_PARAMS: 'forged' }
    expect(await portal.get('im.message.command', pressed)).toBe(true)
    expect((await heard(portal))[0]).toMatchObject({ data: { command: { params: 'forged' } } })
  })

  test.each([
    [{ MESSAGE_ID: 9999 }, 'MESSAGE_ID_ERROR'],
    [{ BOT_ID: 2 }, 'BOT_ID_ERROR'],
    [{ COMMAND: 'nothing' }, 'COMMAND_ERROR'],
    [{ BOT_ID: watcher.botId }, 'COMMAND_ERROR'],
  ])('a press with %j is %s', async (wrong, error) => {
    const portal = openPortal()
    const MESSAGE_ID = await card(portal, '1')
    const reply = await portal.ask('im.message.command', {
      MESSAGE_ID,
      BOT_ID: helpdesk.botId,
      COMMAND: 'help',
      ...wrong,
    })
    expect(reply.error).toBe(error)
  })
})

test('a guest’s answer to a common command is a system message that names the bot', async () => {
  const portal = openPortal()
  const commandId = await register(portal, { command: 'everywhere', common: true })
  const messageId = await say(portal, '/everywhere', { dialogId: '2' })
  const answer = { ...helpdesk, commandId, messageId, dialogId: 'ignored', fields: { message: 'Answer' } }
  await portal.get('imbot.v2.Command.answer', answer)
  const { messages } = (await portal.control('messages?dialogId=2')) as { messages: unknown[] } // by its schema
  expect(messages.at(-1)).toMatchObject({ authorId: 0, isSystem: true, text: '[b]Helpdesk Bot[/b]\nAnswer' })
})
