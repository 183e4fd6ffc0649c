import * as z from 'zod/mini'
import { botErrors, botParams } from './call-parts.ts'
import { limits } from './enums.ts'
import { defineMethod } from './method-spec.ts'
import { plainFlag } from './wire-values.ts'

const page = {
  offset: z.optional(z.int()),
  limit: z.optional(z.int().check(z.gte(limits.events.min), z.lte(limits.events.max))),
}

/** One event as a queue hands it out; `data` is left for the event decoder. */
export const polledItemSchema = z.object({
  eventId: z.int(),
  type: z.string(),
  date: z.string(),
  data: z.unknown(),
})
export type PolledItem = z.infer<typeof polledItemSchema>

const eventPage = z.object({
  events: z.array(polledItemSchema),
  nextOffset: z.int(),
  hasMore: z.boolean(),
  /** Only from portals older than revision 34; `nextOffset` replaced it. */
  lastEventId: z.optional(z.nullable(z.int())),
})

export const eventMethods = {
  'imbot.v2.Event.get': defineMethod({
    params: botParams({ ...page, withUserEvents: z.optional(plainFlag) }),
    result: eventPage,
    errors: [...botErrors, 'SCOPE_ERROR', 'AUTH_ERROR', 'USER_NOT_SUBSCRIBED'],
    scope: 'imbot',
    effect: 'confirm',
  }),
  'im.v2.Event.get': defineMethod({
    params: z.object(page),
    result: eventPage,
    errors: [],
    scope: 'im',
    effect: 'confirm',
  }),
  'im.v2.Event.subscribe': defineMethod({
    params: z.object({}),
    result: z.boolean(),
    errors: [],
    scope: 'im',
    effect: 'write',
  }),
  'im.v2.Event.unsubscribe': defineMethod({
    params: z.object({}),
    result: z.boolean(),
    errors: [],
    scope: 'im',
    effect: 'write',
  }),
}
