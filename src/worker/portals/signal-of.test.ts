import { describe, expect, test } from 'vitest'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { seedUsers } from '../../emulator/seed-credentials.ts'
import { openPortal, helpdesk } from '../../testing/emulator/open-portal.ts'
import { createTestSecrets } from '../../testing/worker/test-secrets.ts'
import { signalOf } from './signal-of.ts'

const secrets = createTestSecrets()
const code = 'ab'.repeat(32)
const pairingId = '0123456789abcdef'.repeat(2)
const nonce = 'cd'.repeat(20)

type Event = Extract<ReturnType<typeof decodePolledEvent>, { type: 'contextGet' | 'commandAdd' }>

/** The context event as the emulator's queue holds it. */
const contextEvent = async (context: object): Promise<Event> => {
  const portal = openPortal()
  await portal.get(
    'im.v2.Chat.Bot.sendContext',
    { dialogId: String(helpdesk.botId), context: context },
    { hook: '2/annahook' },
  )
  const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
  const event = events.map(decodePolledEvent).find(({ type }) => type === 'contextGet')
  if (event?.type !== 'contextGet') throw new Error('no event')
  return event
}

/** A press of a card in a private chat, polled: its chat is empty. */
const pressEvent = async (command: string, params: string): Promise<Event> => {
  const portal = openPortal()
  const title = { en: 'x' }
  await portal.get('imbot.v2.Command.register', { ...helpdesk, fields: { command, title } })
  const keyboard = [{ TEXT: 'Go', COMMAND: command }]
  const { id } = await portal.get('imbot.v2.Chat.Message.send', {
    ...helpdesk,
    dialogId: '2',
    fields: { message: 'Card', keyboard },
  })
  await portal.control('press', { as: 2, messageId: id, botId: helpdesk.botId, command, params })
  const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
  const event = events.map(decodePolledEvent).find(({ type }) => type === 'commandAdd')
  if (event?.type !== 'commandAdd') throw new Error('no event')
  return event
}

describe('a context', () => {
  test('with our code becomes a signal without the code', async () => {
    const signal = signalOf(await contextEvent({ pairCode: code }), secrets)
    expect(signal).toEqual({
      kind: 'context',
      codeDigest: secrets.digest(code),
      dialog: 'private',
      userId: seedUsers.employee,
      userName: 'Anna Davis',
      userKind: 'employee',
      language: 'en',
    })
    expect(JSON.stringify(signal)).not.toContain(code)
  })

  test.each([
    [{ pairCode: code.toUpperCase() }],
    [{ pairCode: `${code} ` }],
    [{ pairCode: `${code}\n` }],
    [{ pairCode: code.slice(1) }],
    [{ pairCode: [code] }],
    [{ PairCode: code }],
    [{ taskId: '1' }],
  ])('like %j is none of ours', async (context) => {
    expect(signalOf(await contextEvent(context), secrets)).toBeNull()
  })

  test('from a group is told to be from a group, whatever else it claims', async () => {
    const event = await contextEvent({ pairCode: code })
    if (event.chat === null) throw new Error('no chat')
    const inGroup = { ...event, dialogId: 'chat11', chat: { ...event.chat, dialogId: 'chat11' } }
    expect(signalOf(inGroup, secrets)).toMatchObject({ dialog: 'group' })
    expect(signalOf({ ...inGroup, dialogId: '2' }, secrets)).toMatchObject({ dialog: 'group' })
    expect(signalOf({ ...event, chat: null }, secrets)).toMatchObject({ dialog: 'private' })
    expect(signalOf({ ...event, dialogId: '3' }, secrets)).toMatchObject({ dialog: 'group' })
  })

  test.each([
    [{ type: 'extranet', extranet: true }, 'extranet'],
    [{ type: 'collaber', extranet: true }, 'extranet'],
    [{ type: 'employee', extranet: true }, 'extranet'],
    [{ type: 'email', externalAuthId: 'email' }, 'other'],
    [{ externalAuthId: 'imconnector' }, 'other'],
    [{ bot: true, type: 'bot' }, 'other'],
    [{ connector: true }, 'other'],
    [{ network: true }, 'other'],
    [{ active: false }, 'other'],
    [{ active: false, type: 'extranet', extranet: true }, 'other'],
    [{ type: 'something new' }, 'other'],
    [{ externalAuthId: 'socservices' }, 'employee'],
    [{ externalAuthId: 'LDAP#3' }, 'employee'],
  ])('of a user with %j says %s', async (user, userKind) => {
    const event = await contextEvent({ pairCode: code })
    if (event.type !== 'contextGet') throw new Error('no context')
    expect(signalOf({ ...event, user: { ...event.user, ...user } }, secrets)).toMatchObject({ userKind })
  })

  test('of the old API or without a bot is no signal', async () => {
    const event = await contextEvent({ pairCode: code })
    expect(signalOf({ ...event, api: 'imbot' }, secrets)).toBeNull()
    expect(signalOf({ ...event, bot: null }, secrets)).toBeNull()
  })
})

describe('a press', () => {
  test('of our button becomes a signal without the nonce', async () => {
    const signal = signalOf(await pressEvent('pairing_answer', `${pairingId}.${nonce}`), secrets)
    expect(signal).toEqual({
      kind: 'press',
      pairingId,
      nonceDigest: secrets.digest(nonce),
      via: 'keyboard',
      userId: 2,
      messageId: expect.any(Number) as unknown,
      authorId: helpdesk.botId,
    })
    expect(JSON.stringify(signal)).not.toContain(nonce)
  })

  test.each([
    '',
    nonce,
    `${pairingId}.`,
    `${pairingId}.${nonce}.`,
    ` ${pairingId}.${nonce}`,
    `${pairingId}.${nonce.toUpperCase()}`,
    `${pairingId}.cd`,
  ])('with %j in it is none of ours', async (params) => {
    expect(signalOf(await pressEvent('pairing_answer', params), secrets)).toBeNull()
  })

  test('of another command is none of ours', async () => {
    expect(signalOf(await pressEvent('help', `${pairingId}.${nonce}`), secrets)).toBeNull()
  })
})
