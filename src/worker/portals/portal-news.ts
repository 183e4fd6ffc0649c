import type { Clock } from '../../client/timing.ts'
import type { AppEvent } from '../../contract/events/app-events.ts'
import type { WebhookEnvelope } from '../../contract/events/decode-webhook-event.ts'
import { createRation } from '../../lib/create-ration.ts'
import { reasonOf } from '../../lib/reason-of.ts'
import { auditLine, type AuditStore } from '../ports/audit.ts'
import type { Log } from '../ports/log.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Credentials } from './credentials.ts'
import type { PortalStore } from './portal-store.ts'
import type { Portal } from './portal.ts'

const keepEveryMs = 10 * 60_000
const noteEveryMs = 60_000

/** What follows from what portals post, beside the signals. */
export const createPortalNews = (parts: {
  readonly portals: Pick<PortalStore, 'disconnect' | 'keepEventToken'>
  readonly credentials: Pick<Credentials, 'find'>
  readonly audit: Pick<AuditStore, 'append'>
  readonly secrets: Pick<Secrets, 'seal'>
  /** Sees to the bot again: an update of the app drops its handlers. */
  readonly ensureBot: (memberId: string) => Promise<unknown>
  readonly clock: Clock
  readonly log: Log
}) => {
  const { portals, credentials, audit, secrets, ensureBot, clock, log } = parts
  const tokens = createRation({ clock, limit: 1, windowMs: keepEveryMs })
  const notes = createRation({ clock, limit: 1, windowMs: noteEveryMs })
  const entry = (memberId: string, kind: string, detail: Readonly<Record<string, string>> = {}) =>
    auditLine({ at: clock.now(), memberId, kind, detail })

  return {
    /** Keeps the access token of a proved event, sealed; now and then, not with each. */
    keepToken: async ({ memberId }: Portal, { auth }: WebhookEnvelope): Promise<void> => {
      const { accessToken, expiresAt } = auth
      if (accessToken === undefined || expiresAt === undefined || expiresAt <= clock.now()) return
      if (tokens.take(memberId)) await portals.keepEventToken(memberId, secrets.seal(accessToken), expiresAt)
    },
    /** Writes a dropped arrival down; of many alike in a minute one, so that nobody can fill the log. */
    noteDropped: async ({ memberId }: Portal, reason: string, event: string): Promise<void> => {
      if (notes.take(`${memberId} ${reason}`))
        await audit.append([
          entry(memberId, 'eventDropped', { reason, event: event.replace(/[^A-Z0-9_]/g, '') }),
        ])
    },
    /** The app was removed or updated. The portal of the environment is the operator's: it stays. */
    takeAppNews: async ({ memberId }: Portal, event: AppEvent): Promise<void> => {
      const held = await credentials.find(memberId)
      if (held?.credential.kind !== 'oauth') return
      if (event.type === 'appUninstall')
        return portals.disconnect(memberId, [entry(memberId, 'portalDisconnected')])
      if (event.type !== 'appUpdate') return
      await audit.append([entry(memberId, 'appUpdated', { version: event.version.slice(0, 20) })])
      // The portal is answered at once; the next start sees to the bot anyway.
      void ensureBot(memberId).catch((error: unknown) =>
        log.error('the bot was not seen to', {
          memberId,
          reason: reasonOf(error),
        }),
      )
    },
  }
}
