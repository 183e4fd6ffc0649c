import type { Bot } from '../../../contract/rest/entities.ts'
import type { KnownBot } from '../../queries/bot-queries.ts'

const count = (value: number | undefined, one: string) =>
  value === undefined ? [] : [`${value} ${value === 1 ? one : `${one}s`}`]

/** What the owner is told about a bot's use, in words; nothing about somebody else's bot. */
export const countersOf = (bot: Bot): readonly string[] => [
  ...count(bot.countMessage, 'message'),
  ...count(bot.countChat, 'chat'),
  ...count(bot.countUser, 'user'),
  ...count(bot.countCommand, 'command'),
]

/** What the types hear, in a sentence. */
export const typeTexts: Readonly<Record<string, string>> = {
  bot: 'Hears its private chats, and in groups only what mentions it.',
  supervisor: 'Hears every message of the chats it is in.',
  personal: 'Hears every message of the chats it is in; not everybody finds it in the search.',
  openline: 'For Open Channels: talks with customers from outside.',
  network: 'Named by the platform’s error text only; use it when you were told to.',
}

/** How events reach the bot’s program. */
export const eventModeTexts: Readonly<Record<string, string>> = {
  fetch: 'Your program asks for its events (Event.get). They wait 24 hours.',
  webhook: 'The portal posts each event to your address. A lost one is not repeated.',
}

/** The name people see, or the code of a bot that has none. */
export const botNameOf = ({ bot, user }: KnownBot): string => user?.name.trim() || bot.code
