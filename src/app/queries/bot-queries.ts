import { queryOptions } from '@tanstack/react-query'
import { listPages } from '../../client/list-pages.ts'
import type { Bot, User } from '../../contract/rest/entities.ts'
import type { Params, Result } from '../../contract/rest/methods.ts'
import { RestError } from '../../contract/rest/rest-error.ts'
import type { Portal } from '../portal/portal.ts'
import { isAnswerLost } from './lost-answer.ts'

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

/** Whether the bot answers to us: only its owner is told how it gets its events. */
export const isOurs = ({ bot }: KnownBot): boolean => bot.eventMode !== undefined

const findAs = async (
  portal: Portal,
  code: string,
  botToken: string | undefined,
): Promise<KnownBot | undefined> => {
  try {
    return firstKnown(
      await portal.client.call('imbot.v2.Bot.get', { code, ...tokenParam(botToken) }),
      botToken,
    )
  } catch (error) {
    if (error instanceof RestError && error.code === 'BOT_NOT_FOUND') return undefined
    throw error
  }
}

/** The bot with this code, as its owner if one of the tokens is its own; undefined when the code is free. */
export const findBotByCode = async (
  portal: Portal,
  search: { readonly code: string; readonly botTokens: readonly string[] },
): Promise<KnownBot | undefined> => {
  const owners = portal.botTokens ? new Set(search.botTokens) : [undefined]
  let found: KnownBot | undefined
  for (const botToken of owners) {
    found = await findAs(portal, search.code, botToken)
    if (!found || isOurs(found)) return found
  }
  return found
}

/** Registers; over a webhook URL `fields.botToken` becomes one of the tab's tokens, or stays a tried one if no answer came. */
export const registerBot = async (portal: Portal, fields: RegisterFields): Promise<KnownBot> => {
  const { botToken = '' } = fields
  const tokens = botToken ? portal.botTokens : undefined
  tokens?.beginTry(botToken)
  try {
    const answer = await portal.client.call('imbot.v2.Bot.register', { fields })
    tokens?.registered(botToken)
    return firstKnown(answer, fields.botToken)
  } catch (error) {
    if (!isAnswerLost(error)) tokens?.endTry(botToken)
    throw error
  }
}

/** Sends these fields and no others. */
export const updateBot = async (portal: Portal, known: KnownBot, fields: UpdateFields): Promise<KnownBot> => {
  const params = { botId: known.bot.id, ...tokenParam(known.botToken), fields }
  return firstKnown(await portal.client.call('imbot.v2.Bot.update', params), known.botToken)
}

/** `gone`: the bot was not there any more, which is what was wanted. */
export const unregisterBot = async (portal: Portal, known: KnownBot): Promise<'done' | 'gone'> => {
  const params = { botId: known.bot.id, ...tokenParam(known.botToken) }
  try {
    await portal.client.call('imbot.v2.Bot.unregister', params)
    return 'done'
  } catch (error) {
    if (error instanceof RestError && error.code === 'BOT_NOT_FOUND') return 'gone'
    throw error
  }
}
