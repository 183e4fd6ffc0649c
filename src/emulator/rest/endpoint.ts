import type { RequestBuckets } from '../limits/request-bucket.ts'
import type { Portal } from '../state/portal.ts'
import type { RequestRow } from '../state/rows.ts'
import { authenticate } from './authenticate.ts'
import { isHalting, runBatch } from './batch.ts'
import type { Auth } from './call.ts'
import { corsHeaders, jsonAnswer, timeView } from './envelope.ts'
import { refusalOf, takeRequestFault } from './faults.ts'
import type { RawParams } from './read-params.ts'
import { readRequest, readRestPath } from './read-request.ts'
import { RefusalError } from './refusal.ts'
import { refusal } from './refuse.ts'
import { logRequest } from './request-log.ts'
import { findMethod, refused, runMethod, type Answered, type Engine } from './run-method.ts'

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

/** One request taken apart. */
type Asked = Awaited<ReturnType<typeof readRequest>> &
  ReturnType<typeof readRestPath> & {
    readonly portal: Portal
    readonly request: Request
  }

type Outcome = {
  readonly answered: Answered
  readonly auth: Auth | undefined
}

const textParam = (params: RawParams, name: string) => {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

const authOf = ({ portal, webhook, params }: Asked): Auth =>
  authenticate(portal, { webhook, accessToken: textParam(params, 'auth') })

type LogEntry = Pick<RequestRow, 'method' | 'httpMethod' | 'params' | 'status' | 'error'>

const log = ({ portal, request, webhook, params }: Asked, auth: Auth | undefined, entry: LogEntry): void =>
  logRequest(portal, {
    ...entry,
    auth: webhook ? 'webhook' : params.auth === undefined ? 'none' : 'oauth',
    userId: auth?.userId ?? 0,
    sdkType: textParam(params, 'bx24_sdk_type'),
    requestId: textParam(params, 'bx24_request_id'),
    origin: request.headers.get('origin') ?? undefined,
  })

const answeredBy = (answered: Answered) => ({
  status: answered.ok ? 200 : answered.status,
  error: answered.ok ? '' : answered.code,
})

const runBatchOf = async (engine: Engine, asked: Asked, auth: Auth): Promise<Answered> => {
  const { portal, params, entriesOf } = asked
  const startAt = portal.now()
  const result = await runBatch(engine, portal, {
    auth,
    commands: entriesOf('cmd'),
    isList: Array.isArray(params.cmd),
    halts: isHalting(params),
    log: (command, answered) =>
      log(asked, auth, { ...command, httpMethod: 'BATCH', ...answeredBy(answered) }),
  })
  const operatingResetAt = Math.ceil(startAt / 1000) + 600
  return {
    ok: true,
    result,
    time: timeView({ startAt, finishAt: portal.now(), operating: 0, operatingResetAt }),
  }
}

const runNamed = async (engine: Engine, asked: Asked): Promise<Outcome> => {
  const { portal, method, params } = asked
  const name = findMethod(method)
  if (!name && method.toLowerCase() !== 'batch') throw refusal('ERROR_METHOD_NOT_FOUND')
  const auth = authOf(asked)
  if (name) return { auth, answered: await runMethod(engine, { portal, name, auth, params }) }
  return { auth, answered: await runBatchOf(engine, asked, auth) }
}

const bodyOf = (answered: Answered) => {
  if (!answered.ok) {
    const { code, description, argument } = answered
    return { error: code, error_description: description, ...(argument !== undefined && { argument }) }
  }
  const { result, next, total, time } = answered
  return { result, ...(next !== undefined && { next }), ...(total !== undefined && { total }), time }
}

const htmlAnswer = () =>
  new Response('<html><body>Please sign in</body></html>', {
    headers: { 'content-type': 'text/html; charset=utf-8', ...corsHeaders },
  })

/** Answers one REST request. Latency and a cut connection come after the work is done: the write has happened. */
export const createRestEndpoint =
  ({ engine, buckets, sleep }: Endpoint) =>
  async ({ portal, request, source }: Arrived): Promise<Response> => {
    const path = readRestPath(new URL(request.url).pathname)
    const asked: Asked = { portal, request, ...path, ...(await readRequest(request)) }
    const { settings } = portal
    const entry = { method: asked.method, httpMethod: request.method, params: asked.params }
    const fault = takeRequestFault(settings, asked.method)
    if (fault?.kind === 'html200') {
      log(asked, undefined, { ...entry, status: 200, error: 'HTML' })
      return htmlAnswer()
    }
    const run = async (): Promise<Outcome> => {
      try {
        if (settings.limits && !buckets.take(`${portal.key} ${source}`)) throw refusal('QUERY_LIMIT_EXCEEDED')
        const instead = refusalOf(fault)
        if (instead) throw instead
        return await runNamed(engine, asked)
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error
        return { auth: undefined, answered: refused(error) }
      }
    }
    const { answered, auth } = await run()
    const outcome = answeredBy(answered)
    log(asked, auth, { ...entry, ...outcome })
    if (fault?.kind === 'latency') await sleep(fault.latencyMs ?? 1000)
    const response = jsonAnswer(bodyOf(answered), outcome.status)
    if (fault?.kind === 'drop') response.headers.set(dropHeader, '1')
    return response
  }
