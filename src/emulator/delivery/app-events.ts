import { encodeForm } from '../../lib/form-codec.ts'
import { authBlock, clientEndpointOf, hostOf, serverEndpointOf } from '../oauth/tokens.ts'
import { nextId, type Portal } from '../state/portal.ts'
import type { AppRow } from '../state/rows.ts'
import { recordDelivery } from './record-delivery.ts'

type AppEvent = {
  readonly event: string
  readonly data: Record<string, unknown>
  readonly auth: Record<string, unknown>
}

const post = (portal: Portal, url: string, handlerId: number, { event, data, auth }: AppEvent): void => {
  const body = encodeForm({
    event,
    event_handler_id: handlerId,
    data,
    ts: Math.floor(portal.now() / 1000),
    auth,
  })
  recordDelivery(portal, { botId: 0, event, url, body })
}

const postToHandlers = (portal: Portal, app: AppRow, told: AppEvent): void => {
  for (const row of app.handlers.filter(({ event }) => event === told.event))
    post(portal, row.handler, row.id, told)
}

const installed = (portal: Portal, app: AppRow, userId: number): AppEvent => ({
  event: 'ONAPPINSTALL',
  auth: authBlock(portal, app, userId),
  data: { VERSION: 1, ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: portal.language },
})

/** Told once, when the installation finishes. */
export const tellAppInstalled = (portal: Portal, app: AppRow, userId: number): void =>
  postToHandlers(portal, app, installed(portal, app, userId))

/** An app that uses the API alone has no page to finish its installation: the portal posts to its install address. */
export const postInstallCallback = (portal: Portal, app: AppRow, userId: number, url: string): void => {
  app.installed = true
  post(portal, url, nextId(portal, 'handler'), installed(portal, app, userId))
}

/** A new version: the app keeps its token, its users' tokens live on, and its handlers are gone after this event. */
export const updateApp = (portal: Portal, app: AppRow, userId: number, version: string): void => {
  const data = { VERSION: version, PREVIOUS_VERSION: '1', LANGUAGE_ID: portal.language }
  postToHandlers(portal, app, { event: 'ONAPPUPDATE', auth: authBlock(portal, app, userId), data })
  app.handlers.length = 0
}

/** The app is gone: its handlers hear of it without any token but the application's, then nothing opens any more. */
export const uninstallApp = (portal: Portal, app: AppRow, isClean: boolean): void => {
  postToHandlers(portal, app, {
    event: 'ONAPPUNINSTALL',
    data: { LANGUAGE_ID: portal.language, CLEAN: isClean ? 1 : 0 },
    auth: {
      domain: hostOf(portal),
      server_endpoint: serverEndpointOf(portal),
      client_endpoint: clientEndpointOf(portal),
      member_id: portal.memberId,
      application_token: app.applicationToken,
    },
  })
  app.handlers.length = 0
  app.installed = false
  for (const store of [portal.accessTokens, portal.refreshTokens, portal.authCodes])
    for (const [secret, { clientId }] of store) if (clientId === app.clientId) store.delete(secret)
}
