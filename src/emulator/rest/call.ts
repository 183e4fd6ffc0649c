import type { Answer, MethodName } from '../../contract/rest/methods.ts'
import type { Portal, StoreName } from '../state/portal.ts'
import type { BotRow } from '../state/rows.ts'
import { takeFault } from '../state/settings.ts'
import type { Paged } from './paged.ts'
import { textOf, type RawParams } from './read-params.ts'
import { refusal } from './refuse.ts'

/** Who calls: the creator of a webhook, or the user behind an app's token. */
export type Auth = {
  readonly kind: 'webhook' | 'oauth'
  /** 0 when nobody stands behind the token. */
  readonly userId: number
  readonly scopes: readonly string[]
  /** The app; absent over a webhook. */
  readonly clientId: string | undefined
  /** `/rest/1/code` of a webhook; the base of download links. */
  readonly restPath: string
}

/** One call of a method after authorization, before anything is bound. */
export type Call = { readonly portal: Portal; readonly auth: Auth; readonly params: RawParams }

/** The same for a method that acts as a bot. */
export type BotCall = Call & { readonly bot: BotRow }

/** One handler per method of the contract: a method without one does not compile. */
export type MethodHandlers = {
  readonly [M in MethodName]: (call: Call) => Answer<M> | Paged<Answer<M>> | Promise<Answer<M>>
}

/** Handlers of some of the methods; `MethodHandlers` makes sure that none is missing in the end. */
export type HandlersOf<M extends MethodName> = Pick<MethodHandlers, M>

/** The token of the call, in either spelling; a number is a text as everywhere in PHP. `undefined` when it is none or empty. */
const botTokenOf = (params: RawParams): string | undefined =>
  textOf(params.botToken ?? params.BOT_TOKEN) || undefined

/** Who owns the bots this caller may act as: the app, or everybody who knows the bot's token. */
export const ownerOf = (call: Call, botToken = botTokenOf(call.params)): string => {
  if (call.auth.clientId !== undefined) return call.auth.clientId
  if (botToken === undefined) throw refusal('BOT_TOKEN_NOT_SPECIFIED')
  return `custom${botToken}`
}

const botIdOf = (params: RawParams): number => {
  const value = params.botId ?? params.BOT_ID
  const id = typeof value === 'string' || typeof value === 'number' ? Number.parseInt(String(value), 10) : 0
  return Number.isNaN(id) ? 0 : id
}

/** What comes before binding, in the platform's order: token, bot id, bot, ownership. */
export const forBot =
  <A>(action: (call: BotCall) => A) =>
  (call: Call): A => {
    const owner = ownerOf(call)
    const botId = botIdOf(call.params)
    if (botId === 0) throw refusal('BOT_ID_REQUIRED')
    const bot = call.portal.bots.get(botId)
    if (!bot) throw refusal('BOT_NOT_FOUND')
    if (bot.clientId !== owner) throw refusal('BOT_OWNERSHIP_ERROR')
    return action({ ...call, bot })
  }

/** Breaks with `code` while a test has broken the store. */
export const needStore = (portal: Portal, store: StoreName, code: string): void => {
  const broken = takeFault(portal.settings, (fault) => fault.kind === 'storage' && fault.store === store)
  if (broken) throw refusal(code)
}
