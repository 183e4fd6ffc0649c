import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createEmulatedPortal } from '../../testing/emulated-portal.ts'
import { registerBot } from './bot-queries.ts'
import { peekOptions, sendMessage } from './event-queries.ts'

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

const portalWithBot = async () => {
  const made = await createEmulatedPortal()
  const fields = { code: 'listener', botToken: 'our-token', properties: { name: 'Listener' } }
  const known = await registerBot(made.portal, fields)
  const say = (text: string) => made.post('say', { as: 2, dialogId: String(known.bot.id), text })
  return { ...made, known, say }
}

test('what was said waits, newest first, and looking takes nothing away', async () => {
  const { portal, known, say } = await portalWithBot()
  await say('first')
  await say('second')
  const look = () => queries().fetchQuery(peekOptions(portal, known))
  const once = await look()
  expect(once.items.map(({ type }) => type).slice(0, 2)).toEqual([
    'ONIMBOTV2MESSAGEADD',
    'ONIMBOTV2MESSAGEADD',
  ])
  expect(JSON.stringify(once.items[0])).toContain('second')
  expect(await look()).toEqual(once)
})

test('no look ever carries an offset', async () => {
  const { portal, known, takeRequests } = await portalWithBot()
  await takeRequests()
  await queries().fetchQuery(peekOptions(portal, known))
  const requests = await takeRequests()
  expect(requests).toHaveLength(1)
  for (const { params } of requests) expect(params).not.toHaveProperty('offset')
})

test('a hidden tab asks for nothing', async () => {
  const { portal, known } = await portalWithBot()
  expect(peekOptions(portal, known).refetchIntervalInBackground).toBe(false)
})

test('an answer reaches the person’s chat', async () => {
  const { portal, known, say } = await portalWithBot()
  await say('anybody there?')
  const id = await sendMessage(portal, known, { dialogId: '2', text: 'Here I am' })
  expect(id).toBeGreaterThan(0)
})
