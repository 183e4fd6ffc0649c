import type { Call, HandlersOf } from '../rest/call.ts'
import { findFields, findInt, findString, textOf } from '../rest/read-params.ts'
import { missingArgument, refusal } from '../rest/refuse.ts'
import type { AppRow } from '../state/rows.ts'
import { appOf, needAdmin } from './app-methods.ts'

const backgroundWorker = 'PAGE_BACKGROUND_WORKER'

/** Places that take one handler of an app. */
const single = [backgroundWorker, 'REST_APP_URI']

/** The documented places; CRM objects, task lists and activities have families of them. */
const places =
  /^(CRM_[A-Z0-9_]+|TASK_[A-Z0-9_]+|SONET_GROUP_[A-Z0-9_]+|USER_PROFILE_(MENU|TOOLBAR)|IM_(TEXTAREA|SIDEBAR|NAVIGATION|CONTEXT_MENU|SMILES_SELECTOR)|IMMOBILE_CONTEXT_MENU|CALENDAR_GRIDVIEW|CALL_CARD|TELEPHONY_ANALYTICS_MENU|BI_ANALYTICS_MENU|CONTACT_CENTER|SETTING_CONNECTOR|LEFT_MENU|PAGE_BACKGROUND_WORKER|REST_APP_URI)$/

const readArgument = (call: Call, name: string): string => {
  const text = findString(call.params, name) ?? ''
  if (text === '') throw missingArgument(name)
  return text
}

const isTaken = (app: AppRow, placement: string) =>
  single.includes(placement) && app.placements.some((row) => row.placement === placement)

const bindPlacement = (call: Call) => {
  const app = appOf(call)
  needAdmin(call)
  const placement = readArgument(call, 'PLACEMENT').toUpperCase()
  const handler = readArgument(call, 'HANDLER')
  const options = findFields(call.params, 'OPTIONS')
  if (!places.test(placement)) throw refusal('ERROR_PLACEMENT_NOT_FOUND')
  if (call.params.USER_ID !== undefined && placement !== backgroundWorker)
    throw refusal('ERROR_PLACEMENT_USER_MODE')
  if (placement === backgroundWorker && !textOf(options.errorHandlerUrl))
    throw refusal('EMPTY_ERROR_HANDLER_URL')
  if (isTaken(app, placement)) throw refusal('ERROR_PLACEMENT_MAX_COUNT')
  app.placements.push({
    placement,
    userId: findInt(call.params, 'USER_ID') ?? 0,
    handler,
    title: findString(call.params, 'TITLE') ?? app.title,
    description: findString(call.params, 'DESCRIPTION') ?? '',
    options,
    langAll: findFields(call.params, 'LANG_ALL'),
  })
  return true
}

const unbindPlacement = (call: Call) => {
  const app = appOf(call)
  needAdmin(call)
  const placement = readArgument(call, 'PLACEMENT').toUpperCase()
  const handler = findString(call.params, 'HANDLER')
  const kept = app.placements.filter(
    (row) => row.placement !== placement || (handler !== undefined && row.handler !== handler),
  )
  return { count: app.placements.splice(0, app.placements.length, ...kept).length - kept.length }
}

export const placementHandlers: HandlersOf<'placement.bind' | 'placement.unbind' | 'placement.get'> = {
  'placement.bind': bindPlacement,
  'placement.unbind': unbindPlacement,
  'placement.get': (call) => [...appOf(call).placements],
}
