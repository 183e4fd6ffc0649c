import { useQuery } from '@tanstack/react-query'
import { useBotTokens, usePortal } from '../../../portal/portal-context.tsx'
import { botListOptions } from '../../../queries/bot-queries.ts'
import { campaignsOptions } from '../../../queries/short-link-queries.ts'
import { useWorker } from '../../../worker/worker-context.ts'

/** What a form of a short link offers: the portal's bots, and the campaigns there are. */
export const useShortChoices = () => {
  const bots = useQuery(botListOptions(usePortal(), useBotTokens()))
  const campaigns = useQuery(campaignsOptions(useWorker()))
  return { bots, campaigns: campaigns.data ?? [] }
}
