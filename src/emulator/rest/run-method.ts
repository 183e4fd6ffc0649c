import { isMethodName, methods, type MethodName } from '../../contract/rest/methods.ts'
import type { OperatingTime } from '../limits/operating-time.ts'
import type { Portal } from '../state/portal.ts'
import type { Auth, MethodHandlers } from './call.ts'
import { timeView } from './envelope.ts'
import { isPaged } from './paged.ts'
import type { RawParams } from './read-params.ts'
import { RefusalError } from './refusal.ts'
import { refusal } from './refuse.ts'

const namesByLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name]))

/** The method of that name in any casing. */
export const findMethod = (name: string): MethodName | undefined => {
  const known = namesByLowerCase.get(name.toLowerCase())
  return known !== undefined && isMethodName(known) ? known : undefined
}

export type Answered =
  | {
      readonly ok: true
      readonly result: unknown
      readonly total?: number
      readonly next?: number | undefined
      readonly time: ReturnType<typeof timeView>
    }
  | {
      readonly ok: false
      readonly code: string
      readonly status: number
      readonly description: string
      readonly argument: string | undefined
    }

export type Engine = {
  readonly handlers: MethodHandlers
  readonly operating: OperatingTime
}

type Wanted = {
  readonly portal: Portal
  readonly name: MethodName
  readonly auth: Auth
  readonly params: RawParams
}

const checkScope = ({ name, auth }: Wanted) => {
  const { scope } = methods[name]
  if (scope !== '' && !auth.scopes.includes(scope)) throw refusal('insufficient_scope')
}

/** A refusal as an answer. */
export const refused = ({ code, status, message, argument }: RefusalError): Answered => ({
  ok: false,
  code,
  status,
  description: message,
  argument,
})

const failureOf = (error: unknown): Answered => {
  const reason = error instanceof Error ? `: ${error.message}` : ''
  return refused(
    error instanceof RefusalError
      ? error
      : refusal('INTERNAL_SERVER_ERROR', `Internal server error${reason}`),
  )
}

/** Runs one method for a known caller: scope, time budget, handler. Refusals are answers, not exceptions. */
export const runMethod = async (engine: Engine, wanted: Wanted): Promise<Answered> => {
  const { portal, name, auth, params } = wanted
  const { settings } = portal
  const startAt = portal.now()
  const budget = `${portal.key} ${name} ${auth.clientId ?? auth.restPath}`
  try {
    checkScope(wanted)
    if (engine.operating.usage(budget).operating >= settings.operatingLimit)
      throw refusal('OPERATION_TIME_LIMIT')
    const result = await engine.handlers[name]({ portal, auth, params })
    engine.operating.add(budget, settings.operatingSeconds.get(name.toLowerCase()) ?? 0)
    const time = timeView({ startAt, finishAt: portal.now(), ...engine.operating.usage(budget) })
    if (isPaged(result))
      return { ok: true, result: result.result, total: result.total, next: result.next, time }
    return { ok: true, result, time }
  } catch (error) {
    return failureOf(error)
  }
}
