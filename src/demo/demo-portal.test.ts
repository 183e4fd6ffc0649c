import { describe, expect, test } from 'vitest'
import { connectEndpoint } from '../app/portal/connect-endpoint.ts'
import { parseWebhookAddress } from '../app/portal/webhook-address.ts'
import { createRestBudget } from '../client/rest-budget.ts'
import { encodeWebLink } from '../contract/deep-link/deep-link.ts'
import { seedBotTokens } from '../emulator/seed-credentials.ts'
import { createFakeTime } from '../testing/fake-time.ts'
import { createDemoPortal, demoOrigin } from './demo-portal.ts'

const started = async () => {
  const demo = createDemoPortal()
  const parsed = parseWebhookAddress(`${demoOrigin}/rest/1/sandbox/`)
  if ('problem' in parsed) throw new Error(parsed.problem)
  const portal = await connectEndpoint({
    mode: 'demo',
    address: parsed.address,
    language: 'en',
    budget: createRestBudget(createFakeTime()),
    fetch: demo.fetch,
  })
  const { people, bots } = await demo.list()
  const bot = bots.find(({ name }) => name === 'Helpdesk Bot')
  if (!bot) throw new Error('the demo has no helpdesk bot')
  const peek = async () => {
    const params = { botId: bot.id, botToken: seedBotTokens.helpdesk_bot }
    return (await portal.client.call('imbot.v2.Event.get', params)).events
  }
  return { demo, portal, people, bots, bot, peek }
}

test('a console connects to it as to any portal', async () => {
  const { portal } = await started()
  expect(portal).toMatchObject({ mode: 'demo', origin: demoOrigin, isAdmin: true })
})

test('people speak, bots are spoken to, and those with a program of ours come first', async () => {
  const { people, bots } = await started()
  expect(people.every(({ bot, active }) => !bot && active)).toBe(true)
  expect(bots.at(0)?.runBy).toBe('app')
  expect(bots.at(-1)?.runBy).toBe('emulator')
})

describe('what its people do reaches a bot', () => {
  test('a message', async () => {
    const { demo, bot, peek } = await started()
    await demo.say({ as: 2, to: bot.id, text: 'where is my order?' })
    expect(JSON.stringify(await peek())).toContain('where is my order?')
  })

  test('a context link, with the console’s own encoding', async () => {
    const { demo, bot, peek } = await started()
    const url = encodeWebLink({
      portalOrigin: demoOrigin,
      botDialogId: String(bot.id),
      context: { action: 'pay 100%', note: 'a+b & c' },
    })
    expect(await demo.follow({ as: 2, url })).toContain('gets the context')
    const last = (await peek()).at(-1)
    expect(last).toMatchObject({ type: 'ONIMBOTV2CONTEXTGET' })
    expect(JSON.stringify(last)).toContain('"context":{"action":"pay 100%","note":"a+b & c"}')
  })
})

test.each([
  [`${demoOrigin}/online/`, 'No reader'],
  [`${demoOrigin}/online/?IM_DIALOG=2`, 'no context'],
])('%s sends nothing and says so', async (url, says) => {
  const { demo, peek } = await started()
  const before = await peek()
  expect(await demo.follow({ as: 2, url })).toContain(says)
  expect(await peek()).toEqual(before)
})
