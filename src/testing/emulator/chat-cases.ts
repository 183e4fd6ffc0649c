import { expect } from 'vitest'
import { seedChats } from '../../emulator/seed-credentials.ts'
import { breakStore, commonErrors, dialogErrors, type MatrixCases } from './matrix-case.ts'
import { helpdesk, watcher, type OpenPortal, type Params } from './open-portal.ts'

/** A group the helpdesk bot owns. */
const ownChat = async ({ get }: OpenPortal, fields: Params = {}) => {
  const { chat } = await get('imbot.v2.Chat.add', {
    ...helpdesk,
    fields: { title: 'Own', userIds: [2, 3], ...fields },
  })
  return chat.dialogId
}

const readChat = async ({ get }: OpenPortal, dialogId: string) =>
  (await get('imbot.v2.Chat.get', { ...helpdesk, dialogId })).chat

const membersOf = async ({ get }: OpenPortal, dialogId: string) =>
  (await get('imbot.v2.Chat.User.list', { ...helpdesk, dialogId })).map((user) => user.id)

const project = `chat${seedChats.project}`
const inPrivate = { ...helpdesk, dialogId: '2' }

const managers = (method: 'imbot.v2.Chat.Manager.add' | 'imbot.v2.Chat.Manager.delete') => ({
  ...dialogErrors(method, { userIds: [2] }),
  EMPTY_USER_IDS: ({ ask }: OpenPortal) => ask(method, { ...helpdesk, dialogId: project, userIds: [] }),
  WRONG_MESSAGE_TYPE: ({ ask }: OpenPortal) => ask(method, { ...inPrivate, userIds: [2] }),
})

export const chatCases: MatrixCases<
  | 'imbot.v2.Chat.add'
  | 'imbot.v2.Chat.get'
  | 'imbot.v2.Chat.update'
  | 'imbot.v2.Chat.leave'
  | 'imbot.v2.Chat.setOwner'
  | 'imbot.v2.Chat.Manager.add'
  | 'imbot.v2.Chat.Manager.delete'
  | 'imbot.v2.Chat.User.add'
  | 'imbot.v2.Chat.User.delete'
  | 'imbot.v2.Chat.User.list'
  | 'imbot.v2.Chat.InputAction.notify'
  | 'imbot.v2.Chat.TextField.enabled'
> = {
  'imbot.v2.Chat.add': {
    effect: async (portal) => {
      const { chat, users } = await portal.get('imbot.v2.Chat.add', {
        ...helpdesk,
        fields: { title: 'Fresh', color: 'mint', type: 'open', userIds: [2, 3, 7, 999], message: 'Welcome' },
      })
      expect(users.map((user) => user.id)).toEqual([helpdesk.botId])
      expect(await readChat(portal, chat.dialogId)).toMatchObject({
        name: 'Fresh',
        color: '#4ba984',
        type: 'open',
        owner: helpdesk.botId,
        userCounter: 3,
        messageCount: 1,
        role: 'owner',
      })
    },
    errors: {
      ...commonErrors('imbot.v2.Chat.add'),
      ACCESS_DENIED: async ({ ask, control }) => {
        await control('dismiss', { userId: helpdesk.botId })
        return ask('imbot.v2.Chat.add', helpdesk)
      },
      CREATION_ERROR: async (portal) => {
        await breakStore(portal, 'chats')
        return portal.ask('imbot.v2.Chat.add', helpdesk)
      },
    },
  },
  'imbot.v2.Chat.get': {
    effect: async (portal) => {
      await portal.control('say', { dialogId: project, text: 'One more' })
      const { chat, users } = await portal.get('imbot.v2.Chat.get', { ...helpdesk, dialogId: project })
      expect(chat).toMatchObject({ id: seedChats.project, messageCount: 4, role: 'member', owner: 1 })
      expect(users?.map((user) => user.id)).toEqual([helpdesk.botId])
      const channel = await readChat(portal, `chat${seedChats.news}`)
      expect(channel.role).toBe('guest')
    },
    errors: dialogErrors('imbot.v2.Chat.get'),
  },
  'imbot.v2.Chat.update': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      const fields = { title: 'Renamed', description: 'About', color: 'azure', avatar: 'no image' }
      await portal.get('imbot.v2.Chat.update', { ...helpdesk, dialogId, fields })
      expect(await readChat(portal, dialogId)).toMatchObject({
        name: 'Renamed',
        description: 'About',
        color: '#29619b',
        avatar: '',
      })
    },
    errors: {
      ...dialogErrors('imbot.v2.Chat.update', { fields: { title: 'x' } }),
      WRONG_MESSAGE_TYPE: ({ ask }) => ask('imbot.v2.Chat.update', inPrivate),
    },
  },
  'imbot.v2.Chat.leave': {
    effect: async (portal) => {
      await portal.get('imbot.v2.Chat.leave', { ...helpdesk, dialogId: project })
      const reply = await portal.ask('imbot.v2.Chat.Message.send', {
        ...helpdesk,
        dialogId: project,
        fields: { message: 'Still here?' },
      })
      expect(reply.error).toBe('ACCESS_DENIED')
    },
    errors: dialogErrors('imbot.v2.Chat.leave'),
  },
  'imbot.v2.Chat.setOwner': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.setOwner', { ...helpdesk, dialogId, userId: 2 })
      expect(await readChat(portal, dialogId)).toMatchObject({ owner: 2, role: 'manager' })
    },
    errors: dialogErrors('imbot.v2.Chat.setOwner', { userId: 2 }),
  },
  'imbot.v2.Chat.Manager.add': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.Manager.add', { ...helpdesk, dialogId, userIds: [2, 999] })
      expect((await readChat(portal, dialogId)).managerList).toEqual([helpdesk.botId, 2])
    },
    errors: managers('imbot.v2.Chat.Manager.add'),
  },
  'imbot.v2.Chat.Manager.delete': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.Manager.add', { ...helpdesk, dialogId, userIds: [2, 3] })
      await portal.get('imbot.v2.Chat.Manager.delete', { ...helpdesk, dialogId, userIds: [2, 999] })
      expect((await readChat(portal, dialogId)).managerList).toEqual([helpdesk.botId, 3])
    },
    errors: managers('imbot.v2.Chat.Manager.delete'),
  },
  'imbot.v2.Chat.User.add': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.User.add', {
        ...helpdesk,
        dialogId,
        userIds: [1, 7, 999, watcher.botId],
      })
      expect(await membersOf(portal, dialogId)).toEqual([helpdesk.botId, 2, 3, 1, watcher.botId])
      const { events } = await portal.get('imbot.v2.Event.get', watcher)
      expect(events.map((event) => event.type)).toEqual(['ONIMBOTV2JOINCHAT'])
      expect(await portal.get('imbot.v2.Chat.User.add', { ...helpdesk, dialogId })).toEqual({ result: true })
    },
    errors: dialogErrors('imbot.v2.Chat.User.add', { userIds: [1] }),
  },
  'imbot.v2.Chat.User.delete': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.User.delete', { ...helpdesk, dialogId, userId: 3 })
      expect(await membersOf(portal, dialogId)).toEqual([helpdesk.botId, 2])
    },
    errors: dialogErrors('imbot.v2.Chat.User.delete', { userId: 2 }),
  },
  'imbot.v2.Chat.User.list': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.control('dismiss', { userId: 2 })
      expect(await membersOf(portal, dialogId)).toEqual([helpdesk.botId, 3])
      const ordered = { ...helpdesk, dialogId, order: { userId: 'ASC' }, limit: 1 }
      expect((await portal.get('imbot.v2.Chat.User.list', ordered)).map((user) => user.id)).toEqual([3])
    },
    errors: dialogErrors('imbot.v2.Chat.User.list'),
  },
  'imbot.v2.Chat.InputAction.notify': {
    effect: async (portal) => {
      const dialogId = await ownChat(portal)
      await portal.get('imbot.v2.Chat.InputAction.notify', {
        ...helpdesk,
        dialogId,
        statusMessageCode: 'IMBOT_AGENT_ACTION_THINKING',
        duration: 30,
      })
      const shown = () => portal.control(`messages?as=2&dialogId=${dialogId}`)
      const typing = [{ userId: helpdesk.botId, status: 'IMBOT_AGENT_ACTION_THINKING' }]
      expect(await shown()).toMatchObject({ dialog: { typing } })
      portal.pass(31_000)
      expect(await shown()).toMatchObject({ dialog: { typing: [] } })
    },
    errors: dialogErrors('imbot.v2.Chat.InputAction.notify'),
  },
  'imbot.v2.Chat.TextField.enabled': {
    effect: async (portal) => {
      const set = (enabled?: unknown) =>
        portal.get('imbot.v2.Chat.TextField.enabled', {
          ...inPrivate,
          ...(enabled !== undefined && { enabled }),
        })
      await set(false)
      expect((await readChat(portal, '2')).textFieldEnabled).toBe(false)
      await set('N')
      expect((await readChat(portal, '2')).textFieldEnabled).toBe(true)
      await set('0')
      expect((await readChat(portal, '2')).textFieldEnabled).toBe(false)
      await set()
      expect((await readChat(portal, '2')).textFieldEnabled).toBe(true)
    },
    errors: dialogErrors('imbot.v2.Chat.TextField.enabled'),
  },
}
