import type { BotEvent } from '../../contract/events/bot-event.ts'
import type { PeekedEvent } from './peeked-event.ts'

/** An event as a line of a log. */
export type EventLine = {
  readonly id: number
  readonly at: number
  readonly type: string
  readonly who: string
  readonly where: string
  readonly text: string
}

/** Where an answer to an event goes, and how that place is called. */
export type ReplyTarget = { readonly dialogId: string; readonly name: string }

const textOf = (event: BotEvent): string => {
  switch (event.type) {
    case 'messageAdd':
    case 'messageUpdate':
      return event.message.text
    case 'commandAdd':
      return `${event.command.command} ${event.command.params}`.trim() + ` (${event.command.context})`
    case 'contextGet':
      return JSON.stringify(event.context)
    case 'reactionChange':
      return `${event.action} ${event.reaction}`
    case 'messageDelete':
      return `message ${event.messageId}`
    case 'joinChat':
      return event.chat?.name ?? ''
    case 'botDelete':
    case 'unknown':
      return ''
  }
}

const placeOf = (event: BotEvent): string => {
  if (!('dialogId' in event)) return ''
  return event.chat && event.chat.type !== 'private'
    ? `${event.chat.name} (${event.dialogId})`
    : `dialog ${event.dialogId}`
}

/** `ONIMBOTV2MESSAGEADD` says MESSAGEADD to people who read many of them. */
const shortName = (name: string): string => name.replace(/^ONIM(BOT)?(V2)?/i, '') || name

/** Who said what where, in short. */
export const describeEvent = ({ eventId, at, name, read }: PeekedEvent): EventLine => {
  const line = { id: eventId, at, type: shortName(name) }
  if (read.state === 'malformed')
    return { ...line, who: '', where: '', text: `not as documented: ${read.problem}` }
  const { event } = read
  const user = 'user' in event ? event.user : null
  return { ...line, who: user?.name ?? '', where: placeOf(event), text: textOf(event) }
}

/** Undefined when the event comes from no dialog. */
export const replyTargetOf = ({ read }: PeekedEvent): ReplyTarget | undefined => {
  if (read.state === 'malformed' || !('dialogId' in read.event)) return undefined
  const { dialogId, chat, user } = read.event
  const name = chat && chat.type !== 'private' ? chat.name : (user?.name ?? '')
  return { dialogId, name: name ? `${name} (${dialogId})` : dialogId }
}
