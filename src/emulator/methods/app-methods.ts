import type { Call, HandlersOf } from '../rest/call.ts'
import { findString, isMap, readString } from '../rest/read-params.ts'
import { refusal } from '../rest/refuse.ts'
import { nextId } from '../state/portal.ts'
import type { AppRow } from '../state/rows.ts'

/** The app behind the call; a webhook has none. */
export const appOf = ({ portal, auth }: Call, code = 'WRONG_AUTH_TYPE'): AppRow => {
  const app = auth.clientId === undefined ? undefined : portal.apps.get(auth.clientId)
  if (!app) throw refusal(code)
  return app
}

const isAdmin = ({ portal, auth }: Call) => portal.users.get(auth.userId)?.admin === true

export const needAdmin = (call: Call, code = 'ACCESS_DENIED') => {
  if (!isAdmin(call)) throw refusal(code, 'Administrator authorization required')
}

/** The options of one user of an app; made when they are first asked for. */
export const userOptionsOf = (app: AppRow, userId: number): Map<string, unknown> => {
  const known = app.userOptions.get(userId)
  if (known) return known
  const options = new Map<string, unknown>()
  app.userOptions.set(userId, options)
  return options
}

const readOption = (options: Map<string, unknown>, call: Call): unknown => {
  const name = findString(call.params, 'option')
  return name === undefined || name === '' ? Object.fromEntries(options) : (options.get(name) ?? null)
}

const writeOptions = (options: Map<string, unknown>, call: Call): boolean => {
  const given = call.params.options
  if (!isMap(given)) throw refusal('ArgumentNullException')
  for (const [name, value] of Object.entries(given)) options.set(name, value)
  return true
}

const infoOf = (call: Call) => {
  const { portal, auth } = call
  const app = auth.clientId === undefined ? undefined : portal.apps.get(auth.clientId)
  const license = { LANGUAGE_ID: portal.language, LICENSE: 'en_enterprise', LICENSE_TYPE: 'enterprise' }
  if (!app) return { SCOPE: [...auth.scopes], ...license, LICENSE_FAMILY: 'enterprise' }
  return {
    ID: [...portal.apps.keys()].indexOf(app.clientId) + 1,
    CODE: app.clientId,
    VERSION: 1,
    STATUS: 'L',
    INSTALLED: app.installed,
    PAYMENT_EXPIRED: 'N',
    DAYS: null,
    SCOPE: [...app.scopes],
    ...license,
    LICENSE_FAMILY: 'enterprise',
  }
}

const bindEvent = (call: Call) => {
  const app = appOf(call)
  const event = readString(call.params, 'event').toUpperCase()
  const handler = findString(call.params, 'handler') ?? ''
  if (!/^ON[A-Z0-9_]+$/.test(event)) throw refusal('ERROR_EVENT_NOT_FOUND')
  app.handlers.push({ event, handler, userId: call.auth.userId, id: nextId(call.portal, 'handler') })
  return true
}

const unbindEvent = (call: Call) => {
  const app = appOf(call)
  const event = findString(call.params, 'event')?.toUpperCase()
  const handler = findString(call.params, 'handler')
  const kept = app.handlers.filter(
    (row) =>
      (event !== undefined && row.event !== event) || (handler !== undefined && row.handler !== handler),
  )
  return { count: app.handlers.splice(0, app.handlers.length, ...kept).length - kept.length }
}

export const appHandlers: HandlersOf<
  | 'app.info'
  | 'app.option.get'
  | 'app.option.set'
  | 'user.option.get'
  | 'user.option.set'
  | 'event.bind'
  | 'event.unbind'
  | 'event.get'
> = {
  'app.info': infoOf,
  'app.option.get': (call) => readOption(appOf(call, 'AccessException').options, call),
  'app.option.set': (call) => {
    const app = appOf(call, 'AccessException')
    needAdmin(call, 'AccessException')
    return writeOptions(app.options, call)
  },
  'user.option.get': (call) =>
    readOption(userOptionsOf(appOf(call, 'AccessException'), call.auth.userId), call),
  'user.option.set': (call) =>
    writeOptions(userOptionsOf(appOf(call, 'AccessException'), call.auth.userId), call),
  'event.bind': bindEvent,
  'event.unbind': unbindEvent,
  'event.get': (call) =>
    appOf(call).handlers.map(({ event, handler, userId }) => ({
      event,
      handler,
      auth_type: String(userId),
      offline: 0,
    })),
}
