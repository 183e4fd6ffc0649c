/** What a portal or the way to it answered instead of a result. */
export type RestFailure = {
  /** The portal's code (`BOT_NOT_FOUND`), or one of ours: `NETWORK_ERROR`, `TIMEOUT`, `ABORTED`, `NOT_JSON`, `UNEXPECTED_RESULT`, `PORTAL_MOVED`. */
  readonly error: string
  readonly description?: string
  /** HTTP status; 0 when nothing was answered. */
  readonly status?: number
  /** Epoch milliseconds at which the method may be called again; only with `OPERATION_TIME_LIMIT`. */
  readonly retryAt?: number
}

/** A call that the portal refused or that never got an answer; `code` is for branching, the message is for people, neither holds a secret. */
export class RestError extends Error {
  readonly method: string
  readonly code: string
  readonly description: string
  readonly status: number
  readonly retryAt: number | undefined

  constructor(method: string, failure: RestFailure) {
    super(`${method}: ${failure.error}${failure.description ? ` (${failure.description})` : ''}`)
    this.name = 'RestError'
    this.method = method
    this.code = failure.error
    this.description = failure.description ?? ''
    this.status = failure.status ?? 0
    this.retryAt = failure.retryAt
  }
}
