import { botQueue, dropEvents, readEvents, userQueue } from '../queue/event-log.ts'
import { forBot, type BotCall, type Call, type HandlersOf } from '../rest/call.ts'
import { findBool, findInt } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'

/** The user's own queue beside the bot's, after the platform's three checks. */
const userQueuesOf = ({ portal, auth }: BotCall): string[] => {
  if (!auth.scopes.includes('im')) throw refusal('SCOPE_ERROR')
  if (auth.userId === 0) throw refusal('AUTH_ERROR')
  if (!portal.subscribers.has(auth.userId)) throw refusal('USER_NOT_SUBSCRIBED')
  return [userQueue(auth.userId)]
}

const readPage = ({ params }: Call) => ({
  offset: findInt(params, 'offset'),
  limit: findInt(params, 'limit'),
})

const pageOf = ({ portal }: Call, owners: readonly string[], wanted: ReturnType<typeof readPage>) => {
  const page = readEvents(portal, owners, wanted)
  const last = page.events.at(-1)
  return portal.settings.legacyFormats ? { ...page, lastEventId: last?.eventId ?? null } : page
}

export const eventHandlers: HandlersOf<
  'imbot.v2.Event.get' | 'im.v2.Event.get' | 'im.v2.Event.subscribe' | 'im.v2.Event.unsubscribe'
> = {
  'imbot.v2.Event.get': forBot((call) => {
    const wanted = readPage(call)
    const users = findBool(call.params, 'withUserEvents') ? userQueuesOf(call) : []
    return pageOf(call, [botQueue(call.bot.id), ...users], wanted)
  }),
  'im.v2.Event.get': (call) => pageOf(call, [userQueue(call.auth.userId)], readPage(call)),
  'im.v2.Event.subscribe': ({ portal, auth }) => {
    portal.subscribers.add(auth.userId)
    return true
  },
  'im.v2.Event.unsubscribe': ({ portal, auth }) => {
    portal.subscribers.delete(auth.userId)
    dropEvents(portal, userQueue(auth.userId))
    return true
  },
}
