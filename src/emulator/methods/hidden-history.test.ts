import { describe, expect, test } from 'vitest'
import { pageAnswerSchema } from '../../contract/portal-pages/page-api.ts'
import { helpdesk, openPortal, testHost, watcher, type Params } from '../../testing/emulator/open-portal.ts'
import { seedChats } from '../seed-credentials.ts'

const group = `chat${seedChats.support}`
const uuid = '00000000-0000-4000-8000-000000000001'

/** The support chat with a file of before; then user 3 and the watcher bot join without history, or with it. */
const scene = async (hideHistory: boolean) => {
  const portal = openPortal()
  const { get, control, emulator } = portal
  const fields = { name: 'secret.txt', content: btoa('secret'), message: 'Secret plan' }
  const { file, messageId } = await get('imbot.v2.File.upload', { ...helpdesk, dialogId: group, fields })
  const card = { message: 'Card', keyboard: [{ TEXT: 'Go', COMMAND: 'help' }] }
  const sent = await get('imbot.v2.Chat.Message.send', { ...helpdesk, dialogId: group, fields: card })
  await control('add-users', { dialogId: group, userIds: [3, watcher.botId], hideHistory })
  const { sessid } = (await control('state')) as { sessid: string } // by its view
  /** The error of an action of user 3's page, if it is refused. */
  const act = async (action: string, params: Params) => {
    const url = `http://${testHost}/bitrix/services/main/ajax.php?action=${action}&as=3`
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ sessid, ...params })
    const response = await emulator.fetch(new Request(url, { method: 'POST', headers, body }))
    return pageAnswerSchema.parse(await response.json())
  }
  return { ...portal, file, messageId, cardId: sent.id, act }
}

/** What each door says to who may not see: the harm stands beside it, for who may. */
describe.each([
  ['without history', true],
  ['with history', false],
])('somebody who joined %s', (_how, hidden) => {
  test('forwards it', async () => {
    const { get, messageId, act } = await scene(hidden)
    const fields = { forwardIds: { [uuid]: messageId } }
    const { uuidMap } = await get('imbot.v2.Chat.Message.send', { ...watcher, dialogId: '2', fields })
    expect(uuid in uuidMap).toBe(!hidden)
    expect((await act('chat.forward', { messageId, dialogId: '1' })).status).toBe(
      hidden ? 'error' : 'success',
    )
  })

  test('finds it', async () => {
    const portal = await scene(hidden)
    const tokens = (await portal.control('tokens', { userId: 3 })) as { accessToken: string } // by its schema
    const params = { CHAT_ID: seedChats.support, SEARCH_MESSAGE: 'secret' }
    const found = await portal.get('im.dialog.messages.search', params, { accessToken: tokens.accessToken })
    expect([found.messages.length, found.files?.length]).toEqual(hidden ? [0, 0] : [1, 1])
  })

  test('quotes it', async () => {
    const { get, act, messageId, control } = await scene(hidden)
    const reply = { message: 'What?', replyId: messageId }
    await get('imbot.v2.Chat.Message.send', { ...watcher, dialogId: group, fields: reply })
    await act('chat.send', { dialogId: group, text: 'What?', replyId: messageId })
    const { messages } = (await control(`messages?dialogId=${group}`)) as { messages: { replyId: unknown }[] } // by its schema
    const quoted = hidden ? null : messageId
    expect(messages.slice(-2).map((message) => message.replyId)).toEqual([quoted, quoted])
  })

  test('is told what another quotes', async () => {
    const { get, control, messageId } = await scene(hidden)
    await control('say', { dialogId: group, text: 'As I said', replyId: messageId })
    const { events } = await get('imbot.v2.Event.get', watcher)
    const quotes = JSON.stringify(events.at(-1)).includes('Secret plan')
    expect(quotes).toBe(!hidden)
  })

  test('downloads its file', async () => {
    const { ask, control, file, emulator } = await scene(hidden)
    const byBot = await ask('imbot.v2.File.download', { ...watcher, fileId: file.id })
    expect(byBot.error).toBe(hidden ? 'FILE_ACCESS_ERROR' : undefined)
    const tokens = (await control('tokens', { userId: 3 })) as { accessToken: string } // by its schema
    const params = { dialogId: group, fileId: file.id }
    const byUser = await ask('im.v2.File.download', params, { accessToken: tokens.accessToken })
    expect(byUser.error).toBe(hidden ? 'FILE_NOT_FOUND' : undefined)
    const url = `http://${testHost}/bitrix/services/main/ajax.php?action=disk.api.file.download&fileId=${file.id}&as=3`
    expect((await emulator.fetch(new Request(url))).status).toBe(hidden ? 404 : 200)
  })

  test('presses a button on it', async () => {
    const { act, cardId } = await scene(hidden)
    const press = { messageId: cardId, botId: helpdesk.botId, command: 'help' }
    expect((await act('chat.press', press)).status).toBe(hidden ? 'error' : 'success')
  })

  test('has it unread, and views it', async () => {
    const { get } = await scene(hidden)
    const { chat } = await get('imbot.v2.Chat.get', { ...watcher, dialogId: group })
    expect((chat.unreadId ?? 0) > 0 && (chat.unreadId ?? 0) <= 504).toBe(!hidden)
    const { viewedMessages } = await get('imbot.v2.Chat.Message.read', { ...watcher, dialogId: group })
    expect(viewedMessages.includes(504)).toBe(!hidden)
  })
})
