import { describe, expect, test } from 'vitest'
import { describeEvent, replyTargetOf } from './describe-event.ts'
import { peekedEventOf } from './peeked-event.ts'

const bot = {
  id: 456,
  code: 'support_bot',
  type: 'bot',
  isHidden: false,
  isSupportOpenline: false,
  isReactionsEnabled: true,
  backgroundId: null,
  language: 'en',
  moduleId: 'rest',
  eventMode: 'fetch',
  countMessage: 0,
  countCommand: 0,
  countChat: 0,
  countUser: 0,
  auth: [],
}
const user = { id: 2, active: true, name: 'Anna Davis', bot: false, type: 'employee' }
const chat = (type: string, dialogId: string) => ({
  id: 15,
  dialogId,
  type,
  name: type === 'private' ? 'Anna Davis' : 'Project',
  entityType: '',
  owner: 2,
  avatar: '',
  color: '#df532d',
})
const message = {
  id: 100,
  chatId: 15,
  authorId: 2,
  date: '2026-11-20T10:00:00+00:00',
  text: 'where is my order?',
  isSystem: false,
  uuid: '',
  forward: null,
  params: {},
  viewedByOthers: false,
}
const item = (type: string, data: object) =>
  peekedEventOf({
    eventId: 7,
    type,
    date: '2026-11-20T10:00:00+00:00',
    data: { bot, ...data, language: 'en' },
  })

const said = (where: ReturnType<typeof chat>) =>
  item('ONIMBOTV2MESSAGEADD', { dialogId: where.dialogId, chat: where, user, message })

describe('a line of the log', () => {
  test('of a private message says who and what', () => {
    expect(describeEvent(said(chat('private', '2')))).toEqual({
      id: 7,
      at: Date.parse('2026-11-20T10:00:00Z'),
      type: 'MESSAGEADD',
      who: 'Anna Davis',
      where: 'dialog 2',
      text: 'where is my order?',
    })
  })

  test('of a group message names the group', () => {
    expect(describeEvent(said(chat('chat', 'chat15'))).where).toBe('Project (chat15)')
  })

  test('of a context shows it as JSON', () => {
    const data = { dialogId: '2', chat: chat('private', '2'), user, context: { action: 'open', id: '5' } }
    expect(describeEvent(item('ONIMBOTV2CONTEXTGET', data)).text).toBe('{"action":"open","id":"5"}')
  })

  test('of an event nobody has documented keeps its name', () => {
    expect(describeEvent(item('ONIMBOTV2SOMETHINGNEW', {}))).toMatchObject({
      type: 'SOMETHINGNEW',
      who: '',
      text: '',
    })
  })

  test('of a malformed event says where it is wrong instead of hiding it', () => {
    const line = describeEvent(item('ONIMBOTV2MESSAGEADD', { user: 'nobody' }))
    expect(line.text).toMatch(/not as documented: ONIMBOTV2MESSAGEADD: data/)
  })
})

describe('an answer goes', () => {
  test('to the dialog of the event', () => {
    expect(replyTargetOf(said(chat('chat', 'chat15')))).toEqual({
      dialogId: 'chat15',
      name: 'Project (chat15)',
    })
  })

  test('to the person when a button was pressed in a private chat and the event has no chat', () => {
    const data = {
      chat: [],
      user,
      message,
      command: { id: 1, command: '/yes', params: '', context: 'keyboard' },
    }
    const pressed = item('ONIMBOTV2COMMANDADD', data)
    expect(describeEvent(pressed).text).toBe('/yes (keyboard)')
    expect(replyTargetOf(pressed)).toEqual({ dialogId: '2', name: 'Anna Davis (2)' })
  })

  test('nowhere when nothing is known of the dialog', () => {
    expect(replyTargetOf(item('ONIMBOTV2SOMETHINGNEW', {}))).toBeUndefined()
    expect(replyTargetOf(item('ONIMBOTV2MESSAGEADD', {}))).toBeUndefined()
  })
})

test('what is copied holds no token', () => {
  const withToken = item('ONIMBOTV2SOMETHINGNEW', {
    auth: { access_token: 'secret' },
    nested: { auth: 'secret' },
  })
  expect(JSON.stringify(withToken.raw)).not.toContain('secret')
})
