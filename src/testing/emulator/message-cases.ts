import { expect } from 'vitest'
import { seedChats } from '../../emulator/seed-credentials.ts'
import { breakStore, commonErrors, dialogErrors, type MatrixCase, type MatrixCases } from './matrix-case.ts'
import { helpdesk, watcher, type OpenPortal, type Params, type Reply } from './open-portal.ts'

const project = `chat${seedChats.project}`

const send = async ({ get }: OpenPortal, fields: Params = { message: 'Hello' }, dialogId = '2') => {
  const { id } = await get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId, fields })
  return id ?? 0
}

const say = async ({ control }: OpenPortal, text: string, more: Params = {}) => {
  const answer = await control('say', { dialogId: project, text, ...more })
  return (answer as { messageId: number }).messageId // by its schema
}

/** A message as the person of the dialog sees it. */
const shown = async ({ control }: OpenPortal, messageId: number, dialogId = String(helpdesk.botId)) => {
  const answer = await control(`messages?as=2&dialogId=${dialogId}`)
  return (answer as { messages: { id: number }[] }).messages.find((message) => message.id === messageId) // by its schema
}

const sendError =
  (fields: Params) =>
  (portal: OpenPortal): Promise<Reply> =>
    portal.ask('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId: '2', fields })

const updateError =
  (fields: Params) =>
  async (portal: OpenPortal): Promise<Reply> =>
    portal.ask('imbot.v2.Chat.Message.update', { ...helpdesk, messageId: await send(portal), fields })

/** A message of a chat the bots are not in. */
const foreignMessage = async (portal: OpenPortal) => {
  const answer = await portal.control('create-chat', { title: 'Closed', userIds: [2] })
  const { dialogId } = answer as { dialogId: string } // by its schema
  return say(portal, 'Among us', { dialogId })
}

const reading = (
  method: 'imbot.v2.Chat.Message.get' | 'imbot.v2.Chat.Message.getContext',
): MatrixCase['errors'] => ({
  ...commonErrors(method, { messageId: 501 }),
  MESSAGE_NOT_FOUND: ({ ask }) => ask(method, { ...watcher, messageId: 9999 }),
  ACCESS_DENIED: async (portal) => {
    const messageId = await foreignMessage(portal)
    return portal.ask(method, { ...watcher, messageId })
  },
  MESSAGE_ACCESS_DENIED: async (portal) => {
    const dialogId = `chat${seedChats.support}`
    await portal.control('add-users', { dialogId, userIds: [watcher.botId], hideHistory: true })
    return portal.ask(method, { ...watcher, messageId: 504 })
  },
  MESSAGE_ACCESS_DENIED_BY_TARIFF: async ({ ask, control }) => {
    await control('faults', { kind: 'tariff', times: 1 })
    return ask(method, { ...watcher, messageId: 501 })
  },
  BOT_TYPE_NOT_ALLOWED: ({ ask }) => ask(method, { ...helpdesk, messageId: 501 }),
})

const deniedMessage =
  (method: string, params: Params = {}) =>
  async (portal: OpenPortal) => {
    const messageId = await foreignMessage(portal)
    return portal.ask(method, { ...params, ...helpdesk, messageId })
  }

export const messageCases: MatrixCases<
  | 'imbot.v2.Chat.Message.send'
  | 'imbot.v2.Chat.Message.update'
  | 'imbot.v2.Chat.Message.delete'
  | 'imbot.v2.Chat.Message.read'
  | 'imbot.v2.Chat.Message.get'
  | 'imbot.v2.Chat.Message.getContext'
  | 'imbot.v2.Chat.Message.Reaction.add'
  | 'imbot.v2.Chat.Message.Reaction.delete'
> = {
  'imbot.v2.Chat.Message.send': {
    effect: async (portal) => {
      const id = await send(portal, {
        message: 'x'.repeat(20_001),
        keyboard: [{ TEXT: 'Go', COMMAND: '/help', COMMAND_PARAMS: 'a' }, { text: 'lower case is dropped' }],
        attach: [{ MESSAGE: 'block' }, { nonsense: 1 }],
      })
      expect(await shown(portal, id)).toMatchObject({
        authorId: helpdesk.botId,
        text: `${'x'.repeat(20_000)} (...)`,
        keyboard: [{ TEXT: 'Go', COMMAND: 'help', COMMAND_PARAMS: 'a', BOT_ID: helpdesk.botId }],
        attach: [{ MESSAGE: 'block' }],
      })
      const uuid = '0a1b2c3d-0000-4000-8000-000000000001'
      const forwards = { ...helpdesk, dialogId: '2', fields: { forwardIds: { [uuid]: 501 } } }
      const { id: none, uuidMap } = await portal.get('imbot.v2.Chat.Message.send', forwards)
      expect(none).toBeNull()
      expect(uuidMap).toHaveProperty(uuid)
    },
    errors: {
      ...dialogErrors('imbot.v2.Chat.Message.send', { fields: { message: 'Hello' } }),
      EMPTY_MESSAGE: sendError({ message: '  ' }),
      PARAM_ATTACH_ERROR: sendError({ message: 'x', attach: [{ nonsense: 1 }] }),
      PARAM_KEYBOARD_ERROR: sendError({ message: 'x', keyboard: [{ text: 'lower case' }] }),
      SENDING_FAILED: async (portal) => {
        await breakStore(portal, 'messages')
        return sendError({ message: 'x' })(portal)
      },
    },
  },
  'imbot.v2.Chat.Message.update': {
    effect: async (portal) => {
      const id = await send(portal, {
        message: 'Before',
        keyboard: [{ TEXT: 'Go', COMMAND: 'help' }],
        attach: [{ MESSAGE: 'b' }],
      })
      const fields = { message: 'After', keyboard: 'N', attach: [{ MESSAGE: 'short form removes' }] }
      await portal.get('imbot.v2.Chat.Message.update', { ...helpdesk, messageId: id, fields })
      expect(await shown(portal, id)).toMatchObject({
        text: 'After',
        isEdited: true,
        keyboard: [],
        attach: [],
      })
      const { events } = await portal.get('imbot.v2.Event.get', helpdesk)
      expect(events.at(-1)?.type).toBe('ONIMBOTV2MESSAGEUPDATE')
    },
    errors: {
      ...commonErrors('imbot.v2.Chat.Message.update', { messageId: 501, fields: {} }),
      ACCESS_DENIED: ({ ask }) =>
        ask('imbot.v2.Chat.Message.update', { ...helpdesk, messageId: 501, fields: { message: 'Mine now' } }),
      PARAM_ATTACH_ERROR: updateError({ attach: { BLOCKS: [{ nonsense: 1 }] } }),
      PARAM_KEYBOARD_ERROR: updateError({ keyboard: [{ text: 'lower case' }] }),
    },
  },
  'imbot.v2.Chat.Message.delete': {
    effect: async (portal) => {
      const [soft, hard] = [await send(portal), await send(portal)]
      await portal.get('imbot.v2.Chat.Message.delete', { ...helpdesk, messageId: soft })
      await portal.get('imbot.v2.Chat.Message.delete', { ...helpdesk, messageId: hard, complete: true })
      expect(await shown(portal, soft)).toMatchObject({ isDeleted: true })
      expect(await shown(portal, hard)).toBeUndefined()
    },
    errors: {
      ...commonErrors('imbot.v2.Chat.Message.delete', { messageId: 501 }),
      ACCESS_DENIED: ({ ask }) => ask('imbot.v2.Chat.Message.delete', { ...helpdesk, messageId: 501 }),
    },
  },
  'imbot.v2.Chat.Message.read': {
    effect: async (portal) => {
      const first = await say(portal, 'One')
      const second = await say(portal, 'Two')
      const read = (more: Params) =>
        portal.get('imbot.v2.Chat.Message.read', { ...helpdesk, dialogId: project, ...more })
      expect(await read({ messageId: first })).toMatchObject({ lastId: first, counter: 1 })
      expect(await shown(portal, first, project)).toMatchObject({ viewedBy: [helpdesk.botId] })
      expect(await read({})).toEqual({
        chatId: seedChats.project,
        lastId: second,
        counter: 0,
        viewedMessages: [second],
      })
    },
    errors: {
      ...dialogErrors('imbot.v2.Chat.Message.read'),
      MESSAGE_NOT_FOUND: ({ ask }) =>
        ask('imbot.v2.Chat.Message.read', { ...helpdesk, dialogId: project, messageId: 505 }),
    },
  },
  'imbot.v2.Chat.Message.get': {
    effect: async (portal) => {
      const messageId = await say(portal, 'Quote me', { as: 2, replyId: 501 })
      const { message, user } = await portal.get('imbot.v2.Chat.Message.get', { ...watcher, messageId })
      expect(message).toMatchObject({
        text: 'Quote me',
        authorId: 2,
        author_id: 2,
        chat_id: seedChats.project,
        params: { REPLY_ID: '501' },
      })
      expect(user).toMatchObject({ id: 2 })
    },
    errors: reading('imbot.v2.Chat.Message.get'),
  },
  'imbot.v2.Chat.Message.getContext': {
    effect: async (portal) => {
      const { firstId, lastId } = (await portal.control('seed', { dialogId: project, messages: 10 })) as {
        firstId: number
        lastId: number
      } // by its schema
      const around = async (messageId: number, range: number) => {
        const answer = await portal.get('imbot.v2.Chat.Message.getContext', { ...watcher, messageId, range })
        return { ...answer, ids: answer.messages.map((message) => message.id) }
      }
      const middle = await around(firstId + 5, 2)
      expect(middle.ids).toEqual([3, 4, 5, 6, 7].map((step) => firstId + step))
      expect(middle).toMatchObject({ hasPrevPage: true, hasNextPage: true })
      expect(middle.users.map((user) => user.id)).toEqual([1])
      expect((await around(lastId, 0)).ids).toEqual([lastId - 1, lastId])
      expect(await around(501, 99)).toMatchObject({ hasPrevPage: false, hasNextPage: false })
    },
    errors: reading('imbot.v2.Chat.Message.getContext'),
  },
  'imbot.v2.Chat.Message.Reaction.add': {
    effect: async (portal) => {
      await portal.get('imbot.v2.Chat.Message.Reaction.add', {
        ...helpdesk,
        messageId: 501,
        reaction: 'like',
      })
      expect(await shown(portal, 501, project)).toMatchObject({
        reactions: [{ reaction: 'like', userIds: [helpdesk.botId] }],
      })
    },
    errors: {
      ...commonErrors('imbot.v2.Chat.Message.Reaction.add', { messageId: 501, reaction: 'like' }),
      ACCESS_DENIED: deniedMessage('imbot.v2.Chat.Message.Reaction.add', { reaction: 'like' }),
      REACTION_NOT_FOUND: ({ ask }) =>
        ask('imbot.v2.Chat.Message.Reaction.add', { ...helpdesk, messageId: 501, reaction: 'yawn' }),
      REACTION_ALREADY_SET: async ({ ask }) => {
        const reaction = { ...helpdesk, messageId: 501, reaction: 'fire' }
        await ask('imbot.v2.Chat.Message.Reaction.add', reaction)
        return ask('imbot.v2.Chat.Message.Reaction.add', reaction)
      },
    },
  },
  'imbot.v2.Chat.Message.Reaction.delete': {
    effect: async (portal) => {
      const reaction = { ...helpdesk, messageId: 501, reaction: 'like' }
      await portal.get('imbot.v2.Chat.Message.Reaction.add', reaction)
      await portal.get('imbot.v2.Chat.Message.Reaction.delete', reaction)
      expect(await shown(portal, 501, project)).toMatchObject({ reactions: [] })
    },
    errors: {
      ...commonErrors('imbot.v2.Chat.Message.Reaction.delete', { messageId: 501, reaction: 'like' }),
      ACCESS_DENIED: deniedMessage('imbot.v2.Chat.Message.Reaction.delete', { reaction: 'like' }),
      REACTION_NOT_FOUND: ({ ask }) =>
        ask('imbot.v2.Chat.Message.Reaction.delete', { ...helpdesk, messageId: 501, reaction: 'yawn' }),
    },
  },
}
