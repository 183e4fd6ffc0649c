import type { Strip } from '../../contract/portal-pages/page-views.ts'
import { botQueue, queueLength } from '../queue/event-log.ts'
import { consoleApp } from '../seed-credentials.ts'
import type { Portal } from '../state/portal.ts'
import { fullNameOf } from '../state/users.ts'

const shownRows = 30

/** What the emulator is doing right now, newest first. */
export const stripOf = (portal: Portal): Strip => ({
  now: portal.now(),
  bots: [...portal.bots.values()].map((bot) => {
    const user = portal.users.get(bot.id)
    return {
      id: bot.id,
      name: user ? fullNameOf(user) : bot.code,
      eventMode: bot.eventMode,
      queued: queueLength(portal, botQueue(bot.id)),
      runBy: bot.runBy,
    }
  }),
  deliveries: portal.deliveries
    .slice(-shownRows)
    .reverse()
    .map(({ id, botId, event, url, state, status, at }) => ({ id, botId, event, url, state, status, at })),
  faults: portal.settings.faults.map((fault) => ({
    kind: fault.kind,
    method: fault.method ?? null,
    times: fault.timesLeft ?? null,
  })),
  requests: portal.requests
    .slice(-shownRows)
    .reverse()
    .map(({ id, at, method, status, error }) => ({ id, at, method, status, error })),
  limits: portal.settings.limits,
  installed: portal.apps.get(consoleApp.clientId)?.installed ?? false,
})
