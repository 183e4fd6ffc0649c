import { expect } from 'vitest'
import { seedChats } from '../../emulator/seed-credentials.ts'
import { commonErrors, type MatrixCases } from './matrix-case.ts'
import { helpdesk, type OpenPortal } from './open-portal.ts'

const project = `chat${seedChats.project}`

const sayToBot = ({ control }: OpenPortal, text: string) =>
  control('say', { dialogId: String(helpdesk.botId), text })

export const eventCases: MatrixCases<
  | 'imbot.v2.Event.get'
  | 'im.v2.Event.get'
  | 'im.v2.Event.subscribe'
  | 'im.v2.Event.unsubscribe'
  | 'im.v2.Chat.Bot.sendContext'
> = {
  'imbot.v2.Event.get': {
    effect: async (portal) => {
      await sayToBot(portal, 'one')
      await sayToBot(portal, 'two')
      const first = await portal.get('imbot.v2.Event.get', helpdesk)
      expect(first.events.map((event) => event.type)).toEqual([
        'ONIMBOTV2JOINCHAT',
        'ONIMBOTV2MESSAGEADD',
        'ONIMBOTV2MESSAGEADD',
      ])
      await portal.get('imbot.v2.Event.get', { ...helpdesk, offset: first.nextOffset })
      expect((await portal.get('imbot.v2.Event.get', helpdesk)).events).toEqual([])
    },
    errors: {
      ...commonErrors('imbot.v2.Event.get'),
      SCOPE_ERROR: ({ ask }) =>
        ask('imbot.v2.Event.get', { ...helpdesk, withUserEvents: 1 }, { hook: '1/imbotonly' }),
      AUTH_ERROR: async ({ ask, control, get }) => {
        const issue = async (userId: number) =>
          (await control('tokens', { userId })) as { accessToken: string } // by its schema
        const { accessToken } = await issue(1)
        const fields = { code: 'probe', properties: { name: 'Probe' } }
        const { bot } = await get('imbot.v2.Bot.register', { fields }, { accessToken })
        return ask('imbot.v2.Event.get', { botId: bot.id, withUserEvents: true }, await issue(0))
      },
      USER_NOT_SUBSCRIBED: ({ ask }) => ask('imbot.v2.Event.get', { ...helpdesk, withUserEvents: true }),
    },
  },
  'im.v2.Event.get': {
    effect: async (portal) => {
      await portal.get('im.v2.Event.subscribe')
      await portal.control('say', { as: 2, dialogId: project, text: 'Hello everyone' })
      const { events, nextOffset } = await portal.get('im.v2.Event.get')
      expect(events).toHaveLength(1)
      expect(events[0]).toMatchObject({ type: 'ONIMV2MESSAGEADD', data: { user: { id: 2 } } })
      expect((await portal.get('im.v2.Event.get', { offset: nextOffset })).events).toEqual([])
    },
    errors: {},
  },
  'im.v2.Event.subscribe': {
    effect: async (portal) => {
      await portal.control('say', { as: 2, dialogId: project, text: 'Too early' })
      expect(await portal.get('im.v2.Event.subscribe')).toBe(true)
      expect(await portal.get('im.v2.Event.subscribe')).toBe(true)
      await portal.control('say', { as: 2, dialogId: project, text: 'Heard' })
      expect((await portal.get('im.v2.Event.get')).events).toHaveLength(1)
    },
    errors: {},
  },
  'im.v2.Event.unsubscribe': {
    effect: async (portal) => {
      await portal.get('im.v2.Event.subscribe')
      await portal.control('say', { as: 2, dialogId: project, text: 'Stored' })
      expect(await portal.get('im.v2.Event.unsubscribe')).toBe(true)
      expect((await portal.get('im.v2.Event.get')).events).toEqual([])
    },
    errors: {},
  },
  'im.v2.Chat.Bot.sendContext': {
    effect: async (portal) => {
      const dialogId = String(helpdesk.botId)
      await portal.get('im.v2.Chat.Bot.sendContext', {
        dialogId,
        context: { taskId: 456, deep: { on: true } },
      })
      const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
      expect(events.at(-1)).toMatchObject({
        type: 'ONIMBOTV2CONTEXTGET',
        data: {
          dialogId: '1',
          context: { taskId: 456, deep: { on: true } },
          chat: { dialogId: '1', type: 'private' },
          user: { id: 1 },
          language: 'en',
        },
      })
    },
    errors: {
      CHAT_NOT_FOUND: ({ ask }) =>
        ask('im.v2.Chat.Bot.sendContext', { dialogId: 'chat999', context: { a: 1 } }),
      ACCESS_DENIED: async ({ ask, control }) => {
        const closed = await control('create-chat', { as: 2, title: 'Closed', userIds: [3] })
        const { dialogId } = closed as { dialogId: string } // by its schema
        return ask('im.v2.Chat.Bot.sendContext', { dialogId, context: { a: 1 } })
      },
      BOT_CONTEXT_ERROR: ({ ask }) => ask('im.v2.Chat.Bot.sendContext', { dialogId: '2', context: { a: 1 } }),
    },
  },
}
