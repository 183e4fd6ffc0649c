import * as z from 'zod/mini'
import type { BotEvent, EventBot } from './bot-event.ts'
import { botEventData, userEventData } from './event-data.ts'
import { addressed, eventOfData } from './event-of-data.ts'
import type { Told } from './event-of-data.ts'
import { eventNames } from './event-names.ts'
import type { KnownEventName } from './event-names.ts'
import { fromForm } from './form-values.ts'
import { malformedEvent } from './malformed-event-error.ts'

/** `json` holds types as they are; `form` holds texts only, and lost what was null or empty. */
export type Wire = 'json' | 'form'

/** Reads event data through its schema or throws what is wrong with it. */
export const parseData = <T extends z.ZodMiniType>(
  schema: T,
  name: string,
  data: unknown,
  wire: Wire,
): z.output<T> => {
  const parsed = z.safeParse(schema, wire === 'form' ? fromForm(schema, data) : data)
  if (!parsed.success) throw malformedEvent(name, parsed.error, ['data'])
  return parsed.data
}

type Decode = (name: string, data: unknown, wire: Wire) => BotEvent

const forBot =
  <D extends { bot: EventBot }>(schema: z.ZodMiniType<D>, tell: (data: D) => Told): Decode =>
  (name, data, wire) => {
    const parsed = parseData(schema, name, data, wire)
    return addressed(tell(parsed), 'imbot.v2', parsed.bot)
  }

const forUser =
  <D>(schema: z.ZodMiniType<D>, tell: (data: D) => Told): Decode =>
  (name, data, wire) =>
    addressed(tell(parseData(schema, name, data, wire)), 'im.v2', null)

type V2EventName = Extract<KnownEventName, `ONIMBOTV2${string}` | `ONIMV2${string}`>

const decoders: Record<V2EventName, Decode> = {
  ONIMBOTV2MESSAGEADD: forBot(botEventData.messageAdd, eventOfData.messageAdd),
  ONIMBOTV2MESSAGEUPDATE: forBot(botEventData.messageUpdate, eventOfData.messageUpdate),
  ONIMBOTV2MESSAGEDELETE: forBot(botEventData.messageDelete, eventOfData.messageDelete),
  ONIMBOTV2JOINCHAT: forBot(botEventData.joinChat, eventOfData.joinChat),
  ONIMBOTV2DELETE: forBot(botEventData.botDelete, eventOfData.botDelete),
  ONIMBOTV2CONTEXTGET: forBot(botEventData.contextGet, eventOfData.contextGet),
  ONIMBOTV2COMMANDADD: forBot(botEventData.commandAdd, eventOfData.commandAdd),
  ONIMBOTV2REACTIONCHANGE: forBot(botEventData.reactionChange, eventOfData.reactionChange),
  ONIMV2MESSAGEADD: forUser(userEventData.messageAdd, eventOfData.messageAdd),
  ONIMV2MESSAGEUPDATE: forUser(userEventData.messageUpdate, eventOfData.messageUpdate),
  ONIMV2MESSAGEDELETE: forUser(userEventData.messageDelete, eventOfData.messageDelete),
  ONIMV2JOINCHAT: forUser(userEventData.joinChat, eventOfData.joinChat),
  ONIMV2REACTIONCHANGE: forUser(userEventData.reactionChange, eventOfData.reactionChange),
}

export const isV2EventName = (name: KnownEventName): name is V2EventName => eventNames[name].api !== 'imbot'

/** Decodes the data of a v2 event from either wire. */
export const decodeData = (name: V2EventName, data: unknown, wire: Wire): BotEvent =>
  decoders[name](name, data, wire)
