import { TransportError } from '../../client/transport.ts'
import type { Post } from '../ports/post.ts'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const transportErrorOf = (error: unknown, signal: AbortSignal): TransportError => {
  if (signal.aborted) return new TransportError('ABORTED')
  const code = codeOf(error)
  if (code === 'NO_LINE') return new TransportError('UNREACHABLE', 'there is no line to it')
  return new TransportError('NETWORK_ERROR', code === 'TOO_LARGE' ? 'the answer is too large' : 'no answer')
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
export const sendGuarded = async (post: Post, call: Parameters<Post>[0]): Promise<GuardedAnswer> => {
  const { status, text, retryAfter } = await post(call).catch((error: unknown) => {
    throw transportErrorOf(error, call.signal)
  })
  if (status >= 300 && status < 400)
    throw new TransportError('PORTAL_MOVED', 'the portal answers with a redirect')
  const retryAfterSeconds = Number.parseInt(retryAfter ?? '', 10)
  return {
    status,
    body: parseJson(text),
    ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}),
  }
}
