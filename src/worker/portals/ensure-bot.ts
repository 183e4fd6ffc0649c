import type { RestClient } from '../../client/create-rest-client.ts'
import type { Clock } from '../../client/timing.ts'
import { answerCommand } from '../../contract/pairing/answer-command.ts'
import type { Params } from '../../contract/rest/methods.ts'
import { auditLine } from '../ports/audit.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Credentials } from './credentials.ts'
import { hookPathOf } from './hook-paths.ts'
import type { PortalStore } from './portal-store.ts'
import type { PortalBot } from './portal.ts'

type BotFields = Params<'imbot.v2.Bot.register'>['fields']

/** The bot that shall ask in a portal. */
export type WantedBot = {
  readonly code: string
  readonly type: NonNullable<BotFields['type']>
  readonly mode: PortalBot['mode']
  /** As people see it in their messenger. */
  readonly name: string
}

/** Whether a portal would post to this address: it wants a dot in the host, so 127.0.0.1 will do and localhost will not. */
export const canReceiveHooks = (publicUrl: string): boolean =>
  URL.canParse(publicUrl) && new URL(publicUrl).hostname.includes('.')

const appEvents = ['ONAPPUPDATE', 'ONAPPUNINSTALL']

/**
 * Sees to it that the portal has the bot, in the wanted mode and with our address, and its one hidden command. Every
 * step may be repeated; throws `RestError` when the portal refuses or does not answer.
 */
export const createEnsureBot = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'setBot'>
  readonly credentials: Pick<Credentials, 'find'>
  readonly secrets: Pick<Secrets, 'derive'>
  readonly clientFor: (memberId: string) => RestClient
  readonly clock: Clock
  /** The worker's own address, without a slash at its end. */
  readonly publicUrl: string
}): ((memberId: string, wanted: WantedBot) => Promise<PortalBot | undefined>) => {
  const { portals, credentials, secrets, clientFor, clock, publicUrl } = parts

  /** An app is told of its own update and removal only where it asked to be. */
  const bindAppEvents = async (client: RestClient, handler: string) => {
    const bound = await client.call('event.get', {})
    for (const event of appEvents)
      if (!bound.some((row) => row.event.toUpperCase() === event && row.handler === handler))
        await client.call('event.bind', { event, handler })
  }

  const remember = async (memberId: string, bot: Pick<PortalBot, 'botId' | 'code' | 'mode'>) => {
    const known = (await portals.find(memberId))?.bot
    if (known?.botId === bot.botId && known.code === bot.code && known.mode === bot.mode) return
    await portals.setBot(memberId, bot, [
      auditLine({ at: clock.now(), memberId, kind: 'botSet', detail: { ...bot } }),
    ])
  }

  return async (memberId, { code, type, mode, name }) => {
    const held = await credentials.find(memberId)
    if (!held) return undefined
    const client = clientFor(memberId)
    const handler = `${publicUrl}/hooks/${hookPathOf(secrets, memberId)}`
    const delivery = mode === 'webhook' ? { eventMode: mode, webhookUrl: handler } : { eventMode: mode }
    const { bot } = await client.call('imbot.v2.Bot.register', {
      fields: { code, type, properties: { name }, ...delivery },
    })
    // A bot that was there is answered as it was; of its address nothing is said at all.
    if (mode === 'webhook' || bot.eventMode !== mode)
      await client.call('imbot.v2.Bot.update', { botId: bot.id, fields: delivery })
    await client.call('imbot.v2.Command.register', {
      botId: bot.id,
      fields: { command: answerCommand, hidden: true, extranetSupport: true, title: { en: 'Answer' } },
    })
    if (held.credential.kind === 'oauth' && canReceiveHooks(publicUrl)) await bindAppEvents(client, handler)
    await remember(memberId, { botId: bot.id, code, mode })
    return (await portals.find(memberId))?.bot ?? undefined
  }
}
