import { useQuery } from '@tanstack/react-query'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions } from '../../../queries/bot-queries.ts'
import { linkedBotsOptions } from '../../../queries/linked-bots.ts'

/** What the portal says of the bot that a link names. `untold`: it could not be asked, which accuses nobody. */
export type NamedBot = 'notAsked' | 'asking' | 'there' | 'gone' | 'untold'

/** Asks the portal for a bot by its dialog id; of a chat, or without an id, there is nothing to ask. */
export const useNamedBot = (botDialogId: string | undefined): NamedBot => {
  const portal = usePortal()
  const isBotId = botDialogId !== undefined && /^[1-9]\d{0,9}$/.test(botDialogId)
  const botId = Number(botDialogId)
  const bots = useQuery({ ...botListOptions(portal, useBotTokens()), enabled: isBotId })
  const seen = useQuery({
    ...linkedBotsOptions(portal, isBotId ? [botId] : [], bots.data ?? []),
    enabled: isBotId && bots.data !== undefined,
  })
  if (!isBotId) return 'notAsked'
  if (bots.isError || seen.isError) return 'untold'
  const bot = seen.data?.get(botId)
  if (!bot) return 'asking'
  return bot.kind === 'unseen' ? 'untold' : bot.kind
}
