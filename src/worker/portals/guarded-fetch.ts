import { TransportError } from '../../client/transport.ts'

export type Fetch = (request: Request) => Promise<Response>

/** Nothing arrived over there: the line was never made. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const causeCodeOf = (error: unknown): unknown => {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}

/** The body as text, given up as soon as it is longer than `maxBytes`. */
const readText = async (response: Response, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new TransportError('NETWORK_ERROR', 'the answer is too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export type GuardedAnswer = {
  readonly status: number
  readonly body: unknown
  readonly retryAfterSeconds?: number
}

/**
 * One request to a fixed address: never redirected, never larger than `maxBytes`, and whatever goes wrong is a
 * `TransportError` whose words name neither the address nor anything sent, for both may hold secrets.
 */
export const sendGuarded = async (call: {
  readonly fetch: Fetch
  readonly request: Request
  readonly maxBytes: number
}): Promise<GuardedAnswer> => {
  const { fetch, request, maxBytes } = call
  try {
    const response = await fetch(request)
    if (response.status >= 300 && response.status < 400)
      throw new TransportError('PORTAL_MOVED', 'the portal answers with a redirect')
    const body = parseJson(await readText(response, maxBytes))
    const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
    return {
      status: response.status,
      body,
      ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}),
    }
  } catch (error) {
    if (error instanceof TransportError) throw error
    if (request.signal.aborted) throw new TransportError('ABORTED')
    if (neverConnected.has(String(causeCodeOf(error))))
      throw new TransportError('UNREACHABLE', 'there is no line to it')
    throw new TransportError('NETWORK_ERROR', 'no answer')
  }
}
