import type { MethodName, Answer } from '../../contract/rest/methods.ts'
import { encodeForm } from '../../lib/form-codec.ts'
import { createEmulator, type Emulator } from '../../emulator/create-emulator.ts'
import type { EmulatorOptions } from '../../emulator/emulator-options.ts'
import { seedBotIds, seedBotTokens } from '../../emulator/seed-credentials.ts'

/** What a call came back with; `result` and `error` as the envelope has them. */
export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly result: unknown
  readonly error: string | undefined
  readonly description: string | undefined
  readonly time: Record<string, unknown> | undefined
  /** The whole answer. */
  readonly envelope: Readonly<Record<string, unknown>>
}

export type Params = Readonly<Record<string, unknown>>

export type CallOptions = {
  /** Webhook as `user/code`; the sandbox when neither this nor a token is given. */
  readonly hook?: string
  readonly accessToken?: string
  /** As a urlencoded form instead of JSON. */
  readonly form?: boolean
  readonly host?: string
}

/** An emulator on a steered clock, entered by its `fetch` alone. */
export type OpenPortal = {
  readonly emulator: Emulator
  readonly ask: (method: string, params?: Params, options?: CallOptions) => Promise<Reply>
  /** The result, or a failure of the test. */
  readonly get: <M extends MethodName>(
    method: M,
    params?: Params,
    options?: CallOptions,
  ) => Promise<Answer<M>>
  readonly control: (command: string, body?: Params, httpMethod?: string) => Promise<unknown>
  /** Webhooks that were posted, as the handler saw them. */
  readonly posted: { url: string; body: string }[]
  readonly pass: (ms: number) => void
}

export const testHost = '127.0.0.1:8024'
const startAt = Date.UTC(2026, 10, 20, 12)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const readReply = async (response: Response): Promise<Reply> => {
  const body: unknown = await response.json()
  const envelope = isRecord(body) ? body : {}
  const textOf = (key: string) => (typeof envelope[key] === 'string' ? envelope[key] : undefined)
  return {
    status: response.status,
    headers: response.headers,
    result: envelope.result,
    error: textOf('error'),
    description: textOf('error_description'),
    time: isRecord(envelope.time) ? envelope.time : undefined,
    envelope,
  }
}

const requestOf = (method: string, params: Params, options: CallOptions): Request => {
  const base = `http://${options.host ?? testHost}/rest`
  const oauth = options.accessToken !== undefined
  const url = oauth ? `${base}/${method}` : `${base}/${options.hook ?? '1/sandbox'}/${method}`
  const sent = oauth ? { ...params, auth: options.accessToken } : params
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': options.form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: options.form ? encodeForm(sent) : JSON.stringify(sent),
  })
}

/** A fresh portal for one test. `deliver` answers webhooks with 200 unless it is given. */
export const openPortal = (options: EmulatorOptions = {}): OpenPortal => {
  let now = startAt
  const posted: { url: string; body: string }[] = []
  const emulator = createEmulator({
    now: () => now,
    controlToken: 'control',
    sleep: () => Promise.resolve(),
    deliver: async (request) => {
      posted.push({ url: request.url, body: await request.text() })
      return new Response('ok')
    },
    ...options,
  })
  const ask: OpenPortal['ask'] = async (method, params = {}, callOptions = {}) =>
    readReply(await emulator.fetch(requestOf(method, params, callOptions)))
  return {
    emulator,
    posted,
    ask,
    get: async (method, params, callOptions) => {
      const reply = await ask(method, params, callOptions)
      if (reply.error !== undefined) throw new Error(`${method}: ${reply.error} ${reply.description ?? ''}`)
      // What a handler of this method answers is checked by its type; the test reads it back.
      return reply.result as Answer<typeof method>
    },
    control: async (command, body, httpMethod = body === undefined ? 'GET' : 'POST') => {
      const response = await emulator.fetch(
        new Request(`http://${testHost}/__control/${command}`, {
          method: httpMethod,
          headers: { 'x-control-token': 'control', 'content-type': 'application/json' },
          ...(httpMethod !== 'GET' && { body: JSON.stringify(body ?? {}) }),
        }),
      )
      const answer: unknown = await response.json()
      if (!response.ok) throw new Error(`control ${command}: ${JSON.stringify(answer)}`)
      return answer
    },
    pass: (ms) => {
      now += ms
    },
  }
}

/** Who a test acts as: a bot of the seed. */
export const helpdesk = { botId: seedBotIds.helpdesk_bot, botToken: seedBotTokens.helpdesk_bot }
export const watcher = { botId: seedBotIds.watcher_bot, botToken: seedBotTokens.watcher_bot }
