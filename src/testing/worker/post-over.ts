import type { Post } from '../../worker/ports/post.ts'

const failed = (code: string) => Object.assign(new Error(code), { code })

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED'

/** The worker's way out over a `fetch`, such as the emulator's; a refused connection is a line that was never made. */
export const postOver =
  (fetch: (request: Request) => Promise<Response>): Post =>
  async ({ url, contentType, body, maxBytes, signal }) => {
    const headers = { 'content-type': contentType, accept: 'application/json' }
    const request = new Request(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const response = await fetch(request).catch((error: unknown) => {
      throw isRefused(error) ? failed('NO_LINE') : error
    })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) throw failed('TOO_LARGE')
      chunks.push(chunk)
    }
    const text = new TextDecoder().decode(Buffer.concat(chunks))
    return { status: response.status, text, retryAfter: response.headers.get('retry-after') ?? undefined }
  }
