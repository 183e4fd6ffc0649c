import type { Clock } from '../../client/timing.ts'
import type { Send, SendAnswer } from '../../client/transport.ts'
import { TransportError } from '../../client/transport.ts'
import { encodeForm } from '../../lib/form-codec.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Credentials, HeldCredential } from './credentials.ts'
import type { Post } from '../ports/post.ts'
import { sendGuarded } from './guarded-post.ts'
import type { PortalStore } from './portal-store.ts'
import type { Credential } from './portal.ts'

/** Why a portal cannot be reached at present. */
export type PortalProblem = {
  /** `credential`: it refuses what we open it with. `moved`: it is at another address now. `unreachable`: no answer. */
  readonly kind: 'credential' | 'moved' | 'unreachable'
  /** Epoch milliseconds. */
  readonly since: number
}

export type PortalClient = {
  /** The way to one portal at its stored address, with what is stored to open it. */
  readonly sendFor: (memberId: string) => Send
  /** What is wrong with the portal, as far as the last answers of this worker tell. */
  readonly problemOf: (memberId: string) => PortalProblem | undefined
  /** One request at the portal's stored address with a token that is not its own. */
  readonly sendWithToken: (memberId: string, accessToken: string) => Send
}

type Params = Readonly<Record<string, unknown>>

/** A thousand long events are that much; nothing else is. */
const maxBytes = 32 * 1024 * 1024

const isBotMethod = (method: string) => method.startsWith('imbot.')

/** Bots that were registered over a webhook are known by their token in every call. */
const withBotToken = (method: string, params: Params, botToken: string): Params => {
  if (method === 'imbot.v2.Bot.register') {
    const fields = typeof params.fields === 'object' ? params.fields : {}
    return { ...params, fields: { ...fields, botToken } }
  }
  if (isBotMethod(method)) return { ...params, botToken }
  if (method !== 'batch' || typeof params.cmd !== 'object' || params.cmd === null) return params
  const suffix = `&${encodeForm({ botToken })}`
  const cmd = Object.entries(params.cmd).map(([key, text]) => [
    key,
    typeof text === 'string' && isBotMethod(text) ? text + suffix : (text as unknown),
  ])
  return { ...params, cmd: Object.fromEntries(cmd) as unknown }
}

const addressed = (clientEndpoint: string, credential: Credential, method: string, params: Params) =>
  credential.kind === 'webhook'
    ? { url: `${credential.address}${method}.json`, body: withBotToken(method, params, credential.botToken) }
    : { url: `${clientEndpoint}${method}.json`, body: { ...params, auth: credential.accessToken } }

const errorOf = ({ body }: SendAnswer): unknown =>
  typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined

const isRefused = (answer: SendAnswer) => answer.status === 401

const send = (call: {
  readonly post: Post
  readonly url: string
  readonly body: Params
  readonly signal: AbortSignal
}): Promise<SendAnswer> => {
  const { post, url, signal } = call
  return sendGuarded(post, {
    url,
    contentType: 'application/json',
    body: JSON.stringify(call.body),
    maxBytes,
    signal,
  })
}

/** The way to an address the authorization server has just named, with the token it has just given. */
export const sendWithTokenAt =
  (at: { readonly clientEndpoint: string; readonly accessToken: string; readonly post: Post }): Send =>
  (method, params, signal) =>
    send({
      post: at.post,
      url: `${at.clientEndpoint}${method}.json`,
      body: { ...params, auth: at.accessToken },
      signal,
    })

/** REST for connected portals; no address ever comes from anywhere but the store. */
export const createPortalClient = (parts: {
  readonly portals: Pick<PortalStore, 'find' | 'findEventToken'>
  readonly credentials: Credentials
  readonly secrets: Pick<Secrets, 'open'>
  readonly post: Post
  readonly clock: Clock
}): PortalClient => {
  const { portals, credentials, secrets, post, clock } = parts
  const problems = new Map<string, PortalProblem>()
  /** Kept as long as it works: what goes wrong is read anew. */
  const held = new Map<string, { endpoint: string; credential: HeldCredential }>()

  const note = (memberId: string, kind: PortalProblem['kind'] | undefined) => {
    if (kind === undefined) problems.delete(memberId)
    else if (problems.get(memberId)?.kind !== kind) problems.set(memberId, { kind, since: clock.now() })
  }

  const hold = async (memberId: string) => {
    const known = held.get(memberId)
    if (known) return known
    const [portal, credential] = await Promise.all([portals.find(memberId), credentials.find(memberId)])
    if (!portal || !credential) return undefined
    const found = { endpoint: portal.clientEndpoint, credential }
    held.set(memberId, found)
    return found
  }

  const sendAs = (endpoint: string, credential: Credential, call: Parameters<Send>) => {
    const [method, params, signal] = call
    const { url, body } = addressed(endpoint, credential, method, params)
    return send({ post, url, body, signal })
  }

  /** The stored pair is refused and cannot be renewed: an event's own token may still do, for as long as it lives. */
  const sendByEventToken = async (memberId: string, endpoint: string, call: Parameters<Send>) => {
    const sealed = await portals.findEventToken(memberId)
    if (sealed === undefined) return undefined
    const credential = { kind: 'oauth', accessToken: secrets.open(sealed), refreshToken: '' } as const
    return sendAs(endpoint, credential, call)
  }

  const sendOpened = async (memberId: string, call: Parameters<Send>): Promise<SendAnswer> => {
    const known = await hold(memberId)
    if (!known) return { status: 401, body: { error: 'NO_AUTH_FOUND', error_description: 'not connected' } }
    const answer = await sendAs(known.endpoint, known.credential.credential, call)
    if (!isRefused(answer)) return answer
    held.delete(memberId)
    const renewed = await afterRefusal(memberId, known.credential, answer)
    if (renewed === 'unknown') return answer
    if (!renewed) return (await sendByEventToken(memberId, known.endpoint, call)) ?? answer
    const again = await hold(memberId)
    return sendAs(again?.endpoint ?? known.endpoint, renewed.credential, call)
  }

  /** `unknown`: the authorization server did not answer, and the call was not done either; later is another day. */
  const afterRefusal = async (memberId: string, refused: HeldCredential, answer: SendAnswer) => {
    if (errorOf(answer) !== 'expired_token') return credentials.findNewer(memberId, refused)
    try {
      return await credentials.renew(memberId, refused)
    } catch (error) {
      if (error instanceof TransportError) return 'unknown' as const
      throw error
    }
  }

  const problemIn = (error: TransportError): PortalProblem['kind'] | undefined => {
    if (error.code === 'PORTAL_MOVED') return 'moved'
    return error.code === 'ABORTED' ? undefined : 'unreachable'
  }

  return {
    sendFor:
      (memberId) =>
      async (...call) => {
        try {
          const answer = await sendOpened(memberId, call)
          if (isRefused(answer)) held.delete(memberId)
          note(memberId, isRefused(answer) ? 'credential' : undefined)
          return answer
        } catch (error) {
          held.delete(memberId)
          const kind = error instanceof TransportError ? problemIn(error) : undefined
          if (kind) note(memberId, kind)
          throw error
        }
      },
    sendWithToken:
      (memberId, accessToken) =>
      async (...call) => {
        const portal = await portals.find(memberId)
        if (!portal) throw new TransportError('UNREACHABLE', 'not connected')
        return sendWithTokenAt({ clientEndpoint: portal.clientEndpoint, accessToken, post })(...call)
      },
    problemOf: (memberId) => problems.get(memberId),
  }
}
