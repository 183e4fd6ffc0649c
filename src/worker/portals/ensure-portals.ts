import type { Clock } from '../../client/timing.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import { connectByWebhook, disconnectRemoved } from './connect-portal.ts'
import type { Credentials } from './credentials.ts'
import type { createEnsureBot, WantedBot } from './ensure-bot.ts'
import type { PortalStore } from './portal-store.ts'

const longestPauseMs = 300_000

/** Sees to it that the environment's portal is connected and every portal has its bot, over and over. */
export const createEnsurePortals = (parts: {
  readonly portals: Pick<PortalStore, 'list' | 'connect' | 'disconnect'>
  readonly credentials: Pick<Credentials, 'find'>
  readonly secrets: Pick<Secrets, 'seal'>
  readonly ensureBot: ReturnType<typeof createEnsureBot>
  readonly bot: WantedBot
  /** The portal of the environment. */
  readonly own: { readonly webhook: string; readonly memberId: string; readonly botToken: string } | undefined
  readonly clock: Clock
  readonly log: Log
}) => {
  const { portals, ensureBot, bot, own, clock, log } = parts
  let isOwnConnected = false
  const ensured = new Set<string>()
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>()

  const connectOwn = async () => {
    for (const memberId of await disconnectRemoved(parts, own?.memberId))
      log.warn('the portal is in the environment no more: disconnected', { memberId })
    if (own) await connectByWebhook(parts, { ...own, address: own.webhook })
    isOwnConnected = true
  }

  const ensureOne = async (memberId: string): Promise<void> => {
    const failed = failures.get(memberId)
    if (failed && clock.now() < failed.notBefore) return
    try {
      if (!(await ensureBot(memberId, bot))) return
      ensured.add(memberId)
      failures.delete(memberId)
      log.info('the bot is ready', { memberId, bot: bot.code, mode: bot.mode })
    } catch (error) {
      const attempt = (failed?.count ?? 0) + 1
      const notBefore = clock.now() + Math.min(longestPauseMs, 2000 * 2 ** attempt)
      failures.set(memberId, { count: attempt, notBefore })
      log.warn('the bot is not ready yet; trying again', { memberId, reason: reasonOf(error), attempt })
    }
  }

  return {
    /** Does what is left to do; throws nothing of a portal's, says what is not there yet. Answers how many got ready. */
    ensure: async (): Promise<number> => {
      if (!isOwnConnected) await connectOwn()
      const missing = (await portals.list()).filter(({ memberId }) => !ensured.has(memberId))
      await Promise.all(missing.map(({ memberId }) => ensureOne(memberId)))
      return missing.filter(({ memberId }) => ensured.has(memberId)).length
    },
    /** A new or renewed portal gets its bot at once. */
    renew: (memberId: string): Promise<void> => {
      ensured.delete(memberId)
      return ensureOne(memberId)
    },
  }
}
