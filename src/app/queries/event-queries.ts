import { queryOptions } from '@tanstack/react-query'
import { pollMsAfter } from '../../client/poll-pace.ts'
import { limits } from '../../contract/rest/enums.ts'
import type { PolledItem } from '../../contract/rest/event-methods.ts'
import type { Portal } from '../portal/portal.ts'
import type { KnownBot } from './bot-queries.ts'
import { tokenParam } from './bot-queries.ts'

/** What waits in a bot's queue, newest first. */
export type PeekedEvents = {
  readonly items: readonly PolledItem[]
  /** More wait than one call shows; those are newer than all of these. */
  readonly hasMore: boolean
}

const newestAtOf = (peeked: PeekedEvents | undefined): number | undefined => {
  const newest = peeked?.items[0]
  return newest ? Date.parse(newest.date) : undefined
}

/** A look at the queue that confirms nothing: there is no way to give it an offset. Stops while the tab is hidden. */
export const peekOptions = (portal: Portal, { bot, botToken }: KnownBot) =>
  queryOptions({
    queryKey: ['events', 'peek', portal.origin, bot.id],
    queryFn: async ({ signal }): Promise<PeekedEvents> => {
      const params = { botId: bot.id, limit: limits.events.max, ...tokenParam(botToken) }
      const { events, hasMore } = await portal.client.call('imbot.v2.Event.get', params, { signal })
      return { items: events.toReversed(), hasMore }
    },
    // What is posted to a webhook is never queued, so there is nothing to look for again.
    refetchInterval: (query) =>
      bot.eventMode === 'webhook'
        ? false
        : pollMsAfter({
            looks: query.state.dataUpdateCount,
            newestAt: newestAtOf(query.state.data),
            now: Date.now(),
          }),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
  })

/** Where an answer is being written: one dialog as one bot of one portal sees it, by one person. */
export const replyPlace = (portal: Portal, { bot }: KnownBot, dialogId: string): string =>
  [portal.origin, portal.user.id, bot.id, dialogId].join(' ')

/** Says something as the bot; answers the message's id. */
export const sendMessage = async (
  portal: Portal,
  { bot, botToken }: KnownBot,
  message: { readonly dialogId: string; readonly text: string },
): Promise<number | null> => {
  const { id } = await portal.client.call('imbot.v2.Chat.Message.send', {
    botId: bot.id,
    ...tokenParam(botToken),
    dialogId: message.dialogId,
    fields: { message: message.text },
  })
  return id
}
