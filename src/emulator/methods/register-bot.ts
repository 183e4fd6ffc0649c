import { botTypes, limits } from '../../contract/rest/enums.ts'
import { needStore, ownerOf, type Call } from '../rest/call.ts'
import { isMap, readArray, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { nextId, type Portal } from '../state/portal.ts'
import type { BotRow } from '../state/rows.ts'
import {
  applyProfile,
  applySettings,
  isCallbackUrl,
  profileOf,
  readAvatar,
  readEventMode,
  withAliases,
  type Fields,
} from './bot-profile.ts'

const defaultColor = '#1eb4aa'

const tokenIn = (call: Call, fields: Fields) =>
  textOf(fields.botToken) || textOf(call.params.botToken ?? call.params.BOT_TOKEN) || undefined

const readToken = (call: Call, fields: Fields): string | undefined => {
  if (call.auth.clientId !== undefined) return undefined
  const token = tokenIn(call, fields)
  if (token === undefined) throw refusal('BOT_TOKEN_NOT_SPECIFIED')
  if (token.length > limits.botTokenChars) throw refusal('BOT_TOKEN_INVALID_LENGTH')
  return token
}

const readType = (fields: Fields): string => {
  const type = fields.type ?? 'bot'
  if (typeof type !== 'string' || !botTypes.some((known) => known === type)) throw refusal('BOT_INVALID_TYPE')
  return type
}

const insertBot = (portal: Portal, row: Omit<BotRow, 'id' | 'handlerId' | 'countMessage' | 'runBy'>) => {
  const id = nextId(portal, 'user')
  portal.users.set(id, {
    id,
    active: true,
    firstName: row.code,
    lastName: '',
    workPosition: '',
    color: defaultColor,
    avatar: '',
    gender: 'M',
    birthday: '',
    type: 'bot',
    admin: false,
    departments: [],
    email: '',
    lastActivityAt: undefined,
  })
  const bot = { ...row, id, handlerId: nextId(portal, 'handler'), countMessage: 0, runBy: 'app' as const }
  portal.bots.set(id, bot)
  return bot
}

/** Registers a bot in the platform's order of checks; a code of the same owner answers the old bot, unchanged. */
export const registerBot = (call: Call): BotRow => {
  const { portal } = call
  const given = call.params.fields
  const fields = withAliases(isMap(given) ? given : {})
  const botToken = readToken(call, fields)
  readArray(call.params, 'fields')
  const code = textOf(fields.code)
  if (!code) throw refusal('BOT_CODE_REQUIRED')
  const profile = profileOf(fields)
  if (!textOf(profile.name)) throw refusal('BOT_PROPERTIES_REQUIRED')
  const eventMode = readEventMode(fields) ?? 'fetch'
  const webhookUrl = textOf(fields.webhookUrl) ?? ''
  if (eventMode === 'webhook' && webhookUrl === '') throw refusal('BOT_WEBHOOK_URL_REQUIRED')
  if (webhookUrl !== '' && !isCallbackUrl(webhookUrl)) throw refusal('BOT_INVALID_CALLBACK')

  const clientId = ownerOf(call, botToken)
  const known = [...portal.bots.values()].find((bot) => bot.code === code)
  if (known && known.clientId !== clientId) throw refusal('BOT_CODE_ALREADY_TAKEN')
  if (known) return known
  const owned = [...portal.bots.values()].filter((bot) => bot.clientId === clientId)
  if (owned.length >= limits.botsPerApp) throw refusal('BOT_LIMIT_EXCEEDED')
  const type = readType(fields)
  const avatar = readAvatar(profile)
  needStore(portal, 'bots', 'BOT_REGISTER_FAILED')

  const bot = insertBot(portal, {
    code,
    type,
    isHidden: false,
    isSupportOpenline: false,
    isReactionsEnabled: true,
    backgroundId: null,
    eventMode,
    webhookUrl,
    clientId,
    botToken,
  })
  applySettings(bot, fields)
  const user = portal.users.get(bot.id)
  if (user) applyProfile(user, profile, avatar)
  return bot
}
