import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import { botListOptions, findBotByCode, registerBot, unregisterBot, updateBot } from './bot-queries.ts'
import { commandListOptions } from './command-queries.ts'

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })
const helpdesk = 'helpdesk-bot-token'

const register = (portal: Parameters<typeof registerBot>[0], code: string, botToken = 'our-token') =>
  registerBot(portal, { code, botToken, properties: { name: `Bot ${code}` } })

describe('the list', () => {
  test('holds the bots of each token that was given, with the users they are', async () => {
    const { portal } = await createEmulatedPortal()
    const bots = await queries().fetchQuery(
      botListOptions(portal, [helpdesk, 'watcher-bot-token', 'unknown']),
    )
    expect(bots.map(({ bot, user, botToken }) => [bot.code, user?.id === bot.id, botToken])).toEqual([
      ['helpdesk_bot', true, helpdesk],
      ['watcher_bot', true, 'watcher-bot-token'],
    ])
  })

  test('asks nothing while no token was given', async () => {
    const { portal, takeRequests } = await createEmulatedPortal()
    await takeRequests()
    expect(await queries().fetchQuery(botListOptions(portal, []))).toEqual([])
    expect(await takeRequests()).toEqual([])
  })

  test('has all pages, a last one that is empty included', async () => {
    const { portal, takeRequests } = await createEmulatedPortal()
    for (let index = 0; index < 50; index += 1) await register(portal, `bot_${index}`)
    await takeRequests()
    const bots = await queries().fetchQuery(botListOptions(portal, ['our-token']))
    expect(new Set(bots.map(({ bot }) => bot.code)).size).toBe(50)
    expect((await takeRequests()).map(({ params }) => params)).toMatchObject([{ offset: 0 }, { offset: 50 }])
  })
})

describe('registering', () => {
  test('makes a bot that can be found by its code, and its token one of the tab’s', async () => {
    const { portal } = await createEmulatedPortal()
    const { bot } = await register(portal, 'new_bot')
    expect(portal.botTokens?.list()).toEqual(['our-token'])
    const found = await findBotByCode(portal, { code: 'new_bot', botTokens: ['our-token'] })
    expect(found?.bot).toMatchObject({ id: bot.id, eventMode: 'fetch' })
    expect(found?.user?.name).toContain('Bot new_bot')
  })

  test('a free code is no error', async () => {
    const { portal } = await createEmulatedPortal()
    expect(await findBotByCode(portal, { code: 'nobody', botTokens: ['our-token'] })).toBeUndefined()
  })

  test('somebody else’s bot is told in the short form', async () => {
    const { portal } = await createEmulatedPortal()
    const found = await findBotByCode(portal, { code: 'helpdesk_bot', botTokens: ['our-token'] })
    expect(found?.bot.code).toBe('helpdesk_bot')
    expect(found?.bot.eventMode).toBeUndefined()
  })

  test('a bot of any token the tab holds is ours', async () => {
    const { portal } = await createEmulatedPortal()
    const botTokens = ['our-token', 'watcher-bot-token', helpdesk]
    const found = await findBotByCode(portal, { code: 'helpdesk_bot', botTokens })
    expect(found).toMatchObject({ bot: { eventMode: 'fetch' }, botToken: helpdesk })
  })

  test('a portal that refuses to tell whose a code is does not make the code free', async () => {
    const { portal, post } = await createEmulatedPortal()
    await post('faults', { kind: 'expired_token', method: 'imbot.v2.Bot.get' })
    const search = findBotByCode(portal, { code: 'helpdesk_bot', botTokens: ['our-token'] })
    await expect(search).rejects.toMatchObject({ code: 'expired_token' })
  })

  test('its token is one to be kept, and is known until the portal has refused it', async () => {
    const { portal, post } = await createEmulatedPortal()
    await register(portal, 'kept_bot', 'first-token')
    expect(portal.botTokens?.unkept()).toEqual(['first-token'])
    await expect(register(portal, '', 'refused-token')).rejects.toMatchObject({ code: 'BOT_CODE_REQUIRED' })
    await post('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
    await expect(register(portal, 'lost_bot', 'lost-token')).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
    expect(portal.botTokens?.known()).toEqual(['lost-token', 'first-token'])
  })
})

test('a change is seen in the list and sends no other field', async () => {
  const { portal, takeRequests } = await createEmulatedPortal()
  const known = await register(portal, 'changed')
  await takeRequests()
  await updateBot(portal, known, { isHidden: true })
  const [request] = await takeRequests()
  expect(request?.params).toMatchObject({ fields: { isHidden: true } })
  expect(JSON.stringify(request?.params)).not.toContain('properties')
  const [listed] = await queries().fetchQuery(botListOptions(portal, ['our-token']))
  expect(listed?.bot.isHidden).toBe(true)
})

test('an unregistered bot is gone', async () => {
  const { portal } = await createEmulatedPortal()
  const known = await register(portal, 'short_lived')
  expect(await unregisterBot(portal, known)).toBe('done')
  expect(await findBotByCode(portal, { code: 'short_lived', botTokens: ['our-token'] })).toBeUndefined()
})

test('to unregister a bot that is gone already is done too', async () => {
  const { portal, post } = await createEmulatedPortal()
  const known = await register(portal, 'lost_unregister')
  await post('faults', { kind: 'drop', method: 'imbot.v2.Bot.unregister', times: 1 })
  await expect(unregisterBot(portal, known)).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
  expect(await unregisterBot(portal, known)).toBe('gone')
})

test('a bot’s commands are its own, without the six built in', async () => {
  const { portal } = await createEmulatedPortal()
  const [known] = await queries().fetchQuery(botListOptions(portal, [helpdesk]))
  if (!known) throw new Error('the seed has no helpdesk bot')
  const commands = await queries().fetchQuery(commandListOptions(portal, known))
  expect(commands.map(({ command }) => command)).toEqual(['/help'])
})

describe('bad answers', () => {
  const cases: readonly [kind: string, code: string, requests: number][] = [
    ['html200', 'NOT_JSON', 1],
    ['error500', 'INTERNAL_SERVER_ERROR', 1],
    ['expired_token', 'expired_token', 1],
  ]
  test.each(cases)(
    '%s while registering is %s, sent once, and no bot is half there',
    async (kind, code, requests) => {
      const { portal, post, takeRequests } = await createEmulatedPortal()
      await post('faults', { kind, method: 'imbot.v2.Bot.register' })
      await takeRequests()
      await expect(register(portal, 'unlucky')).rejects.toMatchObject({ code })
      const sent = (await takeRequests()).filter(({ method }) => /register/i.test(method))
      expect(sent).toHaveLength(requests)
      expect(portal.botTokens?.list()).toEqual([])
      expect(await findBotByCode(portal, { code: 'unlucky', botTokens: ['our-token'] })).toBeUndefined()
    },
  )

  test('an answer that got lost is no second registration: the bot is found by its code and is ours', async () => {
    const { portal, post, takeRequests } = await createEmulatedPortal()
    await post('faults', { kind: 'drop', method: 'imbot.v2.Bot.register', times: 1 })
    await takeRequests()
    await expect(register(portal, 'lost_answer')).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
    expect((await takeRequests()).filter(({ method }) => /register/i.test(method))).toHaveLength(1)
    const found = await findBotByCode(portal, { code: 'lost_answer', botTokens: ['our-token'] })
    expect(found).toMatchObject({ bot: { eventMode: 'fetch' }, botToken: 'our-token' })
  })

  test('a busy portal is asked again, and the bot is there once', async () => {
    const { portal, post, takeRequests } = await createEmulatedPortal()
    await post('faults', { kind: 'limit503', method: 'imbot.v2.Bot.register', times: 2 })
    await takeRequests()
    await register(portal, 'patient')
    const sent = (await takeRequests()).filter(({ method }) => /register/i.test(method))
    expect(sent.map(({ status }) => status)).toEqual([503, 503, 200])
    const bots = await queries().fetchQuery(botListOptions(portal, ['our-token']))
    expect(bots.map(({ bot }) => bot.code)).toEqual(['patient'])
  })
})
