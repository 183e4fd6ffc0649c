import { describe, expect, test } from 'vitest'
import { openPortal, type OpenPortal, type Params } from '../../testing/emulator/open-portal.ts'
import { secondApp } from '../seed-credentials.ts'

const fields = { code: 'probe', botToken: 'probe-token', properties: { name: 'Probe' } }

const register = ({ ask }: OpenPortal, changed: Params, top: Params = {}) =>
  ask('imbot.v2.Bot.register', { fields: { ...fields, ...changed }, ...top })

describe('registering a code again', () => {
  test('answers the old bot unchanged, whatever else is asked', async () => {
    const portal = openPortal()
    const first = await register(portal, {})
    const again = await register(portal, {
      type: 'no such type',
      eventMode: 'webhook',
      webhookUrl: 'https://bot.example/hook',
      isHidden: true,
      properties: { name: 'Other', avatar: 'no image' },
    })
    expect(again.result).toEqual(first.result)
    const { bots } = await portal.get('imbot.v2.Bot.list', { botToken: 'probe-token' })
    expect(bots).toHaveLength(1)
  })

  test('with another token, or by an app, is refused', async () => {
    const portal = openPortal()
    await register(portal, {})
    expect((await register(portal, { botToken: 'other' })).error).toBe('BOT_CODE_ALREADY_TAKEN')
    const app = (await portal.control('tokens', { clientId: secondApp.clientId })) as { accessToken: string } // by its schema
    expect((await portal.ask('imbot.v2.Bot.register', { fields }, app)).error).toBe('BOT_CODE_ALREADY_TAKEN')
  })
})

describe('the order of checks', () => {
  // Each step repairs what the one before complained about.
  const steps: readonly [Params, string | undefined][] = [
    [{ botToken: '' }, 'BOT_TOKEN_NOT_SPECIFIED'],
    [{ botToken: 'x'.repeat(41) }, 'BOT_TOKEN_INVALID_LENGTH'],
    [{ botToken: 'mine' }, 'BOT_CODE_REQUIRED'],
    [{ code: 'helpdesk_bot' }, 'BOT_PROPERTIES_REQUIRED'],
    [{ properties: { name: 'Probe', avatar: 'no image' } }, 'BOT_INVALID_EVENT_MODE'],
    [{ eventMode: 'WebHook' }, 'BOT_WEBHOOK_URL_REQUIRED'],
    [{ webhookUrl: 'http://localhost:1/' }, 'BOT_INVALID_CALLBACK'],
    [{ webhookUrl: 'http://127.0.0.1:1/' }, 'BOT_CODE_ALREADY_TAKEN'],
    [{ code: 'mine' }, 'BOT_INVALID_TYPE'],
    [{ type: 'network' }, 'BOT_AVATAR_INCORRECT_TYPE'],
    [{ properties: { name: 'Probe' } }, undefined],
  ]

  test('is token, code, name, mode, address, known code, type, avatar', async () => {
    const portal = openPortal()
    let sent: Params = { botToken: '', code: '', properties: {}, eventMode: 'push', type: 'robot' }
    for (const [repair, error] of steps) {
      sent = { ...sent, ...repair }
      expect((await portal.ask('imbot.v2.Bot.register', { fields: sent })).error).toBe(error)
    }
  })
})

test('a token is taken from the top level too, and fields in capitals', async () => {
  const portal = openPortal()
  const shouted = { CODE: 'probe', PROPERTIES: { NAME: 'Loud' }, IS_HIDDEN: 'Y', EVENT_MODE: 'fetch' }
  const reply = await portal.ask('imbot.v2.Bot.register', { fields: shouted, botToken: 'top' })
  expect(reply.error).toBeUndefined()
  const { bot, users } = await portal.get('imbot.v2.Bot.get', { code: 'probe', botToken: 'top' })
  expect([bot.isHidden, users[0]?.name]).toEqual([true, 'Loud'])
})

test('an unknown background becomes none, and a null cannot reset a known one', async () => {
  const portal = openPortal()
  const me = { botToken: 'probe-token' }
  const reply = await register(portal, { backgroundId: 'plaid' })
  expect(reply.result).toHaveProperty('bot.backgroundId', null)
  const { bot } = await portal.get('imbot.v2.Bot.get', { ...me, code: 'probe' })
  const update = (backgroundId: unknown) =>
    portal.get('imbot.v2.Bot.update', { ...me, botId: bot.id, fields: { backgroundId } })
  expect((await update('mint')).bot.backgroundId).toBe('mint')
  expect((await update(null)).bot.backgroundId).toBe('mint')
})

test('a token that is a number is a text, for every method', async () => {
  const portal = openPortal()
  await register(portal, { botToken: 12345 })
  for (const botToken of [12345, '12345'])
    expect((await portal.get('imbot.v2.Bot.get', { code: 'probe', botToken })).bot.eventMode).toBe('fetch')
})

test('a list without a sensible limit has its usual page', async () => {
  const portal = openPortal()
  for (const code of ['a', 'b', 'c']) await register(portal, { code })
  for (const limit of [0, -1, undefined]) {
    const page = await portal.get('imbot.v2.Bot.list', { botToken: fields.botToken, limit })
    expect([page.bots.length, page.hasNextPage]).toEqual([3, false])
  }
})
