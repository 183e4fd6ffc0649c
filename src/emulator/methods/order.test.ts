import { describe, expect, test } from 'vitest'
import { helpdesk, openPortal, type Params } from '../../testing/emulator/open-portal.ts'

const { botToken } = helpdesk
const nowhere = { ...helpdesk, dialogId: 'chat99999' }
const noBot = { ...helpdesk, botId: 9999 }
const notMine = { ...helpdesk, botId: 23 }

/** Calls with two mistakes, and the one that is told. */
const twice: readonly (readonly [method: string, params: Params, error: string])[] = [
  // token, bot id, bot, ownership
  ['imbot.v2.Chat.get', { dialogId: 'chat11' }, 'BOT_TOKEN_NOT_SPECIFIED'],
  ['imbot.v2.Chat.get', { botId: 9999 }, 'BOT_TOKEN_NOT_SPECIFIED'],
  ['imbot.v2.Chat.get', { botToken }, 'BOT_ID_REQUIRED'],
  ['imbot.v2.Chat.get', { botToken, botId: 0, dialogId: 5 }, 'BOT_ID_REQUIRED'],
  ['imbot.v2.Chat.get', noBot, 'BOT_NOT_FOUND'],
  ['imbot.v2.Chat.Message.get', notMine, 'BOT_OWNERSHIP_ERROR'],
  // then binding
  ['imbot.v2.Chat.Message.send', { ...nowhere, fields: 'x' }, '100'],
  ['imbot.v2.Chat.Message.send', { ...notMine, fields: 'x' }, 'BOT_OWNERSHIP_ERROR'],
  ['imbot.v2.Chat.User.add', { ...nowhere, userIds: 'x' }, '100'],
  ['imbot.v2.Chat.Manager.delete', { ...nowhere, userIds: 'x' }, '100'],
  ['imbot.v2.Chat.Message.update', { ...helpdesk, messageId: 9999 }, '100'],
  ['imbot.v2.Chat.Message.Reaction.add', { ...helpdesk, messageId: 9999 }, '100'],
  ['imbot.v2.File.upload', { ...nowhere, fields: 'x' }, '100'],
  ['im.v2.File.upload', { dialogId: 'chat99999', fields: 'x' }, '100'],
  ['im.v2.Chat.Bot.sendContext', { dialogId: 'chat99999', context: 'x' }, '100'],
  ['imbot.v2.Event.get', { ...helpdesk, withUserEvents: true, offset: 'x' }, '100'],
  ['imbot.v2.Bot.register', { fields: 'x' }, 'BOT_TOKEN_NOT_SPECIFIED'],
  ['imbot.v2.Bot.register', { botToken, fields: 'x' }, '100'],
  // then access
  ['imbot.v2.File.upload', { ...nowhere, fields: { name: '' } }, 'CHAT_NOT_FOUND'],
  ['im.v2.File.upload', { dialogId: 'chat99999', fields: { name: '' } }, 'CHAT_NOT_FOUND'],
  ['imbot.v2.Chat.Manager.add', { ...nowhere, userIds: [] }, 'CHAT_NOT_FOUND'],
  ['imbot.v2.Chat.Manager.add', { ...helpdesk, dialogId: 'chat11', userIds: [] }, 'EMPTY_USER_IDS'],
  ['imbot.v2.Chat.Message.send', { ...nowhere, fields: {} }, 'CHAT_NOT_FOUND'],
  ['imbot.v2.Chat.Message.send', { ...helpdesk, dialogId: 'chat13', fields: {} }, 'ACCESS_DENIED'],
  ['imbot.v2.Chat.Message.Reaction.add', { ...helpdesk, messageId: 9999, reaction: 'no' }, 'ACCESS_DENIED'],
  // and for readers the message before the type of the bot
  ['imbot.v2.Chat.Message.get', { ...helpdesk, messageId: 9999 }, 'MESSAGE_NOT_FOUND'],
  ['imbot.v2.Chat.Message.getContext', { ...helpdesk, messageId: 9999 }, 'MESSAGE_NOT_FOUND'],
  ['imbot.v2.Chat.Message.get', { ...helpdesk, messageId: 501 }, 'BOT_TYPE_NOT_ALLOWED'],
]

describe('of two mistakes the platform tells', () => {
  test.each(twice)('%s %j: %s', async (method, params, error) => {
    expect((await openPortal().ask(method, params)).error).toBe(error)
  })
})
