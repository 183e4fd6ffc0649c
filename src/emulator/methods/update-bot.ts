import { limits } from '../../contract/rest/enums.ts'
import { dropEvents, botQueue } from '../queue/event-log.ts'
import { needStore, type BotCall } from '../rest/call.ts'
import { readFields, textOf } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { nextId } from '../state/portal.ts'
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

const readCallback = (bot: BotRow, fields: Fields, eventMode: BotRow['eventMode']): string => {
  const given = textOf(fields.webhookUrl)
  const webhookUrl = given ?? bot.webhookUrl
  const mustBeValid = given !== undefined || eventMode === 'webhook'
  if (mustBeValid && !(webhookUrl === '' && eventMode === 'fetch') && !isCallbackUrl(webhookUrl))
    throw refusal('BOT_INVALID_CALLBACK')
  return webhookUrl
}

/** The new token of a rotation; a blank one asks for none. */
const readNewToken = (bot: BotRow, fields: Fields): string | undefined => {
  const token = textOf(fields.botToken)?.trim()
  if (!token) return undefined
  if (bot.botToken === undefined) throw refusal('BOT_TOKEN_ROTATION_FAILED')
  if (token.length > limits.botTokenChars) throw refusal('BOT_TOKEN_INVALID_LENGTH')
  return token
}

/** Changes what `fields` names; leaving fetch mode loses the pending events. */
export const updateBot = (call: BotCall): BotRow => {
  const { portal, bot } = call
  const fields = withAliases(readFields(call.params, 'fields'))
  const eventMode = readEventMode(fields) ?? bot.eventMode
  const webhookUrl = readCallback(bot, fields, eventMode)
  const newToken = readNewToken(bot, fields)
  const profile = profileOf(fields)
  const avatar = readAvatar(profile)
  needStore(portal, 'bots', 'BOT_UPDATE_FAILED')

  if (eventMode === 'webhook' && bot.eventMode === 'fetch') dropEvents(portal, botQueue(bot.id))
  if (eventMode !== bot.eventMode || webhookUrl !== bot.webhookUrl) bot.handlerId = nextId(portal, 'handler')
  bot.eventMode = eventMode
  bot.webhookUrl = webhookUrl
  if (newToken !== undefined) {
    bot.botToken = newToken
    bot.clientId = `custom${newToken}`
  }
  applySettings(bot, fields)
  const user = portal.users.get(bot.id)
  if (user) applyProfile(user, profile, avatar)
  return bot
}
