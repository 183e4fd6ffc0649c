import { expect, test } from 'vitest'
import { helpdesk, openPortal, testHost, type OpenPortal } from '../../testing/emulator/open-portal.ts'

const knock = async ({ emulator }: OpenPortal, path: string, headers: Record<string, string> = {}) =>
  (await emulator.fetch(new Request(`http://${testHost}/__control/${path}`, { headers }))).status

test('the door opens to its token alone, in the header or the query', async () => {
  const portal = openPortal()
  expect(await knock(portal, 'state')).toBe(403)
  expect(await knock(portal, 'state', { 'x-control-token': 'wrong' })).toBe(403)
  expect(await knock(portal, 'state?token=control')).toBe(200)
  expect(await knock(portal, 'state', { 'x-control-token': 'control' })).toBe(200)
})

test('a reset brings the seed back: rows, clock, faults, switches', async () => {
  const portal = openPortal()
  const before = await portal.control('state')
  await portal.control('say', { dialogId: '22', text: 'Hello' })
  await portal.control('clock', { advanceMs: 1000 })
  await portal.control('faults', { kind: 'error500' })
  await portal.control('settings', { limits: true })
  await portal.control('reset', {})
  const fresh = { sessid: expect.any(String) as unknown, apps: expect.any(Array) as unknown }
  expect(await portal.control('state')).toEqual({ ...(before as object), ...fresh })
  expect((await portal.ask('profile')).status).toBe(200)
})

test('a body that makes no sense is refused', async () => {
  const { control } = openPortal()
  await expect(control('say', { dialogId: 5 })).rejects.toThrow('BAD_CONTROL_REQUEST')
  await expect(control('say', { dialogId: 'chat999', text: 'x' })).rejects.toThrow('CHAT_NOT_FOUND')
  await expect(control('faults', { kind: 'flood' })).rejects.toThrow('BAD_CONTROL_REQUEST')
  await expect(control('tokens', { userId: 999 })).rejects.toThrow('USER_NOT_FOUND')
  await expect(control('auth-code', { userId: 999 })).rejects.toThrow('USER_NOT_FOUND')
})

test('settings change altogether or not at all', async () => {
  const { control } = openPortal()
  const settings = { limits: true, installed: false, appUrl: 'nonsense' }
  await expect(control('settings', settings)).rejects.toThrow('BAD_CONTROL_REQUEST')
  expect(await control('strip')).toMatchObject({ limits: false, installed: true })
})

test('the clock moves forward for everything', async () => {
  const { control, get } = openPortal()
  await control('clock', { advanceMs: 3_600_000 })
  expect(await get('server.time')).toBe('2026-11-20T13:00:00+00:00')
})

test('somebody who joins without history sees nothing older', async () => {
  const { control, ask } = openPortal()
  await control('add-users', { dialogId: 'chat12', userIds: [3], hideHistory: true })
  const { messages } = (await control('messages?as=3&dialogId=chat12')) as { messages: { id: number }[] } // by its schema
  expect(messages.map((message) => message.id)).not.toContain(504)
  expect((await ask('imbot.v2.Chat.get', { ...helpdesk, dialogId: 'chat12' })).result).toHaveProperty(
    'chat.userCounter',
    5,
  )
})
