import { expect, test } from 'vitest'
import {
  createPortalWorld,
  memberId,
  wantedBot,
  type PortalWorld,
} from '../../testing/worker/portal-world.ts'
import { canReceiveHooks } from './ensure-bot.ts'

const methodsOf = ({ requests }: PortalWorld) =>
  requests.map(({ url }) => new URL(url).pathname.split('/').at(-1)?.replace('.json', ''))

test('the bot and its hidden command are registered, and once only', async () => {
  const world = await createPortalWorld()
  await world.connectWebhook()
  const bot = await world.ensureBot(memberId, wantedBot)
  expect(bot).toMatchObject({ code: 'sign_in', mode: 'fetch', nextOffset: 0 })
  expect(await world.ensureBot(memberId, wantedBot)).toEqual(bot)
  const { commands } = await world
    .clientFor(memberId)
    .call('imbot.v2.Command.list', { botId: bot?.botId ?? 0 })
  expect(commands.filter(({ botId }) => botId === bot?.botId)).toMatchObject([
    { command: '/pairing_answer', hidden: true },
  ])
  const audit = await world.stores.audit.list({ memberId, limit: 20 })
  expect(audit.filter(({ kind }) => kind === 'botSet')).toHaveLength(1)
})

test('a bot that was there in another mode is brought to the wanted one', async () => {
  const world = await createPortalWorld()
  await world.connectWebhook()
  await world.ensureBot(memberId, wantedBot)
  await world.ensureBot(memberId, { ...wantedBot, mode: 'webhook' })
  expect((await world.stores.portals.find(memberId))?.bot?.mode).toBe('webhook')
  const { bot } = await world.clientFor(memberId).call('imbot.v2.Bot.get', { code: 'sign_in' })
  expect(bot.eventMode).toBe('webhook')
  await world.sendContext({ any: 'thing' }, String(bot.id))
  await world.emulator.idle()
  expect(world.posted.at(-1)?.url).toBe(`http://127.0.0.1:8025/hooks/${world.hookPath}`)
  await world.ensureBot(memberId, wantedBot)
  const back = await world.clientFor(memberId).call('imbot.v2.Bot.get', { code: 'sign_in' })
  expect(back.bot.eventMode).toBe('fetch')
})

test('a bot that moved to another address of ours is told so, though nothing says the old one', async () => {
  const world = await createPortalWorld()
  await world.connectWebhook()
  const bot = await world.ensureBot(memberId, { ...wantedBot, mode: 'webhook' })
  const fields = { eventMode: 'webhook', webhookUrl: 'http://127.0.0.1:9/old' } as const
  await world.clientFor(memberId).call('imbot.v2.Bot.update', { botId: bot?.botId ?? 0, fields })
  await world.ensureBot(memberId, { ...wantedBot, mode: 'webhook' })
  await world.sendContext({ any: 'thing' }, String(bot?.botId))
  await world.emulator.idle()
  expect(world.posted.at(-1)?.url).toContain(world.hookPath)
})

test('an app asks to be told of its own end and update, once', async () => {
  const world = await createPortalWorld()
  await world.connectApp()
  await world.ensureBot(memberId, wantedBot)
  world.requests.length = 0
  await world.ensureBot(memberId, wantedBot)
  expect(methodsOf(world)).not.toContain('event.bind')
  const bound = await world.clientFor(memberId).call('event.get', {})
  expect(bound.map(({ event }) => event)).toEqual(['ONAPPUPDATE', 'ONAPPUNINSTALL'])
})

test('a code that another owner has is refused by the portal, and nothing is remembered', async () => {
  const world = await createPortalWorld()
  await world.connectWebhook()
  await expect(world.ensureBot(memberId, { ...wantedBot, code: 'helpdesk_bot' })).rejects.toMatchObject({
    code: 'BOT_CODE_ALREADY_TAKEN',
  })
  expect((await world.stores.portals.find(memberId))?.bot).toBeNull()
})

test('an unknown portal gets no bot', async () => {
  const world = await createPortalWorld()
  expect(await world.ensureBot('nobody', wantedBot)).toBeUndefined()
})

test.each([
  ['http://127.0.0.1:8025', true],
  ['https://worker.example', true],
  ['http://localhost:8025', false],
  ['nonsense', false],
])('%s receives hooks: %s', (address, expected) => {
  expect(canReceiveHooks(address)).toBe(expected)
})
