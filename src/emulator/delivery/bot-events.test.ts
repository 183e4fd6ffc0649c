import { afterAll, describe, expect, test } from 'vitest'
import { helpdesk, openPortal, type OpenPortal, type Params } from '../../testing/emulator/open-portal.ts'
import { seedChats } from '../seed-credentials.ts'

const token = 'visible'
const types = ['bot', 'openline', 'supervisor', 'personal'] as const

/** A bot of one type, in a group of its own with users 1 and 2. */
const botInGroup = async ({ get }: OpenPortal, type: string) => {
  const fields = { code: `probe_${type}`, botToken: token, type, properties: { name: 'Probe' } }
  const { bot } = await get('imbot.v2.Bot.register', { fields })
  const me = { botId: bot.id, botToken: token }
  const { chat } = await get('imbot.v2.Chat.add', { ...me, fields: { userIds: [1, 2, helpdesk.botId] } })
  return { me, group: chat.dialogId }
}

const typesTold = async ({ get }: OpenPortal, me: Params) =>
  (await get('imbot.v2.Event.get', { ...me })).events.map((event) => event.type.replace('ONIMBOTV2', ''))

type Scene = (
  portal: OpenPortal,
  own: { me: { botId: number; botToken: string }; group: string },
) => Promise<unknown>

const scenes: Record<string, Scene> = {
  'private message': ({ control }, { me }) => control('say', { dialogId: String(me.botId), text: 'Hi' }),
  'group message': ({ control }, { group }) => control('say', { dialogId: group, text: 'Hi all' }),
  'group mention': ({ control }, { me, group }) =>
    control('say', { dialogId: group, text: `[USER=${me.botId}]Probe[/USER] hi` }),
  'mention of all': ({ control }, { group }) =>
    control('say', { dialogId: group, text: '[user=all]All[/user]' }),
  'mention of another': ({ control }, { me, group }) =>
    control('say', { dialogId: group, text: `[USER=${me.botId}0]Other[/USER] hi` }),
  'own message': ({ get }, { me, group }) =>
    get('imbot.v2.Chat.Message.send', { ...me, dialogId: group, fields: { message: 'I say' } }),
  'another bot’s message': ({ get }, { group }) =>
    get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId: group, fields: { message: 'I say' } }),
  'system message': ({ get }, { group }) =>
    get('imbot.v2.Chat.Message.send', {
      ...helpdesk,
      dialogId: group,
      fields: { message: 'S', system: true },
    }),
}

const heardBy: Record<string, readonly boolean[]> = {
  // bot, openline, supervisor, personal
  'private message': [true, true, true, true],
  'group message': [false, false, true, true],
  'group mention': [true, true, true, true],
  'mention of all': [true, true, true, true],
  'mention of another': [false, false, true, true],
  'own message': [false, false, false, false],
  'another bot’s message': [false, false, true, true],
  'system message': [false, false, false, false],
}

const table = new Map<string, string[]>()
afterAll(() => {
  const rows = [...table].map(
    ([scene, cells]) => `${scene.padEnd(24)}${cells.map((cell) => cell.padEnd(12)).join('')}`,
  )
  process.stdout.write(
    `\n${['who hears what'.padEnd(24) + types.map((type) => type.padEnd(12)).join(''), ...rows].join('\n')}\n`,
  )
})

describe.each(Object.keys(scenes))('%s', (scene) => {
  test.each(types)('for a bot of type %s', async (type) => {
    const portal = openPortal()
    const own = await botInGroup(portal, type)
    await scenes[scene]?.(portal, own)
    const hears = (await typesTold(portal, own.me)).includes('MESSAGEADD')
    table.set(scene, [...(table.get(scene) ?? []), hears ? 'hears' : '-'])
    expect(hears).toBe(heardBy[scene]?.[types.indexOf(type)])
  })
})

describe('events', () => {
  const project = `chat${seedChats.project}`

  test('a group message keeps the mention, and carries chat and user without role and dates', async () => {
    const portal = openPortal()
    const text = `[USER=${helpdesk.botId}]Helpdesk[/USER] help`
    await portal.control('say', { as: 2, dialogId: project, text })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events[0]).toMatchObject({
      type: 'ONIMBOTV2MESSAGEADD',
      data: {
        bot: { id: helpdesk.botId, code: 'helpdesk_bot', eventMode: 'fetch' },
        message: { text, authorId: 2, params: [], isSystem: false },
        chat: { dialogId: project, type: 'chat' },
        user: { id: 2, lastActivityDate: false, idle: false },
      },
    })
    expect(events[0]?.data).not.toHaveProperty('chat.role')
    expect(events[0]?.data).not.toHaveProperty('chat.muteList')
  })

  test('in private the dialog is the other person', async () => {
    const portal = openPortal()
    await portal.control('say', { as: 3, dialogId: String(helpdesk.botId), text: 'Hi' })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events).toMatchObject([
      {
        type: 'ONIMBOTV2JOINCHAT',
        data: { dialogId: '3', chat: { dialogId: '3', type: 'private' }, user: { id: 3 } },
      },
      { type: 'ONIMBOTV2MESSAGEADD', data: { chat: { dialogId: '3' } } },
    ])
  })

  test('a quote brings the quoted message along', async () => {
    const portal = openPortal()
    const text = `[USER=${helpdesk.botId}]Helpdesk[/USER] what?`
    await portal.control('say', { dialogId: project, text, replyId: 501 })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events[0]?.data).toMatchObject({
      message: { params: { REPLY_ID: '501' } },
      additionalMessages: [{ id: 501 }],
    })
  })

  test('a reaction to an answer brings along what was answered', async () => {
    const portal = openPortal()
    const asked = (await portal.control('say', { dialogId: '22', text: 'What?' })) as { messageId: number } // by its schema
    const fields = { message: 'That', replyId: asked.messageId }
    const { id } = await portal.get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId: '1', fields })
    await portal.control('react', { messageId: id, reaction: 'like' })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events.at(-1)).toMatchObject({
      type: 'ONIMBOTV2REACTIONCHANGE',
      data: { message: { id }, additionalMessages: [{ id: asked.messageId, text: 'What?' }] },
    })
  })

  test('reactions on the bot’s message, edits and deletions are told', async () => {
    const portal = openPortal()
    const sent = { ...helpdesk, dialogId: '1', fields: { message: 'Mine' } }
    const { id: messageId } = await portal.get('imbot.v2.Chat.Message.send', sent)
    await portal.control('react', { messageId, reaction: 'like' })
    await portal.control('react', { messageId, reaction: 'fire' })
    const { messageId: theirs } = (await portal.control('say', { dialogId: '22', text: 'a' })) as {
      messageId: number
    } // by its schema
    await portal.control('edit', { messageId: theirs, text: 'b' })
    await portal.control('delete', { messageId: theirs })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events).toMatchObject([
      { type: 'ONIMBOTV2REACTIONCHANGE', data: { reaction: 'like', action: 'add', user: { id: 1 } } },
      { type: 'ONIMBOTV2REACTIONCHANGE', data: { reaction: 'like', action: 'delete' } },
      { type: 'ONIMBOTV2REACTIONCHANGE', data: { reaction: 'fire', action: 'add' } },
      { type: 'ONIMBOTV2MESSAGEADD', data: { message: { text: 'a' } } },
      { type: 'ONIMBOTV2MESSAGEUPDATE', data: { message: { text: 'b', params: { IS_EDITED: 'Y' } } } },
      { type: 'ONIMBOTV2MESSAGEDELETE', data: { messageId: theirs } },
    ])
  })

  test('a group context goes to every bot of the chat', async () => {
    const portal = openPortal()
    await portal.get('im.v2.Chat.Bot.sendContext', { dialogId: project, context: { a: 1 } })
    const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
    expect(events[0]).toMatchObject({
      type: 'ONIMBOTV2CONTEXTGET',
      data: { dialogId: project, context: { a: 1 } },
    })
  })

  test('the echo bot answers by itself, in private and when it is mentioned', async () => {
    const portal = openPortal()
    const last = async (dialogId: string) => {
      const { messages } = (await portal.control(`messages?dialogId=${dialogId}`)) as { messages: unknown[] } // by its schema
      return messages.at(-1)
    }
    await portal.control('say', { dialogId: '21', text: 'Anybody?' })
    expect(await last('21')).toMatchObject({ authorId: 21, text: 'You said: Anybody?' })
    await portal.control('say', { dialogId: project, text: '[USER=21]Echo[/USER] here too' })
    expect(await last(project)).toMatchObject({ authorId: 21, text: 'You said: here too' })
    await portal.get('imbot.v2.Chat.Message.send', {
      ...helpdesk,
      dialogId: project,
      fields: { message: '[USER=21]Echo[/USER] bot to bot' },
    })
    expect(await last(project)).toMatchObject({ authorId: helpdesk.botId })
    await portal.control('say', { dialogId: '21', text: '/echo by command' })
    expect(await last('21')).toMatchObject({ text: 'by command' })
  })
})
