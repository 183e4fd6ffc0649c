import { expect } from 'vitest'
import { secondApp } from '../../emulator/seed-credentials.ts'
import { breakStore, commonErrors, type MatrixCases } from './matrix-case.ts'
import { helpdesk, watcher, type OpenPortal, type Params } from './open-portal.ts'

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The header of a PNG that says it is 6000 pixels wide. */
const widePng = btoa(
  String.fromCharCode(
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    0,
    0,
    0,
    13,
    73,
    72,
    68,
    82,
    0,
    0,
    0x17,
    0x70,
    0,
    0,
    0,
    1,
  ),
)

const fields = { code: 'probe', botToken: 'probe-token', properties: { name: 'Probe' } }

const register = ({ ask }: OpenPortal, changed: Params) =>
  ask('imbot.v2.Bot.register', { fields: { ...fields, ...changed } })

const update = ({ ask }: OpenPortal, changed: Params) =>
  ask('imbot.v2.Bot.update', { ...helpdesk, fields: changed })

const tokenFor = async ({ control }: OpenPortal, clientId?: string) => {
  const answer = await control('tokens', clientId === undefined ? {} : { clientId })
  return (answer as { accessToken: string }).accessToken // by its schema
}

export const botCases: MatrixCases<
  | 'imbot.v2.Bot.register'
  | 'imbot.v2.Bot.get'
  | 'imbot.v2.Bot.list'
  | 'imbot.v2.Bot.update'
  | 'imbot.v2.Bot.unregister'
  | 'imbot.v2.Revision.get'
> = {
  'imbot.v2.Bot.register': {
    effect: async ({ get }) => {
      const { bot } = await get('imbot.v2.Bot.register', {
        fields: {
          ...fields,
          type: 'supervisor',
          isHidden: 'Y',
          isReactionsEnabled: false,
          backgroundId: 'mint',
          properties: { name: 'Probe', lastName: 'One', color: 'mint', gender: 'F', avatar: onePixel },
        },
      })
      const read = await get('imbot.v2.Bot.get', { code: 'probe', botToken: 'probe-token' })
      expect(read.bot).toMatchObject({
        id: bot.id,
        type: 'supervisor',
        isHidden: true,
        isReactionsEnabled: false,
        backgroundId: 'mint',
        eventMode: 'fetch',
      })
      expect(read.users[0]).toMatchObject({ name: 'Probe One', color: '#4ba984', gender: 'F' })
      expect(read.users[0]?.avatar).toContain(onePixel)
    },
    errors: {
      BOT_TOKEN_NOT_SPECIFIED: (portal) => register(portal, { botToken: '' }),
      BOT_TOKEN_INVALID_LENGTH: (portal) => register(portal, { botToken: 'x'.repeat(41) }),
      BOT_CODE_REQUIRED: (portal) => register(portal, { code: '' }),
      BOT_PROPERTIES_REQUIRED: (portal) => register(portal, { properties: {} }),
      BOT_INVALID_EVENT_MODE: (portal) => register(portal, { eventMode: 'push' }),
      BOT_WEBHOOK_URL_REQUIRED: (portal) => register(portal, { eventMode: 'webhook' }),
      BOT_INVALID_CALLBACK: (portal) =>
        register(portal, { eventMode: 'webhook', webhookUrl: 'http://localhost/hook' }),
      BOT_CODE_ALREADY_TAKEN: (portal) => register(portal, { code: 'helpdesk_bot' }),
      BOT_LIMIT_EXCEEDED: async (portal) => {
        for (let index = 0; index < 100; index += 1) await register(portal, { code: `probe${index}` })
        return register(portal, { code: 'probe100' })
      },
      BOT_INVALID_TYPE: (portal) => register(portal, { type: 'robot' }),
      BOT_AVATAR_INCORRECT_TYPE: (portal) =>
        register(portal, { properties: { name: 'Probe', avatar: btoa('not an image') } }),
      BOT_AVATAR_INCORRECT_SIZE: (portal) =>
        register(portal, { properties: { name: 'Probe', avatar: widePng } }),
      BOT_REGISTER_FAILED: async (portal) => {
        await breakStore(portal, 'bots')
        return register(portal, {})
      },
    },
  },
  'imbot.v2.Bot.get': {
    effect: async ({ ask, get }) => {
      const own = await get('imbot.v2.Bot.get', helpdesk)
      expect(own.bot).toMatchObject({ code: 'helpdesk_bot', countCommand: 1, countChat: 2 })
      await get('imbot.v2.Bot.update', { ...helpdesk, fields: { isHidden: true } })
      expect((await get('imbot.v2.Bot.get', { ...helpdesk, code: 'helpdesk_bot' })).bot.isHidden).toBe(true)
      const foreign = await ask('imbot.v2.Bot.get', { ...helpdesk, botId: watcher.botId })
      expect(foreign.result).not.toHaveProperty('bot.eventMode')
      expect(foreign.result).toHaveProperty('bot.code', 'watcher_bot')
    },
    errors: {
      BOT_TOKEN_NOT_SPECIFIED: ({ ask }) => ask('imbot.v2.Bot.get', { code: 'helpdesk_bot' }),
      PARAMS_REQUIRED: ({ ask }) => ask('imbot.v2.Bot.get', { botToken: helpdesk.botToken }),
      BOT_NOT_FOUND: ({ ask }) => ask('imbot.v2.Bot.get', { ...helpdesk, botId: 9999 }),
    },
  },
  'imbot.v2.Bot.list': {
    effect: async (portal) => {
      for (const code of ['a', 'b', 'c'])
        await register(portal, { code, type: code === 'b' ? 'personal' : 'bot' })
      const list = (more: Params) => portal.get('imbot.v2.Bot.list', { botToken: 'probe-token', ...more })
      const codes = async (more: Params) => (await list(more)).bots.map((bot) => bot.code)
      expect(await codes({})).toEqual(['a', 'b', 'c'])
      expect(await codes({ filter: { type: 'personal' } })).toEqual(['b'])
      expect(await codes({ filter: { type: 'no such type' } })).toEqual(['a', 'b', 'c'])
      expect(await codes({ limit: 2, offset: 1 })).toEqual(['b', 'c'])
      expect((await list({ limit: 3 })).hasNextPage).toBe(true)
      expect((await list({ limit: 4 })).hasNextPage).toBe(false)
    },
    errors: { BOT_TOKEN_NOT_SPECIFIED: ({ ask }) => ask('imbot.v2.Bot.list') },
  },
  'imbot.v2.Bot.update': {
    effect: async (portal) => {
      await portal.get('imbot.v2.Bot.update', {
        ...helpdesk,
        fields: { properties: { name: 'Desk', workPosition: 'New' }, isHidden: true, botToken: 'fresh' },
      })
      expect((await portal.ask('imbot.v2.Bot.update', { ...helpdesk, fields: {} })).error).toBe(
        'BOT_OWNERSHIP_ERROR',
      )
      const read = await portal.get('imbot.v2.Bot.get', { botId: helpdesk.botId, botToken: 'fresh' })
      expect(read.bot.isHidden).toBe(true)
      expect(read.users[0]).toMatchObject({ name: 'Desk', workPosition: 'New' })
    },
    errors: {
      ...commonErrors('imbot.v2.Bot.update', { fields: {} }),
      BOT_INVALID_EVENT_MODE: (portal) => update(portal, { eventMode: 'push' }),
      BOT_INVALID_CALLBACK: (portal) => update(portal, { webhookUrl: 'ftp://example.com' }),
      BOT_AVATAR_INCORRECT_TYPE: (portal) =>
        update(portal, { properties: { avatar: 'data:image/png;base64,xx' } }),
      BOT_AVATAR_INCORRECT_SIZE: (portal) => update(portal, { properties: { avatar: widePng } }),
      BOT_TOKEN_INVALID_LENGTH: (portal) => update(portal, { botToken: 'x'.repeat(41) }),
      BOT_TOKEN_ROTATION_FAILED: async (portal) => {
        const accessToken = await tokenFor(portal)
        const { bot } = await portal.get('imbot.v2.Bot.register', { fields }, { accessToken })
        const changed = { botId: bot.id, fields: { botToken: 'other' } }
        return portal.ask('imbot.v2.Bot.update', changed, { accessToken })
      },
      BOT_UPDATE_FAILED: async (portal) => {
        await breakStore(portal, 'bots')
        return update(portal, {})
      },
    },
  },
  'imbot.v2.Bot.unregister': {
    effect: async (portal) => {
      await portal.get('imbot.v2.Bot.unregister', helpdesk)
      expect((await portal.ask('imbot.v2.Bot.get', helpdesk)).error).toBe('BOT_NOT_FOUND')
      const accessToken = await tokenFor(portal, secondApp.clientId)
      const { users } = await portal.get('imbot.v2.Bot.list', {}, { accessToken })
      expect(users.map((user) => user.name)).toEqual(['Line Bot'])
    },
    errors: {
      ...commonErrors('imbot.v2.Bot.unregister'),
      BOT_UNREGISTER_FAILED: async (portal) => {
        await breakStore(portal, 'bots')
        return portal.ask('imbot.v2.Bot.unregister', helpdesk)
      },
    },
  },
  'imbot.v2.Revision.get': {
    effect: async ({ get }) => {
      expect((await get('imbot.v2.Revision.get')).rest).toBe(36)
    },
    errors: {},
  },
}
