import { describe, expect, test } from 'vitest'
import { decodePolledEvent } from '../../contract/events/decode-polled-event.ts'
import { decodeWebhookEnvelope, decodeWebhookEvent } from '../../contract/events/decode-webhook-event.ts'
import type { BotEvent } from '../../contract/events/bot-event.ts'
import { decodeForm, encodeForm } from '../../lib/form-codec.ts'
import {
  helpdesk,
  openPortal,
  testHost,
  type OpenPortal,
  type Params,
} from '../../testing/emulator/open-portal.ts'
import { consoleApp, seedChats, seedPortals, seedUsers } from '../seed-credentials.ts'

const project = `chat${seedChats.project}`
const hook = 'http://127.0.0.1:9/hook'

type Connection = { readonly botToken?: string; readonly accessToken?: string }

const connect = async ({ control }: OpenPortal, by: 'token' | 'app'): Promise<Connection> => {
  if (by === 'token') return { botToken: 'probe-token' }
  return (await control('tokens', {})) as { accessToken: string } // by its schema
}

const registered = async (portal: OpenPortal, connection: Connection, fields: Params) => {
  const token = connection.botToken === undefined ? {} : { botToken: connection.botToken }
  const auth = connection.accessToken === undefined ? {} : { accessToken: connection.accessToken }
  const register = {
    fields: { code: 'probe', ...token, type: 'supervisor', properties: { name: 'Probe' }, ...fields },
  }
  const { bot } = await portal.get('imbot.v2.Bot.register', register, auth)
  return { me: { botId: bot.id, ...token }, auth }
}

const webhook = { eventMode: 'webhook', webhookUrl: hook }

/** Everything a bot can be told, once. */
const everything = async (portal: OpenPortal, fields: Params) => {
  const { me } = await registered(portal, { botToken: 'probe-token' }, fields)
  const title = { en: 'Probe' }
  await portal.get('imbot.v2.Command.register', { ...me, fields: { command: 'probe', title } })
  await portal.control('add-users', { dialogId: project, userIds: [me.botId] })
  const say = await portal.control('say', {
    as: 2,
    dialogId: project,
    text: 'Umlaut ä & [b]bold[/b]',
    replyId: 501,
  })
  const { messageId } = say as { messageId: number } // by its schema
  await portal.control('edit', { as: 2, messageId, text: '' })
  await portal.control('delete', { as: 2, messageId })
  await portal.control('say', { as: 2, dialogId: project, text: '/probe a=1&b[]=2' })
  const card = {
    ...me,
    dialogId: '2',
    fields: { message: 'Card', keyboard: [{ TEXT: 'Go', COMMAND: 'probe' }] },
  }
  const { id } = await portal.get('imbot.v2.Chat.Message.send', card)
  await portal.control('press', { as: 2, messageId: id, botId: me.botId, command: 'probe' })
  await portal.control('react', { as: 2, messageId: id, reaction: 'like' })
  const context = { taskId: '456', deep: { on: 'Y' } }
  await portal.get(
    'im.v2.Chat.Bot.sendContext',
    { dialogId: String(me.botId), context },
    { hook: '2/annahook' },
  )
  return me
}

const fetched = async (portal: OpenPortal): Promise<BotEvent[]> => {
  const me = await everything(portal, {})
  return (await portal.get('imbot.v2.Event.get', me)).events.map(decodePolledEvent)
}

const delivered = async (portal: OpenPortal): Promise<BotEvent[]> => {
  await everything(portal, webhook)
  await portal.emulator.idle()
  return portal.posted.map(({ body }) => decodeWebhookEvent(decodeForm(body)))
}

describe('webhook forms', () => {
  test('say what the queue says, but for the chat of a private press', async () => {
    const polled = await fetched(openPortal())
    const pushed = await delivered(openPortal())
    expect(polled.map((event) => event.type)).toEqual([
      'joinChat',
      'messageAdd',
      'messageUpdate',
      'messageDelete',
      'commandAdd',
      'commandAdd',
      'reactionChange',
      'contextGet',
    ])
    const press = polled[5]
    expect(press).toMatchObject({ type: 'commandAdd', chat: null, dialogId: '2' })
    expect(pushed[5]).toMatchObject({ type: 'commandAdd', chat: { dialogId: '2' }, dialogId: '2' })
    // Nulls, empty containers and the types of scalars nobody names do not survive a form.
    const withoutPress = (events: BotEvent[]) =>
      events.filter((_event, index) => index !== 5).map((event) => decodeForm(encodeForm({ event })))
    expect(withoutPress(pushed)).toEqual(withoutPress(polled))
  })

  test('are urlencoded, with handler id, seconds and all scalars as texts', async () => {
    const portal = openPortal()
    await everything(portal, webhook)
    await portal.emulator.idle()
    const form = decodeForm(portal.posted[1]?.body ?? '')
    expect(portal.posted[1]?.url).toBe(hook)
    expect(form).toMatchObject({
      event: 'ONIMBOTV2MESSAGEADD',
      event_handler_id: expect.stringMatching(/^\d+$/) as unknown,
      ts: '1795176000',
      data: { message: { isSystem: '0' }, user: { active: '1' } },
    })
    expect(form).not.toHaveProperty('data.message.forward')
    expect(form).not.toHaveProperty('data.bot.type')
  })

  test('name a handler of their own with every new subscription', async () => {
    const portal = openPortal()
    const { me } = await registered(portal, { botToken: 'probe-token' }, webhook)
    const fields = [{ webhookUrl: hook }, { webhookUrl: `${hook}/2` }, { eventMode: 'fetch' }, webhook]
    for (const changed of fields) {
      await portal.get('imbot.v2.Bot.update', { ...me, fields: changed })
      await portal.control('say', { as: 2, dialogId: String(me.botId), text: 'Hello' })
    }
    await portal.emulator.idle()
    const ids = portal.posted.map(({ body }) => decodeForm(body).event_handler_id)
    const [joined, same, moved, back] = ids
    expect(ids).toHaveLength(4)
    expect(same).toBe(joined)
    expect(new Set([same, moved, back]).size).toBe(3)
  })

  test('of a bot with a token carry its synthetic application token and no way to call back', async () => {
    const portal = openPortal()
    await everything(portal, webhook)
    await portal.emulator.idle()
    const { auth, botAuth } = decodeWebhookEnvelope(decodeForm(portal.posted[0]?.body ?? ''))
    expect(auth).toMatchObject({ applicationToken: 'customprobe-token', memberId: seedPortals.main.memberId })
    expect(auth.accessToken).toBeUndefined()
    expect(botAuth).toEqual({})
  })

  test('of an app’s bot carry both auth blocks, whose tokens work', async () => {
    const portal = openPortal()
    const { me } = await registered(portal, await connect(portal, 'app'), webhook)
    await portal.control('say', { as: 2, dialogId: String(me.botId), text: 'Hello' })
    await portal.emulator.idle()
    const { auth, botAuth } = decodeWebhookEnvelope(decodeForm(portal.posted[1]?.body ?? ''))
    const { apps } = (await portal.control('state')) as {
      apps: { clientId: string; applicationToken: string }[]
    } // by its view
    const { applicationToken } = apps.find((app) => app.clientId === consoleApp.clientId) ?? {}
    expect(auth).toMatchObject({ applicationToken, userId: 2, domain: testHost })
    expect(botAuth).toMatchObject({ applicationToken, userId: me.botId })
    const answer = { ...me, dialogId: '2', fields: { message: 'Answer' } }
    for (const { accessToken } of [auth, botAuth])
      expect(
        (await portal.ask('imbot.v2.Chat.Message.send', answer, { accessToken: accessToken ?? '' })).status,
      ).toBe(200)
  })

  test('the last one is the deletion', async () => {
    const portal = openPortal()
    const me = await everything(portal, webhook)
    await portal.get('imbot.v2.Bot.unregister', me)
    await portal.emulator.idle()
    expect(decodeForm(portal.posted.at(-1)?.body ?? '').event).toBe('ONIMBOTV2DELETE')
  })

  test('are posted once, in order, and failures are on record', async () => {
    const portal = openPortal({
      deliver: (request) => {
        if (request.url !== hook) return Promise.reject(new TypeError('refused'))
        return Promise.resolve(new Response('busy', { status: 502 }))
      },
    })
    const { me } = await registered(portal, { botToken: 'probe-token' }, webhook)
    await portal.control('say', { dialogId: String(me.botId), text: 'One' })
    const moved = { webhookUrl: 'https://elsewhere.example/hook' }
    await portal.get('imbot.v2.Bot.update', { ...me, fields: moved })
    await portal.control('say', { dialogId: String(me.botId), text: 'Two' })
    const { deliveries } = (await portal.control('deliveries')) as { deliveries: unknown[] } // by its schema
    expect(deliveries).toMatchObject([
      { event: 'ONIMBOTV2JOINCHAT', state: 'failed', status: 502 },
      { event: 'ONIMBOTV2MESSAGEADD', state: 'failed', status: 502 },
      { event: 'ONIMBOTV2MESSAGEADD', state: 'failed', status: null, error: 'refused' },
    ])
  })
})

test('a handler that does not answer holds up its own line alone: not the other portal, not another handler', async () => {
  const asked: string[] = []
  const portal = openPortal({
    deliver: (request) => {
      asked.push(request.url)
      return request.url.includes('slow')
        ? new Promise<Response>(() => {})
        : Promise.resolve(new Response('ok'))
    },
  })
  const listen = async (handler: string, host: string) => {
    const fields = { eventMode: 'webhook', webhookUrl: handler }
    await portal.get('imbot.v2.Bot.update', { ...helpdesk, fields }, { host })
    const context = { dialogId: String(helpdesk.botId), context: { a: 1 } }
    await portal.get('im.v2.Chat.Bot.sendContext', context, { host })
  }
  await listen('https://slow.example/hook', testHost)
  await listen('https://quick.example/hook', testHost)
  await listen('https://other.example/hook', 'localhost:8024')
  await new Promise((resolve) => setTimeout(resolve))
  expect(new Set(asked)).toEqual(
    new Set(['https://slow.example/hook', 'https://quick.example/hook', 'https://other.example/hook']),
  )
})

describe('an app that is not fully installed', () => {
  test.each([{}, webhook])('is told nothing until it is (%j)', async (mode) => {
    const portal = openPortal({ installed: false })
    const connection = await connect(portal, 'app')
    const { me, auth } = await registered(portal, connection, mode)
    const say = () => portal.control('say', { dialogId: String(me.botId), text: 'Hello' })
    const told = async () => {
      await portal.emulator.idle()
      return portal.posted.length + (await portal.get('imbot.v2.Event.get', me, auth)).events.length
    }
    await say()
    expect(await told()).toBe(0)
    expect(await portal.get('app.info', {}, auth)).toMatchObject({
      CODE: consoleApp.clientId,
      INSTALLED: false,
    })
    await portal.control('settings', { installed: true })
    await say()
    expect(await told()).toBe(1)
  })

  test('does not keep bots of tokens waiting', async () => {
    const portal = openPortal({ installed: false })
    const { me } = await registered(portal, { botToken: 'probe-token' }, {})
    await portal.control('say', { as: seedUsers.manager, dialogId: String(me.botId), text: 'Hello' })
    expect((await portal.get('imbot.v2.Event.get', me)).events).toHaveLength(2)
  })
})
