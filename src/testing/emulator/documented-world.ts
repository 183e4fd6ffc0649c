import type { DocumentedMethodName } from '../../contract/rest/methods.ts'
import type { CallOptions, OpenPortal, Params } from './open-portal.ts'

const botToken = 'my_bot_token'

/** Methods whose documentation asks for a bot that hears everything. */
const observed: readonly string[] = ['imbot.v2.Chat.Message.get', 'imbot.v2.Chat.Message.getContext']

/** Methods that work on the bot's own message; the others on a person's. */
const own: readonly string[] = ['imbot.v2.Chat.Message.update', 'imbot.v2.Chat.Message.delete']

/** Methods that begin without the bot or the command they create. */
const creating: readonly string[] = ['imbot.v2.Bot.register', 'imbot.v2.Command.register']

type Ids = Readonly<Record<string, unknown>>

/** What the ids of the documentation are called in this portal. */
const renamed = (params: Params, ids: Ids): Params =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, ids[key] ?? value]))

/**
 * Brings about what a documented request takes for granted: its bot, chat, message, command, file and events; gives the
 * request with this portal's ids in place of the documented ones. `auth` is how the request will be sent.
 */
export const prepareDocumented = async (
  { get, control }: OpenPortal,
  method: DocumentedMethodName,
  params: Params,
  auth: CallOptions,
): Promise<Params> => {
  if (creating[0] === method) return params
  const token = auth.accessToken === undefined ? { botToken } : {}
  const register = {
    fields: {
      code: 'support_bot',
      ...token,
      type: observed.includes(method) ? 'supervisor' : 'bot',
      properties: { name: 'Support Bot' },
    },
  }
  const { bot } = await get('imbot.v2.Bot.register', register, auth)
  const me = { botId: bot.id, ...token }
  const { chat } = await get(
    'imbot.v2.Chat.add',
    { ...me, fields: { title: 'Support Chat', userIds: [1, 2, 4] } },
    auth,
  )
  const { dialogId } = chat
  const fields = { command: 'help', title: { en: 'Help' } }
  const command = creating.includes(method)
    ? undefined
    : (await get('imbot.v2.Command.register', { ...me, fields }, auth)).command
  const upload = { ...me, dialogId, fields: { name: 'report.pdf', content: btoa('content') } }
  const { file } = await get('imbot.v2.File.upload', upload, auth)
  await get('im.v2.Event.subscribe', {}, auth)
  const typed = await control('say', { dialogId, text: '/help topic' })
  const sent = own.includes(method)
    ? (await get('imbot.v2.Chat.Message.send', { ...me, dialogId, fields: { message: 'Mine' } }, auth)).id
    : (typed as { messageId: number }).messageId // by its schema
  const isForPerson = method.startsWith('im.v2.Chat')
  return renamed(params, {
    botId: me.botId,
    dialogId: isForPerson ? String(bot.id) : dialogId,
    messageId: sent,
    commandId: command?.id,
    fileId: file.id,
    offset: 1,
    botToken: params.botToken === undefined ? undefined : botToken,
  })
}
