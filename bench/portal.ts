import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type Emulator } from '../src/emulator/create-emulator.ts'
import { answerPlainly } from './plain-portal.ts'

export const memberId = 'a0e1b2c3d4f5061728394a5b6c7d8e9f'
export const botToken = 'bench-sign-in-bot-token'
const controlToken = 'bench-control-token'

/** A card as the portal has it: what a press needs. */
export type Card = { readonly nonce: string; readonly messageId: number; readonly at: number }

/** `emulator`: the whole emulator. `plain`: it too, but what a lifecycle asks for is answered without it, at once. */
export type PortalKind = 'emulator' | 'plain'

const cardPattern = /COMMAND_PARAMS(?:"\s*:\s*"|%5D=)([0-9a-f]{32})\.([0-9a-f]{32,64})/
const editPattern = /messageId(?:"\s*:\s*|=)(\d+)/

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  request.setEncoding('utf8')
  for await (const part of request) text += part as string // by its encoding
  return text
}

/** The commands of one request, whether it is a batch or a single call, with each one's key in the answer. */
const commandsOf = (method: string, body: string): readonly (readonly [key: string, command: string])[] => {
  if (method !== 'batch') return [['', `${method}?${body}`]]
  const { cmd } = JSON.parse(body) as { cmd: Record<string, string> } // as the client of this repository makes it
  return Object.entries(cmd)
}

const idOf = (key: string, answer: string): number => {
  const { result } = JSON.parse(answer) as {
    result: { id?: number; result?: Record<string, { id?: number }> }
  } // as the portal made it
  return (key === '' ? result.id : result.result?.[key]?.id) ?? 0
}

/**
 * A portal on a port of its own, in the process of the load: it notes each card and each edit as it answers them, so
 * that the load can press what is really on the card.
 */
export const openPortal = async (options: { readonly kind: PortalKind }) => {
  const posted: string[] = []
  const emulator: Emulator = createEmulator({
    controlToken,
    deliver: async (request) => {
      posted.push(await request.text())
      return new Response('ok')
    },
  })
  const cards = new Map<string, (card: Card) => void>()
  const edits = new Map<number, () => void>()
  let requests = 0
  let hookPath: string | undefined
  let hasCommand = false

  const note = (method: string, body: string, answer: string) => {
    for (const [key, command] of commandsOf(method, body)) {
      if (command.startsWith('imbot.v2.Chat.Message.send')) {
        const [, pairingId = '', nonce = ''] = cardPattern.exec(command) ?? []
        cards.get(pairingId)?.({ nonce, messageId: idOf(key, answer), at: performance.now() })
        cards.delete(pairingId)
      } else if (command.startsWith('imbot.v2.Chat.Message.update')) {
        const messageId = Number(editPattern.exec(command)?.[1])
        edits.get(messageId)?.()
        edits.delete(messageId)
      }
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const body = request.method === 'POST' ? await readBody(request) : ''
    const method = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')
    requests += 1
    hookPath = /"webhookUrl":"[^"]*?(\/hooks\/[0-9a-f]+)"/.exec(body)?.[1] ?? hookPath
    const plain = options.kind === 'plain' ? answerPlainly(commandsOf, method, body) : undefined
    if (plain !== undefined) {
      response.setHeader('content-type', 'application/json')
      response.end(plain)
      note(method, body, plain)
      return
    }
    const answer = await emulator.fetch(
      new Request(`${origin}${path}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
        ...(request.method === 'POST' ? { body } : {}),
      }),
    )
    const text = await answer.text()
    response.statusCode = answer.status
    response.setHeader('content-type', 'application/json')
    response.end(text)
    if (answer.ok && method === 'imbot.v2.Command.register') hasCommand = true
    if (answer.ok) note(method, body, text)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      response.statusCode = 500
      response.end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port

  const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await emulator.fetch(
      new Request(`${origin}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-control-token': controlToken },
        body: JSON.stringify(body),
      }),
    )
    const told = (await answer.json()) as Record<string, unknown> // the emulator's answers are objects
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(told)}`)
    return told
  }

  return {
    origin,
    /** Where a bot that was registered or changed over HTTP wants its events. */
    hookPath: () => hookPath,
    /** Whether a command was registered over HTTP: the last thing a worker does before it is ready. */
    hasCommand: () => hasCommand,
    /** REST requests so far; a batch is one. */
    requests: () => requests,
    /** A call over the incoming webhook, or, where the parameters hold a token, with that. */
    ask: (method: string, params: object) =>
      ask('auth' in params ? `rest/${method}.json` : `rest/1/sandbox/${method}.json`, params),
    control: (command: string, body: object) => ask(`__control/${command}`, body),
    /** The last event the portal posted, as it was posted. */
    lastPosted: async () => {
      await emulator.idle()
      return posted.at(-1) ?? ''
    },
    /** Resolves when the card of this pairing has been answered. */
    cardOf: (pairingId: string) => new Promise<Card>((resolve) => cards.set(pairingId, resolve)),
    /** Resolves when this message has been edited. */
    editOf: (messageId: number) => new Promise<void>((resolve) => edits.set(messageId, resolve)),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export type BenchPortal = Awaited<ReturnType<typeof openPortal>>
