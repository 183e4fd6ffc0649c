import { describe, expect, test } from 'vitest'
import {
  helpdesk,
  openPortal,
  watcher,
  type OpenPortal,
  type Params,
} from '../../testing/emulator/open-portal.ts'
import { seedChats } from '../seed-credentials.ts'

/** A group of the helpdesk bot with users 1, 2, 3 and the watcher bot. */
const group = async ({ get }: OpenPortal) => {
  const fields = { title: 'Group', userIds: [1, 2, 3, watcher.botId] }
  return (await get('imbot.v2.Chat.add', { ...helpdesk, fields })).chat.dialogId
}

const membersOf = async ({ get }: OpenPortal, dialogId: string) =>
  (await get('imbot.v2.Chat.User.list', { ...helpdesk, dialogId })).map((user) => user.id)

const errorOf = async ({ ask }: OpenPortal, method: string, params: Params) =>
  (await ask(method, params)).error

describe('removing somebody', () => {
  test('is for owner and managers, and never hits the owner', async () => {
    const portal = openPortal()
    const dialogId = await group(portal)
    const remove = (bot: Params, userId: number) =>
      errorOf(portal, 'imbot.v2.Chat.User.delete', { ...bot, dialogId, userId })
    expect(await remove(watcher, 3)).toBe('ACCESS_DENIED')
    await portal.get('imbot.v2.Chat.Manager.add', { ...helpdesk, dialogId, userIds: [watcher.botId] })
    expect(await remove(watcher, 3)).toBeUndefined()
    expect(await remove(watcher, 3)).toBeUndefined()
    expect(await remove(watcher, helpdesk.botId)).toBe('ACCESS_DENIED')
    expect(await membersOf(portal, dialogId)).toEqual([helpdesk.botId, 1, 2, watcher.botId])
  })

  test('a member can remove itself', async () => {
    const portal = openPortal()
    const dialogId = await group(portal)
    await portal.get('imbot.v2.Chat.User.delete', { ...watcher, dialogId, userId: watcher.botId })
    expect(await membersOf(portal, dialogId)).not.toContain(watcher.botId)
  })
})

describe('managers', () => {
  test('an owner cannot be made less', async () => {
    const portal = openPortal()
    const dialogId = await group(portal)
    await portal.get('imbot.v2.Chat.Manager.delete', { ...helpdesk, dialogId, userIds: [helpdesk.botId] })
    const { chat } = await portal.get('imbot.v2.Chat.get', { ...helpdesk, dialogId })
    expect(chat).toMatchObject({ role: 'owner', managerList: [helpdesk.botId] })
  })

  test('are named by the owner alone, and not in open channels', async () => {
    const portal = openPortal()
    const dialogId = await group(portal)
    const add = (dialog: string) =>
      errorOf(portal, 'imbot.v2.Chat.Manager.add', { ...watcher, dialogId: dialog, userIds: [2] })
    const news = `chat${seedChats.news}`
    await portal.control('add-users', { dialogId: news, userIds: [watcher.botId] })
    expect([await add(dialogId), await add(news)]).toEqual(['ACCESS_DENIED', 'WRONG_MESSAGE_TYPE'])
  })
})

test('the old owner stays as manager, the new one need not be there', async () => {
  const portal = openPortal()
  const dialogId = await group(portal)
  await portal.get('imbot.v2.Chat.setOwner', { ...helpdesk, dialogId, userId: 4 })
  expect(await membersOf(portal, dialogId)).not.toContain(4)
  const update = { ...helpdesk, dialogId, fields: { title: 'Mine no more' } }
  expect(await errorOf(portal, 'imbot.v2.Chat.update', update)).toBe('ACCESS_DENIED')
})

describe('a private chat', () => {
  const inPrivate = { ...helpdesk, dialogId: '2' }

  test.each([
    ['imbot.v2.Chat.leave', {}],
    ['imbot.v2.Chat.setOwner', { userId: 2 }],
    ['imbot.v2.Chat.User.delete', { userId: 2 }],
  ])('refuses %s', async (method, params) => {
    expect(await errorOf(openPortal(), method, { ...inPrivate, ...params })).toBe('ACCESS_DENIED')
  })

  test('takes nobody in, and says yes', async () => {
    const portal = openPortal()
    expect(await portal.get('imbot.v2.Chat.User.add', { ...inPrivate, userIds: [3] })).toEqual({
      result: true,
    })
    expect(await membersOf(portal, '2')).toEqual([helpdesk.botId, 2])
  })

  test('comes about when it is first needed, once', async () => {
    const portal = openPortal()
    const read = async () => (await portal.get('imbot.v2.Chat.get', inPrivate)).chat
    const { id, dialogId, type, name } = await read()
    expect([dialogId, type, name]).toEqual(['2', 'private', 'Anna Davis'])
    expect((await read()).id).toBe(id)
  })
})

test('an open channel is new for a day', async () => {
  const portal = openPortal()
  const isNew = async (id: number) =>
    (await portal.get('imbot.v2.Chat.get', { ...helpdesk, dialogId: `chat${id}` })).chat.isNew
  expect([await isNew(seedChats.news), await isNew(seedChats.project)]).toEqual([true, false])
  portal.pass(24 * 3_600_000)
  expect(await isNew(seedChats.news)).toBe(false)
})

test('wrong names of fields are ignored without a word', async () => {
  const portal = openPortal()
  const { chat } = await portal.get('imbot.v2.Chat.add', {
    ...helpdesk,
    fields: { users: [1, 2], type: 'channel' },
  })
  expect(chat).toMatchObject({ userCounter: 1, type: 'chat' })
})
