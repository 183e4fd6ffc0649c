import { queryOptions } from '@tanstack/react-query'
import { listPages } from '../../client/list-pages.ts'
import type { Bot, User } from '../../contract/rest/entities.ts'
import type { Params, Result } from '../../contract/rest/methods.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { Portal } from '../portal/portal.ts'

/** A bot with the user it appears as, and the token its calls must carry, if any. */
export type KnownBot = {
  readonly bot: Bot
  readonly user: User | undefined
  readonly botToken: string | undefined
}

export type RegisterFields = Params<'imbot.v2.Bot.register'>['fields']
export type UpdateFields = Params<'imbot.v2.Bot.update'>['fields']

const pageSize = 50

/** The parameter as a part of a call; nothing where the connection needs none. */
export const tokenParam = (botToken: string | undefined) => (botToken === undefined ? {} : { botToken })

const knownBots = (
  { bots, users }: { readonly bots: readonly Bot[]; readonly users: readonly User[] },
  botToken: string | undefined,
): readonly KnownBot[] =>
  bots.map((bot) => ({ bot, user: users.find((user) => user.id === bot.id), botToken }))

const firstKnown = (answer: Result<'imbot.v2.Bot.get'>, botToken: string | undefined): KnownBot => ({
  bot: answer.bot,
  user: answer.users.find((user) => user.id === answer.bot.id),
  botToken,
})

const listBots = async (portal: Portal, botToken: string | undefined, signal: AbortSignal) =>
  listPages(async (offset) => {
    const params = { limit: pageSize, offset, ...tokenParam(botToken) }
    const page = await portal.client.call('imbot.v2.Bot.list', params, { signal })
    return { items: knownBots(page, botToken), hasNextPage: page.hasNextPage }
  })

/** Everything about bots; what a change makes stale. */
export const botsKey = ['bots'] as const

/** All bots this connection may see: the app's own, or one list for each token given. */
export const botListOptions = (portal: Portal, tokens: readonly string[]) =>
  queryOptions<readonly KnownBot[]>({
    queryKey: [...botsKey, 'list', portal.origin, tokens],
    queryFn: async ({ signal }) => {
      const owners = portal.botTokens ? tokens : [undefined]
      const lists = await Promise.all(owners.map((botToken) => listBots(portal, botToken, signal)))
      return lists.flat()
    },
    // Another token adds to the list; what is on the screen stays until the longer one is there.
    placeholderData: (shown) => (shown?.length ? shown : undefined),
  })

/** The bot with this code, whoever registered it; undefined when the code is free. */
export const findBotByCode = async (
  portal: Portal,
  search: { readonly code: string; readonly botToken: string | undefined },
): Promise<KnownBot | undefined> => {
  try {
    const params = { code: search.code, ...tokenParam(search.botToken) }
    return firstKnown(await portal.client.call('imbot.v2.Bot.get', params), search.botToken)
  } catch (error) {
    if (error instanceof RestError && error.code === 'BOT_NOT_FOUND') return undefined
    throw error
  }
}

/** Registers; over a webhook URL `fields.botToken` becomes one of the tab's tokens. */
export const registerBot = async (portal: Portal, fields: RegisterFields): Promise<KnownBot> => {
  const answer = await portal.client.call('imbot.v2.Bot.register', { fields })
  if (portal.botTokens && fields.botToken) portal.botTokens.add(fields.botToken)
  return firstKnown(answer, fields.botToken)
}

/** Sends these fields and no others. */
export const updateBot = async (portal: Portal, known: KnownBot, fields: UpdateFields): Promise<KnownBot> => {
  const params = { botId: known.bot.id, ...tokenParam(known.botToken), fields }
  return firstKnown(await portal.client.call('imbot.v2.Bot.update', params), known.botToken)
}

export const unregisterBot = async (portal: Portal, known: KnownBot): Promise<void> => {
  await portal.client.call('imbot.v2.Bot.unregister', {
    botId: known.bot.id,
    ...tokenParam(known.botToken),
  })
}
