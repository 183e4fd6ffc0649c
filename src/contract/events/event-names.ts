import type { BotEventType, EventApi } from './bot-event.ts'

type EventName = { readonly api: EventApi; readonly type: Exclude<BotEventType, 'unknown'> }

/** The 20 documented events by their wire names. The last one is named by the docs, but its v1 payload nowhere. */
export const eventNames = {
  ONIMBOTV2MESSAGEADD: { api: 'imbot.v2', type: 'messageAdd' },
  ONIMBOTV2MESSAGEUPDATE: { api: 'imbot.v2', type: 'messageUpdate' },
  ONIMBOTV2MESSAGEDELETE: { api: 'imbot.v2', type: 'messageDelete' },
  ONIMBOTV2JOINCHAT: { api: 'imbot.v2', type: 'joinChat' },
  ONIMBOTV2DELETE: { api: 'imbot.v2', type: 'botDelete' },
  ONIMBOTV2CONTEXTGET: { api: 'imbot.v2', type: 'contextGet' },
  ONIMBOTV2COMMANDADD: { api: 'imbot.v2', type: 'commandAdd' },
  ONIMBOTV2REACTIONCHANGE: { api: 'imbot.v2', type: 'reactionChange' },
  ONIMV2MESSAGEADD: { api: 'im.v2', type: 'messageAdd' },
  ONIMV2MESSAGEUPDATE: { api: 'im.v2', type: 'messageUpdate' },
  ONIMV2MESSAGEDELETE: { api: 'im.v2', type: 'messageDelete' },
  ONIMV2REACTIONCHANGE: { api: 'im.v2', type: 'reactionChange' },
  ONIMV2JOINCHAT: { api: 'im.v2', type: 'joinChat' },
  ONIMBOTMESSAGEADD: { api: 'imbot', type: 'messageAdd' },
  ONIMBOTMESSAGEUPDATE: { api: 'imbot', type: 'messageUpdate' },
  ONIMBOTMESSAGEDELETE: { api: 'imbot', type: 'messageDelete' },
  ONIMBOTJOINCHAT: { api: 'imbot', type: 'joinChat' },
  ONIMBOTDELETE: { api: 'imbot', type: 'botDelete' },
  ONIMCOMMANDADD: { api: 'imbot', type: 'commandAdd' },
  ONIMBOTCONTEXTGET: { api: 'imbot', type: 'contextGet' },
} as const satisfies Record<string, EventName>

export type KnownEventName = keyof typeof eventNames

export const isKnownEventName = (name: string): name is KnownEventName => Object.hasOwn(eventNames, name)
