import type { Call, HandlersOf } from '../rest/call.ts'
import { findString, isMap, readString, textOf } from '../rest/read-params.ts'
import { RefusalError } from '../rest/refusal.ts'
import { missingArgument, refusal } from '../rest/refuse.ts'
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

const optionsDenied = (need: 'Application context' | 'Administrator authorization' | 'User authorization') =>
  new RefusalError('ACCESS_DENIED', 403, `Access denied! ${need} required`)

/** The app whose options are meant; a webhook has none. */
const optionsApp = ({ portal, auth }: Call): AppRow => {
  const app = auth.clientId === undefined ? undefined : portal.apps.get(auth.clientId)
  if (!app) throw optionsDenied('Application context')
  return app
}

const needUser = ({ auth }: Call) => {
  if (auth.userId === 0) throw optionsDenied('User authorization')
}

const readOption = (options: Map<string, unknown>, { params }: Call): unknown => {
  const name = textOf(params.option)
  return name === undefined ? Object.fromEntries(options) : (options.get(name) ?? null)
}

/** What is to be kept: `options`, or without it everything else the call carries. Values keep the type they came with. */
const givenOptions = ({ params }: Call): readonly (readonly [string, unknown])[] => {
  const { auth: _token, ...bare } = params
  const given = params.options ?? bare
  const entries = isMap(given) || Array.isArray(given) ? Object.entries(given) : []
  if (entries.length === 0) throw missingArgument('options')
  return entries
}

/** There is no way to take one away: an emptied option stays, empty. */
const keepOptions = (options: Map<string, unknown>, given: ReturnType<typeof givenOptions>): boolean => {
  for (const [name, value] of given) options.set(name, value)
  return true
}

/** The mistake in the call is told before the missing right. */
const setAppOptions = (call: Call): boolean => {
  const { options } = optionsApp(call)
  const given = givenOptions(call)
  if (!isAdmin(call)) throw optionsDenied('Administrator authorization')
  return keepOptions(options, given)
}

const getAppOption = (call: Call): unknown => {
  const { options } = optionsApp(call)
  needUser(call)
  return readOption(options, call)
}

const userOptions = (call: Call): Map<string, unknown> => {
  const app = optionsApp(call)
  needUser(call)
  return userOptionsOf(app, call.auth.userId)
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
  'app.option.get': getAppOption,
  'app.option.set': setAppOptions,
  'user.option.get': (call) => readOption(userOptions(call), call),
  'user.option.set': (call) => keepOptions(userOptions(call), givenOptions(call)),
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
