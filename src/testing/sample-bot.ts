import type { KnownBot } from '../app/queries/bot-queries.ts'

/** A bot as its owner is told of it; the parts given take the place of the usual ones. */
export const sampleBot = (
  bot: Partial<KnownBot['bot']> = {},
  user: Partial<NonNullable<KnownBot['user']>> = {},
): KnownBot => ({
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
    countMessage: 150,
    countCommand: 3,
    countChat: 12,
    countUser: 45,
    ...bot,
  },
  user: {
    id: 456,
    active: true,
    name: 'Support Bot',
    firstName: 'Support',
    lastName: 'Bot',
    workPosition: 'AI Assistant',
    color: '#df532d',
    gender: 'M',
    avatar: '',
    bot: true,
    type: 'bot',
    ...user,
  },
  botToken: undefined,
})
