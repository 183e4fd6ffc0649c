import { queryOptions } from '@tanstack/react-query'
import type { Portal } from '../portal/portal.ts'
import type { KnownBot } from './bot-queries.ts'
import { tokenParam } from './bot-queries.ts'

/** The bot's own commands; the built-in ones, which every list also holds, are left out. */
export const commandListOptions = (portal: Portal, { bot, botToken }: KnownBot) =>
  queryOptions({
    queryKey: ['commands', portal.origin, bot.id],
    queryFn: async ({ signal }) => {
      const params = { botId: bot.id, ...tokenParam(botToken) }
      const { commands } = await portal.client.call('imbot.v2.Command.list', params, { signal })
      return commands.filter((command) => command.botId === bot.id)
    },
  })
