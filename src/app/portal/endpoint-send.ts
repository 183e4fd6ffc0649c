import type { Send } from '../../client/transport.ts'
import { TransportError } from '../../client/transport.ts'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * One POST with JSON to `{base}{method}.json`. An incoming webhook carries its secret in `base`,
 * an OAuth address wants the access token beside it.
 */
export const createEndpointSend = (endpoint: {
  /** Ends with a slash. */
  readonly base: string
  readonly accessToken?: string
  readonly fetch: (request: Request) => Promise<Response>
}): Send => {
  const auth = endpoint.accessToken === undefined ? {} : { auth: endpoint.accessToken }
  return async (method, params, signal) => {
    const request = new Request(`${endpoint.base}${method}.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ...params, ...auth }),
      signal,
      // A moved portal answers with a redirect; fetch follows 307 and 308 with the body and would turn others into GET.
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
    })
    try {
      const response = await endpoint.fetch(request)
      const body = parseJson(await response.text())
      const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
      return {
        status: response.status,
        body,
        ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}),
      }
    } catch (error) {
      if (signal.aborted) throw new TransportError('ABORTED')
      // The browser's own text is left out: it may name the address, and the address is the secret.
      throw new TransportError(
        'NETWORK_ERROR',
        error instanceof TypeError ? 'no answer' : 'the answer broke off',
      )
    }
  }
}
