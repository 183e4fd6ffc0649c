import type { InitData, RefreshAnswer } from '../../contract/frame/frame-messages.ts'
import { encodeFrameName } from '../../contract/frame/frame-messages.ts'
import { limits } from '../../contract/rest/enums.ts'
import type { Launch } from '../../contract/portal-pages/page-views.ts'
import { userOptionsOf } from '../methods/app-methods.ts'
import { hostOf, issueTokens, serverEndpointOf } from '../oauth/tokens.ts'
import { refusal } from '../rest/refuse.ts'
import { consoleApp } from '../seed-credentials.ts'
import type { Portal } from '../state/portal.ts'
import type { AppRow } from '../state/rows.ts'
import { isPerson } from '../state/users.ts'

const isSecure = (portal: Portal) => portal.origin.startsWith('https:')

const placement = 'DEFAULT'
const expires = String(limits.accessTokenSeconds)

const grantOf = (app: AppRow, userId: number) => ({ clientId: app.clientId, userId, scopes: app.scopes })

/** Opens an app for a user: new tokens, a new window sid, the form the portal posts to the app. */
export const launchApp = (portal: Portal, userId: number, clientId: string = consoleApp.clientId): Launch => {
  const app = portal.apps.get(clientId)
  if (!app) throw refusal('APP_NOT_FOUND', 'No such application')
  if (!isPerson(portal, userId)) throw refusal('ACCESS_DENIED')
  const appSid = portal.randomHex(16)
  portal.windows.set(appSid, { clientId, userId })
  const tokens = issueTokens(portal, grantOf(app, userId))
  const domain = hostOf(portal)
  const protocol = isSecure(portal) ? 1 : 0
  const initData: InitData = {
    LANG: portal.language,
    DOMAIN: domain,
    PROTOCOL: protocol,
    PATH: '/rest',
    AUTH_ID: tokens.accessToken,
    AUTH_EXPIRES: expires,
    REFRESH_ID: tokens.refreshToken,
    MEMBER_ID: portal.memberId,
    FIRST_RUN: false,
    IS_ADMIN: portal.users.get(userId)?.admin ?? false,
    INSTALL: !app.installed,
    USER_OPTIONS: Object.fromEntries(userOptionsOf(app, userId)),
    APP_OPTIONS: Object.fromEntries(app.options),
    PLACEMENT: placement,
    PLACEMENT_OPTIONS: {},
  }
  return {
    title: app.title,
    installed: app.installed,
    url: app.installed ? app.url : app.installUrl,
    frameName: encodeFrameName({ domain, secure: protocol === 1, appSid }),
    query: { DOMAIN: domain, PROTOCOL: String(protocol), LANG: portal.language, APP_SID: appSid },
    form: {
      AUTH_ID: tokens.accessToken,
      AUTH_EXPIRES: expires,
      REFRESH_ID: tokens.refreshToken,
      SERVER_ENDPOINT: serverEndpointOf(portal),
      APPLICATION_TOKEN: app.applicationToken,
      APPLICATION_SCOPE: app.scopes.join(','),
      member_id: portal.memberId,
      status: 'L',
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: '{}',
    },
    initData,
  }
}

/** The app and user of an open window. */
export const windowOf = (portal: Portal, appSid: string): { app: AppRow; userId: number } => {
  const opened = portal.windows.get(appSid)
  const app = opened && portal.apps.get(opened.clientId)
  if (!opened || !app) throw refusal('WINDOW_NOT_FOUND', 'No application is open under this sid')
  return { app, userId: opened.userId }
}

export const refreshWindow = (portal: Portal, appSid: string): RefreshAnswer => {
  const { app, userId } = windowOf(portal, appSid)
  const tokens = issueTokens(portal, grantOf(app, userId))
  return { AUTH_ID: tokens.accessToken, AUTH_EXPIRES: expires, REFRESH_ID: tokens.refreshToken }
}
