import type { Send } from '../../client/transport.ts'
import { TransportError } from '../../client/transport.ts'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A browser hides where to; Node shows it. */
const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400)

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
      // A moved portal answers with a redirect. Followed, most kinds lose the body, and the rest could write twice.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
    })
    try {
      const response = await endpoint.fetch(request)
      if (isRedirect(response)) throw new TransportError('PORTAL_MOVED', 'the portal answers with a redirect')
      const body = parseJson(await response.text())
      const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
      return {
        status: response.status,
        body,
        ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}),
      }
    } catch (error) {
      if (error instanceof TransportError) throw error
      if (signal.aborted) throw new TransportError('ABORTED')
      // The browser's own text is left out: it may name the address, and the address is the secret.
      throw new TransportError(
        'NETWORK_ERROR',
        error instanceof TypeError ? 'no answer' : 'the answer broke off',
      )
    }
  }
}
