import { queryOptions } from '@tanstack/react-query'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { Portal } from '../portal/portal.ts'
import { tokenParam, type KnownBot } from './bot-queries.ts'
import { isAnswerLost } from './lost-answer.ts'

/** What this connection can tell of a bot by its id; `unseen`: it was not told, which says nothing. */
export type SeenBot =
  | { readonly kind: 'there'; readonly code: string; readonly type: string; readonly name: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unseen' }

const seenOf = ({ bot, user }: KnownBot): SeenBot => ({
  kind: 'there',
  code: bot.code,
  type: bot.type,
  name: user?.name ?? bot.code,
})

/** Bots of other apps are in no list of ours, but anybody who may ask for bots at all may ask for one by its id. */
const askFor = async (
  portal: Portal,
  botId: number,
  { botToken, signal }: { readonly botToken: string | undefined; readonly signal: AbortSignal },
): Promise<SeenBot> => {
  try {
    const params = { botId, ...tokenParam(botToken) }
    const { bot, users } = await portal.client.call('imbot.v2.Bot.get', params, { signal })
    return seenOf({ bot, user: users.find(({ id }) => id === bot.id), botToken })
  } catch (error) {
    if (!(error instanceof RestError) || isAnswerLost(error)) throw error
    return { kind: error.code === 'BOT_NOT_FOUND' ? 'gone' : 'unseen' }
  }
}

/**
 * What can be told of these bots, by id; `known` are those that need not be asked for. Over a webhook address nobody may
 * ask without a botToken, whosever it is: then the others are `unseen`.
 */
export const linkedBotsOptions = (portal: Portal, botIds: readonly number[], known: readonly KnownBot[]) => {
  const [botToken] = known.flatMap((bot) => bot.botToken ?? [])
  const others = botIds.filter((id) => !known.some(({ bot }) => bot.id === id)).toSorted((a, b) => a - b)
  return queryOptions({
    queryKey: ['bots', 'linked', portal.origin, others, known.map(({ bot }) => bot)],
    queryFn: async ({ signal }): Promise<ReadonlyMap<number, SeenBot>> => {
      const canAsk = !portal.botTokens || botToken !== undefined
      const asked = await Promise.all(
        others.map(async (id) => {
          const seen = canAsk ? await askFor(portal, id, { botToken, signal }) : { kind: 'unseen' as const }
          return [id, seen] as const
        }),
      )
      return new Map([...known.map((bot) => [bot.bot.id, seenOf(bot)] as const), ...asked])
    },
  })
}
