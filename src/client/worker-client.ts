import * as z from 'zod/mini'
import { consoleApi } from '../contract/pairing/console-api.ts'
import type {
  EndpointInput,
  EndpointName,
  EndpointResult,
  OpenedSession,
} from '../contract/pairing/console-api.ts'
import { RestError } from '../contract/rest/rest-error.ts'
import type { Clock } from './timing.ts'

/** What shows the worker whom it speaks with, once for each session. */
export type PortalProof = { readonly accessToken: string; readonly domain: string }

/**
 * The worker's API by name. Every failure is a `RestError` whose method is the request (`GET /api/sites`): the worker's
 * own codes, `WORKER_NOT_THERE` when something else answers at the address, and without an answer
 * `WORKER_UNREACHABLE`, or `WORKER_ANSWER_LOST` where something may have been changed. Nothing is repeated but what
 * was refused for a session that was over.
 */
export type WorkerClient = {
  readonly origin: string
  readonly ask: <E extends EndpointName>(
    name: E,
    input: EndpointInput<E>,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<EndpointResult<E>>
  /** Who the worker takes us for; opens a session unless one is good. */
  readonly openSession: () => Promise<OpenedSession>
}

const refusalSchema = z.object({ error: z.string(), error_description: z.optional(z.string()) })

/** A session this close to its end is renewed before it is used. */
const renewMs = 30_000

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The address with its path filled in, and what is left of the input. */
const placeOf = (path: string, input: Readonly<Record<string, unknown>>) => {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return encodeURIComponent(typeof value === 'string' ? value : '')
  })
  return { path: filled, rest: Object.fromEntries(rest) }
}

/** A client of the worker at `origin`. `prove` gives the portal's token; `isFresh` asks for one made just now. */
export const createWorkerClient = (options: {
  readonly origin: string
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  readonly prove: (isFresh: boolean) => Promise<PortalProof>
}): WorkerClient => {
  const { origin, clock, prove } = options

  const send = async (name: EndpointName, input: object, session?: string, signal?: AbortSignal) => {
    const { method, path: pattern, result } = consoleApi[name]
    const { path, rest } = placeOf(pattern, { ...input })
    const query = method === 'GET' ? new URLSearchParams(rest as Record<string, string>).toString() : '' // a GET says texts only
    const request = new Request(`${origin}${path}${query && `?${query}`}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(rest) }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      ...(signal ? { signal } : {}),
    })
    const what = `${method} ${pattern}`
    let status: number
    let body: unknown
    try {
      const response = await options.fetch(request)
      status = response.status
      body = parsedJson(await response.text())
    } catch {
      if (signal?.aborted) throw new RestError(what, { error: 'ABORTED' })
      throw new RestError(what, { error: method === 'GET' ? 'WORKER_UNREACHABLE' : 'WORKER_ANSWER_LOST' })
    }
    const refusal = refusalSchema.safeParse(body)
    if (refusal.success)
      throw new RestError(what, {
        error: refusal.data.error,
        description: refusal.data.error_description ?? '',
        status,
      })
    const answer = result.safeParse(body)
    if (!answer.success || status !== 200) throw new RestError(what, { error: 'WORKER_NOT_THERE', status })
    return answer.data
  }

  let opening: Promise<OpenedSession> | undefined
  let opened: OpenedSession | undefined
  const hasCode = (error: unknown, code: string) => error instanceof RestError && error.code === code

  const openNew = async (): Promise<OpenedSession> => {
    const tryWith = async (isFresh: boolean) =>
      // Parsed with this very endpoint's schema; the table forgets that.
      (await send('openSession', await prove(isFresh))) as OpenedSession
    try {
      return await tryWith(false)
    } catch (error) {
      // The token may have run out on the way.
      if (!hasCode(error, 'TOKEN_REFUSED')) throw error
      return tryWith(true)
    }
  }
  const openSession: WorkerClient['openSession'] = () => {
    if (opened && opened.expiresAt - renewMs > clock.now()) return Promise.resolve(opened)
    opening ??= openNew()
      .then((session) => (opened = session))
      .finally(() => {
        opening = undefined
      })
    return opening
  }

  return {
    origin,
    openSession,
    ask: async (name, input, { signal } = {}) => {
      const isPublic = consoleApi[name].access === 'public'
      const tryOnce = async () => {
        const session = isPublic ? undefined : (await openSession()).session
        // Parsed with the schema of this very endpoint; indexing the table by a type parameter loses that.
        return (await send(name, input, session, signal)) as EndpointResult<typeof name>
      }
      try {
        return await tryOnce()
      } catch (error) {
        if (isPublic || !hasCode(error, 'SESSION_INVALID')) throw error
        opened = undefined
        return tryOnce()
      }
    },
  }
}
