import type { TypeHttp } from '@bitrix24/b24jssdk'
import type { Send, SendAnswer } from '../../client/transport.ts'
import { TransportError } from '../../client/transport.ts'

/** The SDK's own limiters and retries switched off: the client alone waits and repeats. */
export const sdkRestrictions = {
  maxRetries: 1,
  // Without effect while there is one attempt; they keep a write from being repeated should there ever be two.
  retryOnNetworkError: false,
  hardErrorCodes: ['ERR_CANCELED'],
  rateLimit: { burstLimit: 1e6, drainRate: 1e6, adaptiveEnabled: false },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0.001, maxDelay: 0 },
  operatingLimit: { windowMs: 600_000, limitMs: Number.MAX_SAFE_INTEGER, heavyPercent: 100 },
}

type UnderWay = { readonly signal: AbortSignal; answer?: SendAnswer }

const requestIdOf = (url: string | undefined): string =>
  new URLSearchParams(url?.split('?')[1] ?? '').get('bx24_request_id') ?? ''

const secondsOf = (value: unknown): number | undefined => {
  const seconds = Number.parseInt(typeof value === 'string' ? value : '', 10)
  return Number.isFinite(seconds) ? seconds : undefined
}

/**
 * Sends through the SDK, which adds the token and, on `expired_token`, asks the portal for a new one and sends once
 * more: the one repetition outside the client, of a call the portal refused before running it.
 * The SDK turns answers into errors of its own; what really came is caught on the way, by the request's id.
 */
export const createFrameSend = (http: Pick<TypeHttp, 'ajaxClient' | 'call'>): Send => {
  const underWay = new Map<string, UnderWay>()
  const { interceptors, defaults } = http.ajaxClient
  defaults.timeout = 0

  interceptors.request.use((config) => {
    const call = underWay.get(requestIdOf(config.url))
    if (!call) return config
    delete call.answer
    config.signal = call.signal
    return config
  })
  const keep = (response: { status: number; data: unknown; headers: object; config: { url?: string } }) => {
    const call = underWay.get(requestIdOf(response.config.url))
    if (!call) return
    const headers = new Map(Object.entries(response.headers))
    const retryAfterSeconds = secondsOf(headers.get('retry-after'))
    call.answer = {
      status: response.status,
      body: response.data,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    }
  }
  interceptors.response.use(
    (response) => {
      keep(response)
      return response
    },
    (error: unknown) => {
      // axios puts the answer of a refused request on the error; nothing else of it is read.
      const { response } = error as { response?: Parameters<typeof keep>[0] }
      if (response) keep(response)
      return Promise.reject(error instanceof Error ? error : new Error('request failed'))
    },
  )

  return async (method, params, signal) => {
    const requestId = crypto.randomUUID()
    const call: UnderWay = { signal }
    underWay.set(requestId, call)
    try {
      await http.call(method, { ...params }, requestId)
    } catch {
      // Whatever the SDK made of it: an answer that came is returned below, and without one the line is at fault.
    } finally {
      underWay.delete(requestId)
    }
    if (call.answer) return call.answer
    throw new TransportError(signal.aborted ? 'ABORTED' : 'NETWORK_ERROR', 'no answer')
  }
}
