import type { EventPart } from './event-filter.ts'

/** What a row shows of an event, taken from its data without checking all of it. */
export type Glance = {
  /** An id and a name, parted by a tab; empty where the event names none. */
  readonly bot: string
  readonly user: string
  readonly dialog: string
  /** The message it is about; 0 for none. */
  readonly messageId: number
  readonly parts: readonly EventPart[]
  /** The beginning of what was said, in one line. */
  readonly text: string
}

type Fields = Readonly<Record<string, unknown>>

const none: Fields = {}
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : none // any object can be asked for its keys

const wordOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const idOf = (value: unknown): number => {
  const id = typeof value === 'string' ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : 0
}

/** A key in either casing: the vendor keeps to none. */
const has = (fields: Fields, key: string): boolean => {
  const value = fields[key] ?? fields[key.toUpperCase()]
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return value !== undefined && value !== null && value !== '' && value !== 'N' && value !== false
}

/** The first value of a map by ids. */
const firstOf = (value: unknown): Fields => fieldsOf(Object.values(fieldsOf(value))[0])

const tagged = (id: unknown, name: unknown): string => {
  const word = wordOf(id)
  return word === '' ? '' : `${word}\t${wordOf(name)}`
}

/** Longer texts are found inside payloads only. */
const longest = 200

const lineOf = (text: string): string => {
  const isCut = text.length > longest
  // A cut character would not be one any more.
  const end = isCut && /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  const start = isCut ? text.slice(0, end) : text
  return /[\n\r\t]/.test(start) ? start.replace(/[\n\r\t]+/g, ' ') : start
}

const partsOf = (params: Fields, text: string): EventPart[] => {
  const parts: EventPart[] = []
  if (text !== '') parts.push('text')
  if (has(params, 'keyboard')) parts.push('keyboard')
  if (has(params, 'files') || has(params, 'file_id')) parts.push('files')
  if (has(params, 'attach')) parts.push('attach')
  if (has(params, 'reply_id') || has(params, 'replyId')) parts.push('reply')
  if (text.includes('[USER=')) parts.push('mention')
  return parts
}

const glanceV2 = (data: Fields): Glance => {
  const [bot, chat, user] = [fieldsOf(data.bot), fieldsOf(data.chat), fieldsOf(data.user)]
  const message = fieldsOf(data.message)
  const params = fieldsOf(message.params)
  const said = wordOf(message.text)
  const parts = partsOf(params, said)
  if (has(message, 'forward')) parts.push('forward')
  let text = said
  if ('command' in data) {
    const { command, params, context } = fieldsOf(data.command)
    parts.push('command')
    text = `${wordOf(command)} ${wordOf(params)}`.trim() + ` (${wordOf(context)})`
  } else if ('context' in data) {
    parts.push('context')
    text = JSON.stringify(data.context) ?? ''
  } else if ('reaction' in data) text = `${wordOf(data.action)} ${wordOf(data.reaction)}`
  else if ('messageId' in data) text = `message ${wordOf(data.messageId)}`
  else if (said === '' && !('message' in data)) text = wordOf(chat.name)
  const dialogId = data.dialogId ?? chat.dialogId ?? user.id
  return {
    bot: tagged(bot.id, bot.code),
    user: tagged(user.id, user.name),
    dialog: tagged(dialogId, chat.type === 'private' ? '' : chat.name),
    messageId: idOf(message.id ?? data.messageId),
    parts,
    text: lineOf(text),
  }
}

const glanceV1 = (data: Fields): Glance => {
  const [params, user] = [fieldsOf(data.PARAMS), fieldsOf(data.USER)]
  const command = firstOf(data.COMMAND)
  const bot = 'COMMAND' in data ? command : firstOf(data.BOT)
  const said = wordOf(params.MESSAGE)
  const parts = partsOf(fieldsOf(params.PARAMS), said)
  if ('COMMAND' in data) parts.push('command')
  const called = `/${wordOf(command.COMMAND)} ${wordOf(command.COMMAND_PARAMS)}`.replace('//', '/').trim()
  const id = user.ID ?? params.FROM_USER_ID ?? params.USER_ID
  return {
    bot: tagged(bot.BOT_ID ?? data.BOT_ID, bot.BOT_CODE ?? data.BOT_CODE),
    user: tagged(id, user.NAME),
    dialog: tagged(params.DIALOG_ID ?? params.FROM_USER_ID, params.CHAT_TITLE),
    messageId: idOf(params.MESSAGE_ID),
    parts,
    text: lineOf('COMMAND' in data ? `${called} (${wordOf(command.COMMAND_CONTEXT)})` : said),
  }
}

/** A known event holds this, whatever else is missing. */
const isStrange = (name: string, data: unknown): boolean => {
  if (!/^ONIM(BOT)?V2/i.test(name)) return false
  const { message, user, bot } = fieldsOf(data)
  if (/V2MESSAGE(ADD|UPDATE)$|COMMANDADD$|REACTIONCHANGE$/i.test(name) && typeof message !== 'object')
    return true
  if (/^ONIMBOT/i.test(name) && typeof bot !== 'object') return true
  return !/DELETE$/i.test(name) && typeof user !== 'object'
}

/** Reads what a row shows; of an event of any shape, and never fails. */
export const glanceEvent = (name: string, data: unknown): Glance => {
  const fields = fieldsOf(data)
  const glance = 'PARAMS' in fields || 'BOT_ID' in fields ? glanceV1(fields) : glanceV2(fields)
  return isStrange(name, data) ? { ...glance, parts: [...glance.parts, 'problem'] } : glance
}
