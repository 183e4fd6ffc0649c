import { Agent, request } from 'node:http'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
  readonly location: string | undefined
}

export type HttpClient = {
  readonly post: (path: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Answer>
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly close: () => void
}

export const form = 'application/x-www-form-urlencoded'

/** One caller with one kept connection; `node:http`, because it takes the least of the processor that is shared. */
export const createHttpClient = (port: number): HttpClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text,
            location: response.headers.location,
            cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? ''),
          }),
        )
      })
      call.on('error', reject)
      call.end(body)
    })
  return {
    post: (path, body, headers) =>
      send('POST', path, { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body),
    get: (path, headers = {}) => send('GET', path, headers),
    close: () => agent.destroy(),
  }
}

export const expectOk = (what: string, { status, text }: Answer): void => {
  if (status >= 400) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`)
}

/** A text of an answered object. */
export const field = (text: string, name: string): string => {
  const value = (JSON.parse(text) as Record<string, unknown>)[name] // every program here answers objects
  if (typeof value !== 'string') throw new Error(`${name} is missing in ${text.slice(0, 200)}`)
  return value
}
