import type { PolledItem } from '../src/contract/rest/event-methods.ts'

const english =
  'where is my order it was to come on Monday and nobody has called me since then thank you '.split(' ')
const russian = 'где мой заказ он должен был прийти в понедельник но никто так и не позвонил спасибо '.split(
  ' ',
)

/** The same number for the same seed, spread over 0 up to `below`. */
const spread = (seed: number, below: number): number => {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d)
  return (Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0) % below
}

/** Few words mostly, and sometimes a page. */
const textOf = (n: number): string => {
  const words = spread(n, 10) === 0 ? russian : english
  const length = [4, 9, 20, 50, 120, 320][spread(n + 1, 6)] ?? 9
  return Array.from({ length }, (_, at) => words[spread(n + at * 7, words.length)]).join(' ') + ` no ${n}`
}

const keyboard = [
  {
    BOT_ID: 456,
    TEXT: 'Yes',
    COMMAND: 'confirm',
    COMMAND_PARAMS: 'yes',
    BG_COLOR: '#29619b',
    DISPLAY: 'LINE',
  },
  { BOT_ID: 456, TEXT: 'No', COMMAND: 'confirm', COMMAND_PARAMS: 'no', BG_COLOR: '#29619b', DISPLAY: 'LINE' },
]

const types = [
  ...Array.from({ length: 14 }, () => 'ONIMBOTV2MESSAGEADD'),
  'ONIMBOTV2MESSAGEUPDATE',
  'ONIMBOTV2MESSAGEDELETE',
  'ONIMBOTV2COMMANDADD',
  'ONIMBOTV2COMMANDADD',
  'ONIMBOTV2REACTIONCHANGE',
  'ONIMBOTV2JOINCHAT',
] as const

const botOf = (n: number) => {
  const which = spread(n + 2, 3)
  return {
    id: 456 + which,
    code: ['support_bot', 'orders_bot', 'news_bot'][which] ?? '',
    type: 'bot',
    isHidden: false,
    isSupportOpenline: false,
    isReactionsEnabled: true,
    backgroundId: null,
    language: 'en',
    moduleId: 'rest',
    eventMode: 'fetch',
    countMessage: n,
    countCommand: 3,
    countChat: 12,
    countUser: 40,
    auth: [],
  }
}

const userOf = (id: number) => ({
  id,
  active: true,
  name: id % 7 === 0 ? `Мария ${id}` : `Person ${id}`,
  firstName: 'Person',
  lastName: String(id),
  workPosition: 'Buyer',
  color: '#df532d',
  avatar: `https://company.bitrix24.example/upload/resize_cache/main/${id}/100_100_2/face.png`,
  gender: 'F',
  birthday: '',
  extranet: false,
  bot: false,
  connector: false,
  externalAuthId: 'default',
  status: 'online',
  idle: false,
  lastActivityDate: '2026-11-20T09:59:00+00:00',
  absent: false,
  departments: [1, 5, 9],
  phones: { personalMobile: `+1 555 ${id}` },
  type: 'employee',
})

const chatOf = (n: number, userId: number) => {
  const chat = spread(n + 4, 120)
  const isPrivate = spread(n + 5, 3) > 0
  return {
    id: isPrivate ? userId : chat,
    dialogId: isPrivate ? String(userId) : `chat${chat}`,
    type: isPrivate ? 'private' : 'chat',
    name: isPrivate ? '' : `Orders of week ${chat}`,
    entityType: '',
    owner: userId,
    avatar: '',
    color: '#df532d',
  }
}

const dataOf = (n: number, type: string): unknown => {
  const userId = 1 + spread(n + 3, 400)
  const chat = chatOf(n, userId)
  const around = { bot: botOf(n), dialogId: chat.dialogId, chat, user: userOf(userId), language: 'en' }
  if (type.endsWith('DELETE')) return { ...around, messageId: 5000 + n }
  if (type.endsWith('JOINCHAT')) return around
  const message = {
    id: 5000 + n,
    chatId: chat.id,
    authorId: userId,
    date: '2026-11-20T10:00:00+00:00',
    text: textOf(n),
    isSystem: false,
    uuid: `0b6f2a1c-${n}`,
    forward: null,
    params: spread(n + 6, 8) === 0 ? { URL_ID: [n], KEYBOARD: keyboard } : { URL_ID: [n], ATTACH: [] },
    viewedByOthers: false,
  }
  if (type.endsWith('REACTIONCHANGE')) return { ...around, message, reaction: 'like', action: 'add' }
  if (!type.endsWith('COMMANDADD')) return { ...around, message }
  const command = { id: n % 9, command: '/confirm', params: `order ${n}`, context: 'keyboard' }
  return { ...around, message, command }
}

/** Events as a queue hands them out, about 1.75 kB each, of all kinds and lengths, none like another. */
export const sampleEvents = (count: number, first = 0): readonly PolledItem[] =>
  Array.from({ length: count }, (_, index) => {
    const n = first + index
    const type = types[spread(n + 8, types.length)] ?? types[0]
    return {
      eventId: 1000 + n,
      type,
      date: new Date(Date.UTC(2026, 10, 20) + n * 100).toISOString(),
      data: dataOf(n, type),
    }
  })
