import type { Command } from '../../contract/rest/entities.ts'
import { canAnswer } from '../chat/commands.ts'
import { postMessage } from '../chat/post-message.ts'
import { forBot, needStore, type BotCall, type HandlersOf } from '../rest/call.ts'
import { findFields, flagOf, isMap, readArray, readInt, readString, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { noAttachment } from '../state/messages.ts'
import { nextId, type Portal } from '../state/portal.ts'
import type { CommandRow } from '../state/rows.ts'
import { fullNameOf } from '../state/users.ts'
import { builtInCommands } from './built-in-commands.ts'
import { findMessage } from './dialog-access.ts'
import { readAttach, readKeyboard } from './message-content.ts'

type Fields = Readonly<Record<string, unknown>>
type Texts = Record<string, string>

const view = (command: CommandRow) => ({
  id: command.id,
  botId: command.botId,
  command: `/${command.name}`,
  common: command.common,
  hidden: command.hidden,
  extranetSupport: command.extranetSupport,
})

const inLanguage = (texts: Texts, language: string) =>
  texts[language] ?? texts.en ?? Object.values(texts)[0] ?? ''

const listView = (portal: Portal, command: CommandRow): Command => {
  const bot = portal.users.get(command.botId)
  return {
    ...view(command),
    title: inLanguage(command.title, portal.language),
    params: inLanguage(command.params, portal.language),
    category: bot ? fullNameOf(bot) : '',
    context: '',
  }
}

/** Texts by language; undefined when it is no map of texts. */
const textsOf = (value: unknown): Texts | undefined => {
  if (!isMap(value)) return undefined
  const texts = Object.entries(value).flatMap(([language, text]) =>
    typeof text === 'string' ? [[language, text] as const] : [],
  )
  return texts.length === 0 ? undefined : Object.fromEntries(texts)
}

const ownCommands = ({ portal, bot }: BotCall) =>
  [...portal.commands.values()].filter((command) => command.botId === bot.id)

const nameOf = (value: unknown): string => {
  if (typeof value !== 'string') throw refusal('COMMAND_NAME_INVALID')
  return value.trim().replace(/^\/+/, '')
}

/** Fields, or with the old formats switched on the flat parameters of before. */
const registerFields = ({ portal, params }: BotCall): Fields => {
  if (portal.settings.legacyFormats && params.fields === undefined) return params
  readArray(params, 'fields')
  return findFields(params, 'fields')
}

const registerCommand = (call: BotCall) => {
  const { portal, bot } = call
  const fields = registerFields(call)
  if (fields.command === undefined || fields.command === null || fields.command === '')
    throw refusal('COMMAND_REQUIRED')
  const name = nameOf(fields.command)
  if (name === '') throw refusal('COMMAND_REQUIRED')
  const hidden = flagOf(fields.hidden) ?? false
  const title = textsOf(fields.title)
  if (!hidden && !title) throw refusal('COMMAND_TITLE_REQUIRED')
  const known = ownCommands(call).find((command) => command.name === name)
  if (known) return { command: view(known) }
  needStore(portal, 'commands', 'COMMAND_REGISTER_FAILED')
  const command: CommandRow = {
    id: nextId(portal, 'command'),
    botId: bot.id,
    name,
    title: title ?? {},
    params: textsOf(fields.params) ?? {},
    common: flagOf(fields.common) ?? false,
    hidden,
    extranetSupport: flagOf(fields.extranetSupport) ?? false,
  }
  portal.commands.set(command.id, command)
  return { command: view(command) }
}

const ownCommand = (call: BotCall): CommandRow => {
  const command = call.portal.commands.get(readInt(call.params, 'commandId'))
  if (command?.botId !== call.bot.id) throw refusal('COMMAND_NOT_FOUND')
  return command
}

const newName = (call: BotCall, command: CommandRow, value: unknown): string => {
  const name = nameOf(value)
  if (name === '') throw refusal('COMMAND_NAME_EMPTY')
  if (ownCommands(call).some((other) => other !== command && other.name === name))
    throw refusal('COMMAND_ALREADY_EXISTS')
  return name
}

/** A null title removes its language; parameters change only in languages the title names. */
const applyTexts = (command: CommandRow, fields: Fields) => {
  if (fields.title === undefined || fields.title === null) return
  if (!isMap(fields.title)) throw refusal('COMMAND_TITLE_INVALID')
  const hints = isMap(fields.params) ? fields.params : {}
  for (const [language, text] of Object.entries(fields.title)) {
    if (text === null) {
      delete command.title[language]
      delete command.params[language]
      continue
    }
    command.title[language] = textOf(text) ?? ''
    const hint = textOf(hints[language])
    if (hint !== undefined) command.params[language] = hint
  }
}

const updateCommand = (call: BotCall) => {
  const command = ownCommand(call)
  readArray(call.params, 'fields')
  const fields = findFields(call.params, 'fields')
  const name = fields.command === undefined ? command.name : newName(call, command, fields.command)
  applyTexts(command, fields)
  command.name = name
  command.common = flagOf(fields.common) ?? command.common
  command.hidden = flagOf(fields.hidden) ?? command.hidden
  command.extranetSupport = flagOf(fields.extranetSupport) ?? command.extranetSupport
  return { command: view(command) }
}

const unregisterCommand = (call: BotCall) => {
  call.portal.commands.delete(ownCommand(call).id)
  return { result: true }
}

/** Goes to the chat of the message, wherever `dialogId` points; after ten minutes it says yes and sends nothing. */
const answerCommand = ({ portal, bot, params }: BotCall) => {
  const commandId = readInt(params, 'commandId')
  const messageId = readInt(params, 'messageId')
  readString(params, 'dialogId')
  const fields = findFields(params, 'fields')
  const text = textOf(fields.message) ?? ''
  const attach = readAttach(fields.attach, 'any') ?? noAttachment
  const keyboard = readKeyboard(fields.keyboard, bot.id) ?? []
  const command = portal.commands.get(commandId)
  if (command?.botId !== bot.id || (text.trim() === '' && attach.blocks.length === 0))
    throw refusal('COMMAND_ANSWER_FAILED')
  needStore(portal, 'messages', 'COMMAND_ANSWER_FAILED')
  const located = findMessage(portal, messageId)
  if (!located || !canAnswer(portal, messageId, commandId)) return { result: true }
  const isGuest = !located.chat.members.has(bot.id)
  const name = portal.users.get(bot.id)
  postMessage(portal, located.chat, {
    authorId: bot.id,
    text: isGuest && name ? `[b]${fullNameOf(name)}[/b]\n${text}` : text,
    attach,
    keyboard,
    isSystem: isGuest || (flagOf(fields.system) ?? false),
    urlPreview: flagOf(fields.urlPreview) ?? true,
  })
  return { result: true }
}

export const commandHandlers: HandlersOf<
  | 'imbot.v2.Command.register'
  | 'imbot.v2.Command.update'
  | 'imbot.v2.Command.unregister'
  | 'imbot.v2.Command.list'
  | 'imbot.v2.Command.answer'
> = {
  'imbot.v2.Command.register': forBot(registerCommand),
  'imbot.v2.Command.update': forBot(updateCommand),
  'imbot.v2.Command.unregister': forBot(unregisterCommand),
  'imbot.v2.Command.list': forBot((call) => ({
    commands: [...builtInCommands, ...ownCommands(call).map((command) => listView(call.portal, command))],
  })),
  'imbot.v2.Command.answer': forBot(answerCommand),
}
