import { expect } from 'vitest'
import { seedChats } from '../../emulator/seed-credentials.ts'
import { breakStore, commonErrors, type MatrixCases } from './matrix-case.ts'
import { helpdesk, watcher, type OpenPortal, type Params } from './open-portal.ts'

const title = { en: 'Probe', de: 'Probe' }

const register = ({ ask }: OpenPortal, fields: Params) =>
  ask('imbot.v2.Command.register', { ...helpdesk, fields: { command: 'probe', title, ...fields } })

const registered = async ({ get }: OpenPortal, fields: Params = {}) => {
  const { command } = await get('imbot.v2.Command.register', {
    ...helpdesk,
    fields: { command: 'probe', title, ...fields },
  })
  return Number(command.id)
}

const ownCommands = async ({ get }: OpenPortal) =>
  (await get('imbot.v2.Command.list', helpdesk)).commands.filter(
    (command) => command.botId === helpdesk.botId,
  )

const update = async (portal: OpenPortal, fields: Params) =>
  portal.ask('imbot.v2.Command.update', { ...helpdesk, commandId: await registered(portal), fields })

/** A command typed in the project chat, whose answer goes there. */
const typed = async (portal: OpenPortal, fields: Params = {}) => {
  const commandId = await registered(portal, fields)
  const answer = await portal.control('say', { dialogId: `chat${seedChats.project}`, text: '/probe me' })
  return { commandId, messageId: (answer as { messageId: number }).messageId } // by its schema
}

const answerParams = { commandId: 40, messageId: 501, dialogId: '1' }

export const commandCases: MatrixCases<
  | 'imbot.v2.Command.register'
  | 'imbot.v2.Command.update'
  | 'imbot.v2.Command.unregister'
  | 'imbot.v2.Command.list'
  | 'imbot.v2.Command.answer'
> = {
  'imbot.v2.Command.register': {
    effect: async (portal) => {
      const id = await registered(portal, { command: '/probe', params: { en: 'hint' }, common: true })
      expect(await registered(portal, { title: { en: 'Other' } })).toBe(id)
      expect(await ownCommands(portal)).toContainEqual({
        id,
        botId: helpdesk.botId,
        command: '/probe',
        common: true,
        hidden: false,
        extranetSupport: false,
        title: 'Probe',
        params: 'hint',
        category: 'Helpdesk Bot',
        context: '',
      })
    },
    errors: {
      ...commonErrors('imbot.v2.Command.register', { fields: {} }),
      COMMAND_NAME_INVALID: (portal) => register(portal, { command: ['probe'] }),
      COMMAND_REQUIRED: (portal) => register(portal, { command: '' }),
      COMMAND_TITLE_REQUIRED: (portal) => register(portal, { title: 'a plain text' }),
      COMMAND_REGISTER_FAILED: async (portal) => {
        await breakStore(portal, 'commands')
        return register(portal, {})
      },
    },
  },
  'imbot.v2.Command.update': {
    effect: async (portal) => {
      const commandId = await registered(portal, { params: { en: 'hint', de: 'Hinweis' } })
      const fields = {
        command: 'renamed',
        hidden: 'Y',
        title: { en: null, de: 'Neu' },
        params: { en: 'ignored' },
      }
      await portal.get('imbot.v2.Command.update', { ...helpdesk, commandId, fields })
      expect(await ownCommands(portal)).toContainEqual(
        expect.objectContaining({
          id: commandId,
          command: '/renamed',
          hidden: true,
          title: 'Neu',
          params: 'Hinweis',
        }),
      )
    },
    errors: {
      ...commonErrors('imbot.v2.Command.update', { commandId: 42, fields: {} }),
      COMMAND_NOT_FOUND: ({ ask }) =>
        ask('imbot.v2.Command.update', { ...watcher, commandId: 42, fields: { hidden: true } }),
      COMMAND_NAME_EMPTY: (portal) => update(portal, { command: '/' }),
      COMMAND_NAME_INVALID: (portal) => update(portal, { command: 5 }),
      COMMAND_ALREADY_EXISTS: (portal) => update(portal, { command: 'help' }),
      COMMAND_TITLE_INVALID: (portal) => update(portal, { title: 'a plain text' }),
    },
  },
  'imbot.v2.Command.unregister': {
    effect: async (portal) => {
      const commandId = await registered(portal)
      await portal.get('imbot.v2.Command.unregister', { ...helpdesk, commandId })
      expect((await ownCommands(portal)).map((command) => command.command)).toEqual(['/help'])
    },
    errors: {
      ...commonErrors('imbot.v2.Command.unregister', { commandId: 42 }),
      COMMAND_NOT_FOUND: ({ ask }) => ask('imbot.v2.Command.unregister', { ...helpdesk, commandId: 999 }),
    },
  },
  'imbot.v2.Command.list': {
    effect: async (portal) => {
      await registered(portal)
      const { commands } = await portal.get('imbot.v2.Command.list', helpdesk)
      expect(commands.map((command) => command.botId)).toEqual([
        0,
        0,
        0,
        0,
        0,
        0,
        helpdesk.botId,
        helpdesk.botId,
      ])
    },
    errors: commonErrors('imbot.v2.Command.list'),
  },
  'imbot.v2.Command.answer': {
    effect: async (portal) => {
      const { commandId, messageId } = await typed(portal)
      const call = { ...helpdesk, commandId, messageId, dialogId: '3', fields: { message: 'Here you are' } }
      const texts = async () => {
        const answer = await portal.control(`messages?dialogId=chat${seedChats.project}`)
        return (answer as { messages: { text: string }[] }).messages.map((message) => message.text) // by its schema
      }
      await portal.get('imbot.v2.Command.answer', call)
      expect((await texts()).at(-1)).toBe('Here you are')
      portal.pass(11 * 60_000)
      expect(
        await portal.get('imbot.v2.Command.answer', { ...call, fields: { message: 'Too late' } }),
      ).toEqual({
        result: true,
      })
      expect(await texts()).not.toContain('Too late')
    },
    errors: {
      ...commonErrors('imbot.v2.Command.answer', answerParams),
      COMMAND_ANSWER_FAILED: async (portal) => {
        const call = await typed(portal)
        await breakStore(portal, 'messages')
        return portal.ask('imbot.v2.Command.answer', {
          ...helpdesk,
          ...call,
          dialogId: '1',
          fields: { message: 'x' },
        })
      },
      PARAM_KEYBOARD_ERROR: ({ ask }) =>
        ask('imbot.v2.Command.answer', {
          ...helpdesk,
          ...answerParams,
          fields: { message: 'x', keyboard: [{ text: 'lower case' }] },
        }),
    },
  },
}
