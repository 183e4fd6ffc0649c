/** What came back over the wire, before anybody looked inside. */
export type SendAnswer = {
  /** HTTP status. */
  readonly status: number
  /** The parsed JSON, or the text as it came when it was no JSON. */
  readonly body: unknown
  /** Seconds the portal asked to wait (`Retry-After`), when it did. */
  readonly retryAfterSeconds?: number
}

/**
 * The one thing an adapter gives the client: one request, sent once, never repeated.
 * Resolves with whatever was answered (refusals included); throws `TransportError` when nothing was.
 */
export type Send = (
  method: string,
  params: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<SendAnswer>

/**
 * No answer came: the line broke, the time was up, somebody called it off, the portal is at another address now, or
 * there was no line in the first place (`UNREACHABLE`: the request certainly never arrived).
 */
export class TransportError extends Error {
  readonly code: 'NETWORK_ERROR' | 'TIMEOUT' | 'ABORTED' | 'PORTAL_MOVED' | 'UNREACHABLE'

  constructor(code: TransportError['code'], description = '') {
    super(description || code)
    this.name = 'TransportError'
    this.code = code
  }
}
