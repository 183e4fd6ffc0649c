import type { RequestBuckets } from '../limits/request-bucket.ts'
import type { Portal } from '../state/portal.ts'
import { isForMethod, takeFault, type ArmedFault } from '../state/settings.ts'
import { authenticate } from './authenticate.ts'
import { runBatch } from './batch.ts'
import type { Auth } from './call.ts'
import { corsHeaders, jsonAnswer, timeView } from './envelope.ts'
import { readParams, readRestPath } from './read-request.ts'
import type { RawParams } from './read-params.ts'
import { RefusalError } from './refusal.ts'
import { refusal } from './refuse.ts'
import { logRequest } from './request-log.ts'
import { findMethod, runMethod, type Answered, type Engine } from './run-method.ts'

/** The header of an answer that must never arrive: whoever serves the emulator cuts the connection instead. */
export const dropHeader = 'x-emulator-drop'

type Endpoint = {
  readonly engine: Engine
  readonly buckets: RequestBuckets
  readonly sleep: (ms: number) => Promise<void>
}

type Arrived = {
  readonly portal: Portal
  readonly request: Request
  /** Who sends, for the bucket. */
  readonly source: string
}

type Outcome = {
  readonly answered: Answered
  readonly auth: Auth | undefined
}

/** Faults that answer instead of the method. */
const refusalOf = (fault: ArmedFault | undefined): RefusalError | undefined => {
  if (fault?.kind === 'expired_token') return refusal('expired_token')
  if (fault?.kind === 'limit429') return refusal('OPERATION_TIME_LIMIT')
  if (fault?.kind === 'limit503') return refusal('QUERY_LIMIT_EXCEEDED')
  if (fault?.kind === 'refuse')
    return new RefusalError(fault.code ?? 'OVERLOAD_LIMIT', fault.status ?? 503, 'Refused by a fault')
  if (fault?.kind === 'error500') return refusal('INTERNAL_SERVER_ERROR')
  return undefined
}

const failed = (error: RefusalError): Answered => ({
  ok: false,
  code: error.code,
  status: error.status,
  description: error.message,
})

const runNamed = async (
  engine: Engine,
  portal: Portal,
  method: string,
  readAuth: () => Auth,
  params: RawParams,
): Promise<Outcome> => {
  const name = findMethod(method)
  const isBatch = method.toLowerCase() === 'batch'
  if (!name && !isBatch) throw refusal('ERROR_METHOD_NOT_FOUND')
  const auth = readAuth()
  if (name) return { auth, answered: await runMethod(engine, { portal, name, auth, params }) }
  const startAt = portal.now()
  const result = await runBatch(engine, portal, auth, params)
  const time = timeView({
    startAt,
    finishAt: portal.now(),
    operating: 0,
    operatingResetAt: Math.ceil(startAt / 1000) + 600,
  })
  return { auth, answered: { ok: true, result, time } }
}

const bodyOf = (answered: Answered) =>
  answered.ok
    ? { result: answered.result, time: answered.time }
    : { error: answered.code, error_description: answered.description }

const isTransportFault = (fault: ArmedFault) => fault.kind !== 'storage' && fault.kind !== 'tariff'

/** Answers one REST request. Latency and a cut connection come after the work is done: the write has happened. */
export const createRestEndpoint = ({ engine, buckets, sleep }: Endpoint) => {
  const answer = async ({ portal, request, source }: Arrived): Promise<Response> => {
    const path = readRestPath(new URL(request.url).pathname)
    const params = await readParams(request)
    const { settings } = portal
    const fault = takeFault(settings, (armed) => isTransportFault(armed) && isForMethod(armed, path.method))
    const readAuth = () =>
      authenticate(portal, {
        webhook: path.webhook,
        accessToken: typeof params.auth === 'string' ? params.auth : undefined,
      })
    const run = async (): Promise<Outcome> => {
      try {
        if (settings.limits && !buckets.take(`${portal.key} ${source}`)) throw refusal('QUERY_LIMIT_EXCEEDED')
        const instead = refusalOf(fault)
        if (instead) throw instead
        return await runNamed(engine, portal, path.method, readAuth, params)
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        return { auth: undefined, answered: failed(error) }
      }
    }
    const isHtml = fault?.kind === 'html200'
    const { answered, auth } = isHtml ? htmlOutcome : await run()
    const status = answered.ok ? 200 : answered.status
    logRequest(portal, {
      method: path.method,
      httpMethod: request.method,
      params,
      status,
      error: isHtml ? 'HTML' : answered.ok ? '' : answered.code,
      auth: path.webhook ? 'webhook' : params.auth === undefined ? 'none' : 'oauth',
      userId: auth?.userId ?? 0,
      sdkType: textParam(params, 'bx24_sdk_type'),
      requestId: textParam(params, 'bx24_request_id'),
      origin: request.headers.get('origin') ?? undefined,
    })
    if (fault?.kind === 'latency') await sleep(fault.latencyMs ?? 1000)
    if (isHtml) return new Response('<html><body>Please sign in</body></html>', htmlInit)
    const response = jsonAnswer(bodyOf(answered), status)
    if (fault?.kind === 'drop') response.headers.set(dropHeader, '1')
    return response
  }

  return (arrived: Arrived): Promise<Response> | Response =>
    arrived.request.method === 'OPTIONS'
      ? new Response(null, { status: 200, headers: corsHeaders })
      : answer(arrived)
}

const htmlInit = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', ...corsHeaders } }

const htmlOutcome: Outcome = {
  auth: undefined,
  answered: {
    ok: true,
    result: null,
    time: timeView({ startAt: 0, finishAt: 0, operating: 0, operatingResetAt: 0 }),
  },
}

const textParam = (params: RawParams, name: string) => {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}
