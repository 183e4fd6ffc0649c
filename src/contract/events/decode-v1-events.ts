import * as z from 'zod/mini'
import type { BotEvent, EventBot } from './bot-event.ts'
import { parseData } from './decode-data.ts'
import { eventNames, isKnownEventName } from './event-names.ts'
import { malformedEvent } from './malformed-event-error.ts'
import { withoutSecrets } from './unknown-event.ts'
import { v1EventData } from './v1-data.ts'
import type { V1ChatParams, V1MessageParams } from './v1-data.ts'
import { chatOfV1, messageOfV1, userOfV1 } from './v1-entities.ts'

const arrivalSchema = z.object({ event: z.string(), data: z.unknown() })

const botOf = (bot: { BOT_ID: number; BOT_CODE: string }): EventBot => ({
  id: bot.BOT_ID,
  code: bot.BOT_CODE,
})

const dialogOf = (params: V1ChatParams) => ({
  api: 'imbot' as const,
  dialogId: params.DIALOG_ID,
  chat: chatOfV1(params),
  language: params.LANGUAGE ?? null,
})

const messageOf = (params: V1MessageParams) => ({
  ...dialogOf(params),
  message: messageOfV1(params),
  additionalMessages: [],
})

type Decode = (name: string, data: unknown) => BotEvent[]

const decoders: Record<keyof typeof v1EventData, Decode> = {
  messageAdd: (name, data) => {
    const { BOT, PARAMS, USER } = parseData(v1EventData.messageAdd, name, data, 'form')
    const told = { type: 'messageAdd' as const, ...messageOf(PARAMS), user: userOfV1(USER) }
    return Object.values(BOT).map((bot) => ({ ...told, bot: botOf(bot) }))
  },
  messageUpdate: (name, data) => {
    const { BOT, PARAMS, USER } = parseData(v1EventData.messageUpdate, name, data, 'form')
    const told = { type: 'messageUpdate' as const, ...messageOf(PARAMS), user: USER ? userOfV1(USER) : null }
    return Object.values(BOT).map((bot) => ({ ...told, bot: botOf(bot) }))
  },
  messageDelete: (name, data) => {
    const { BOT, PARAMS, USER } = parseData(v1EventData.messageDelete, name, data, 'form')
    const told = { ...dialogOf(PARAMS), messageId: PARAMS.MESSAGE_ID, user: USER ? userOfV1(USER) : null }
    return Object.values(BOT).map((bot) => ({ type: 'messageDelete', ...told, bot: botOf(bot) }))
  },
  joinChat: (name, data) => {
    const { BOT, PARAMS, USER } = parseData(v1EventData.joinChat, name, data, 'form')
    const told = { type: 'joinChat' as const, ...dialogOf(PARAMS), user: userOfV1(USER) }
    return Object.values(BOT).map((bot) => ({ ...told, bot: botOf(bot) }))
  },
  botDelete: (name, data) => {
    const bot = parseData(v1EventData.botDelete, name, data, 'form')
    return [{ type: 'botDelete', api: 'imbot', bot: botOf(bot) }]
  },
  commandAdd: (name, data) => {
    const { COMMAND, PARAMS, USER } = parseData(v1EventData.commandAdd, name, data, 'form')
    return Object.values(COMMAND).map((call) => ({
      type: 'commandAdd',
      ...messageOf(PARAMS),
      user: userOfV1(USER),
      bot: botOf(call),
      command: {
        id: call.COMMAND_ID,
        command: `/${call.COMMAND.replace(/^\//, '')}`,
        params: call.COMMAND_PARAMS,
        context: call.COMMAND_CONTEXT.toLowerCase(),
      },
    }))
  },
}

/**
 * Decodes a v1 arrival: one event for each bot it is for, or for each command in its message. ONIMBOTCONTEXTGET,
 * whose payload nobody documents, is `unknown`.
 *
 * @throws MalformedEventError
 */
export const decodeV1Events = (form: unknown): BotEvent[] => {
  const arrival = z.safeParse(arrivalSchema, form)
  if (!arrival.success) throw malformedEvent('', arrival.error)
  const { event, data } = arrival.data
  const name = event.toUpperCase()
  const known = isKnownEventName(name) ? eventNames[name] : undefined
  if (known?.api === 'imbot' && known.type !== 'contextGet') return decoders[known.type](name, data)
  return [{ type: 'unknown', name, raw: withoutSecrets(data) }]
}
