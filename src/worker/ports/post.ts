/** What was answered, whatever it is; a redirect is an answer like any other and never followed. */
export type Posted = {
  readonly status: number
  readonly text: string
  /** The header `Retry-After`. */
  readonly retryAfter?: string | undefined
}

/**
 * One POST that wants JSON. Rejects when nothing was answered, with an error whose `code` is `NO_LINE` when the request
 * certainly never arrived, and `TOO_LARGE` when the answer is longer than `maxBytes`.
 */
export type Post = (call: {
  readonly url: string
  readonly contentType: string
  readonly body: string
  readonly maxBytes: number
  readonly signal: AbortSignal
}) => Promise<Posted>
