import type { PolledItem } from '../src/contract/rest/event-methods.ts'

const words = 'where is my order it was to come on Monday and nobody has called me since then thank you '

/** Messages as a queue hands them out, about 1.75 kB each, none like another. */
export const sampleEvents = (count: number): readonly PolledItem[] =>
  Array.from({ length: count }, (_, n) => ({
    eventId: 1000 + n,
    type: 'ONIMBOTV2MESSAGEADD',
    date: new Date(Date.UTC(2026, 10, 20) + n * 100).toISOString(),
    data: {
      bot: {
        id: 456,
        code: 'support_bot',
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
      },
      dialogId: String(n % 300),
      chat: {
        id: n % 300,
        dialogId: String(n % 300),
        type: 'private',
        name: `Person ${n % 300}`,
        entityType: '',
        owner: n % 300,
        avatar: '',
        color: '#df532d',
      },
      user: {
        id: n % 300,
        active: true,
        name: `Person ${n % 300}`,
        firstName: 'Person',
        lastName: String(n % 300),
        workPosition: 'Buyer',
        color: '#df532d',
        avatar: `https://company.bitrix24.example/upload/resize_cache/main/${n % 300}/100_100_2/face.png`,
        gender: 'F',
        bot: false,
        type: 'employee',
        departments: [1, 5, 9],
        phones: { personalMobile: `+1 555 ${n}` },
      },
      message: {
        id: 5000 + n,
        chatId: n % 300,
        authorId: n % 300,
        date: '2026-11-20T10:00:00+00:00',
        text: `${n} ${words.repeat(7)}`,
        isSystem: false,
        uuid: `0b6f2a1c-${n}`,
        forward: null,
        params: { URL_ID: [n], ATTACH: [] },
        viewedByOthers: false,
      },
      language: 'en',
    },
  }))
