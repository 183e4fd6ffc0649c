import { expect, test } from 'vitest'
import {
  helpdesk,
  openPortal,
  watcher,
  type OpenPortal,
  type Params,
} from '../../testing/emulator/open-portal.ts'

const say = (portal: OpenPortal, text: string, dialogId = String(helpdesk.botId)) =>
  portal.control('say', { dialogId, text })

const poll = async ({ get }: OpenPortal, more: Params = {}) => {
  const { events, nextOffset, hasMore } = await get('imbot.v2.Event.get', { ...helpdesk, ...more })
  return { ids: events.map((event) => event.eventId), nextOffset, hasMore }
}

/** A bot that has heard `count` messages and has no other event. */
const heard = async (count: number) => {
  const portal = openPortal()
  await say(portal, 'opens the dialog')
  const { nextOffset } = await poll(portal)
  await poll(portal, { offset: nextOffset })
  for (let index = 0; index < count; index += 1) await say(portal, `message ${index}`)
  return portal
}

test('an empty queue asked without offset answers 0, with one it echoes it, a negative one counts as 0', async () => {
  const portal = openPortal()
  expect(await poll(portal)).toEqual({ ids: [], nextOffset: 0, hasMore: false })
  expect(await poll(portal, { offset: 5000 })).toEqual({ ids: [], nextOffset: 5000, hasMore: false })
  expect(await poll(portal, { offset: -3 })).toEqual({ ids: [], nextOffset: 0, hasMore: false })
})

test('peeking confirms nothing: without offset, with 0, with a negative one', async () => {
  const portal = await heard(2)
  const first = await poll(portal)
  expect(first.ids).toHaveLength(2)
  expect(await poll(portal, { offset: 0 })).toEqual(first)
  expect((await poll(portal, { offset: -1 })).ids).toEqual(first.ids)
})

test('an offset deletes what is below it for good', async () => {
  const portal = await heard(3)
  const { ids } = await poll(portal)
  expect((await poll(portal, { offset: ids[1] })).ids).toEqual(ids.slice(1))
  expect((await poll(portal, { offset: ids[0] })).ids).toEqual(ids.slice(1))
  expect((await poll(portal)).ids).toEqual(ids.slice(1))
})

test('a full last page says there is more; the next one is empty and echoes', async () => {
  const portal = await heard(2)
  const page = await poll(portal, { limit: 2 })
  expect(page).toMatchObject({ hasMore: true })
  expect(await poll(portal, { limit: 2, offset: page.nextOffset })).toEqual({
    ids: [],
    nextOffset: page.nextOffset,
    hasMore: false,
  })
})

test.each([
  [0, 1],
  [-5, 1],
  [5000, 3],
  ['2', 2],
])('limit %j gives %i of 3', async (limit, count) => {
  expect((await poll(await heard(3), { limit })).ids).toHaveLength(count)
})

test('ids are shared by all bots and users, so one queue has gaps', async () => {
  const portal = await heard(1)
  await say(portal, 'to another', String(watcher.botId))
  await say(portal, 'and back')
  const [first = 0, second = 0] = (await poll(portal)).ids
  expect(second - first).toBeGreaterThan(1)
})

test('events are kept for 24 hours', async () => {
  const portal = await heard(1)
  portal.pass(86_400_000)
  expect((await poll(portal)).ids).toHaveLength(1)
  portal.pass(1)
  expect((await poll(portal)).ids).toEqual([])
})

test('with user events both queues come merged, and one offset confirms both', async () => {
  const portal = await heard(0)
  await portal.get('im.v2.Event.subscribe')
  await say(portal, 'heard by both')
  const types = async (more: Params) =>
    (await portal.get('imbot.v2.Event.get', { ...helpdesk, ...more })).events.map((event) => event.type)
  const both = { withUserEvents: true }
  expect(await types(both)).toEqual(['ONIMV2MESSAGEADD', 'ONIMBOTV2MESSAGEADD'])
  const { nextOffset } = await poll(portal, both)
  await poll(portal, { ...both, offset: nextOffset })
  expect(await types(both)).toEqual([])
  expect((await portal.get('im.v2.Event.get')).events).toEqual([])
})

test('unregistering loses the queue: the deletion is never fetched', async () => {
  const portal = await heard(1)
  await portal.get('imbot.v2.Bot.unregister', helpdesk)
  expect((await portal.ask('imbot.v2.Event.get', helpdesk)).error).toBe('BOT_NOT_FOUND')
})

test('a bot that goes over to webhooks loses what was pending, and its queue stays empty', async () => {
  const portal = await heard(1)
  const fields = { eventMode: 'webhook', webhookUrl: 'https://bot.example/hook' }
  await portal.get('imbot.v2.Bot.update', { ...helpdesk, fields })
  await say(portal, 'by webhook')
  expect((await poll(portal)).ids).toEqual([])
})

test('two consumers of one bot steal from each other', async () => {
  const portal = await heard(2)
  const [first, second] = await Promise.all([poll(portal, { limit: 1 }), poll(portal, { limit: 1 })])
  expect(first).toEqual(second)
  await poll(portal, { offset: first.nextOffset })
  expect((await poll(portal)).ids).toHaveLength(1)
})

test('the old answer key comes back with the switch', async () => {
  const { get } = openPortal({ legacyFormats: true })
  expect(await get('imbot.v2.Event.get', helpdesk)).toHaveProperty('lastEventId', null)
})
