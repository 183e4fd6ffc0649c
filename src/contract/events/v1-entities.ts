import type { Chat, Message, User } from '../rest/entities.ts'
import { chatColors } from '../rest/enums.ts'
import type { V1ChatParams, V1MessageParams, V1User } from './v1-data.ts'

const chatTypeOf: Readonly<Record<string, string>> = {
  P: 'private',
  C: 'chat',
  O: 'open',
  L: 'lines',
  S: 'system',
  N: 'channel',
  J: 'openChannel',
  T: 'thread',
  A: 'copilot',
  B: 'collab',
  X: 'external',
}

/** `LIGHT_BLUE` of v1 is `lightBlue` today. */
const colorOf = (code: string | undefined) => {
  const name = code?.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return Object.entries(chatColors).find(([color]) => color === name)?.[1] ?? null
}

const typeOfUser = (user: V1User) =>
  user.IS_BOT === 'Y' ? 'bot' : user.IS_EXTRANET === 'Y' ? 'extranet' : 'employee'

/** A v1 user in today's shape; v1 tells neither status nor avatar, and only live users act. */
export const userOfV1 = (user: V1User): User => ({
  id: user.ID,
  active: true,
  name: user.NAME,
  bot: user.IS_BOT === 'Y',
  type: typeOfUser(user),
  ...(user.FIRST_NAME !== undefined && { firstName: user.FIRST_NAME }),
  ...(user.LAST_NAME !== undefined && { lastName: user.LAST_NAME }),
  ...(user.WORK_POSITION !== undefined && { workPosition: user.WORK_POSITION }),
  ...(user.GENDER !== undefined && { gender: user.GENDER }),
  ...(user.IS_CONNECTOR !== undefined && { connector: user.IS_CONNECTOR === 'Y' }),
  ...(user.IS_EXTRANET !== undefined && { extranet: user.IS_EXTRANET === 'Y' }),
})

/** A v1 message in today's shape; v1 tells no date, and nobody else has read it yet. */
export const messageOfV1 = (params: V1MessageParams): Message => ({
  id: params.MESSAGE_ID,
  chatId: params.CHAT_ID ?? params.TO_CHAT_ID ?? 0,
  authorId: params.AUTHOR_ID,
  date: null,
  text: params.MESSAGE,
  isSystem: params.SYSTEM === 'Y',
  uuid: params.TEMPLATE_ID ?? null,
  forward: null,
  params: {},
  viewedByOthers: false,
})

/** A v1 chat in today's shape, or null where v1 tells no chat id; its avatar was a file id, not an address. */
export const chatOfV1 = (params: V1ChatParams): Chat | null => {
  const id = params.CHAT_ID ?? params.TO_CHAT_ID
  if (id === undefined) return null
  return {
    id,
    dialogId: params.DIALOG_ID,
    type: chatTypeOf[params.MESSAGE_TYPE] ?? params.MESSAGE_TYPE,
    name: params.CHAT_TITLE ?? '',
    entityType: params.CHAT_ENTITY_TYPE ?? '',
    entityId: params.CHAT_ENTITY_ID ?? '',
    owner: params.CHAT_AUTHOR_ID ?? 0,
    avatar: '',
    color: colorOf(params.CHAT_COLOR),
    messageType: params.MESSAGE_TYPE,
  }
}
