import { encodeForm } from '../../lib/form-codec.ts'
import { authBlock } from '../oauth/tokens.ts'
import type { Portal } from '../state/portal.ts'
import type { AppRow } from '../state/rows.ts'
import { recordDelivery } from './record-delivery.ts'

type AppEvent = { readonly event: string; readonly data: Record<string, unknown>; readonly userId: number }

const postToHandlers = (portal: Portal, app: AppRow, { event, data, userId }: AppEvent): void => {
  for (const handler of app.handlers.filter((row) => row.event === event)) {
    const body = encodeForm({
      event,
      event_handler_id: handler.id,
      data,
      ts: Math.floor(portal.now() / 1000),
      auth: authBlock(portal, app, userId),
    })
    recordDelivery(portal, { botId: 0, event, url: handler.handler, body })
  }
}

/** Told once, when the installation finishes. */
export const tellAppInstalled = (portal: Portal, app: AppRow, userId: number): void => {
  postToHandlers(portal, app, {
    event: 'ONAPPINSTALL',
    userId,
    data: { VERSION: 1, ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: portal.language },
  })
}
