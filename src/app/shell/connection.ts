import type { RestBudget } from '../../client/rest-budget.ts'
import { connectEndpoint } from '../portal/connect-endpoint.ts'
import { connectFrame } from '../portal/connect-frame.ts'
import type { Portal } from '../portal/portal.ts'
import type { WebhookAddress } from '../portal/webhook-address.ts'

/** How somebody reaches a portal. */
export type Way =
  | { readonly kind: 'frame' }
  | { readonly kind: 'webhook'; readonly address: WebhookAddress }
  | { readonly kind: 'demo' }

type Connection =
  | { readonly state: 'none' }
  | { readonly state: 'connecting'; readonly way: Way }
  | { readonly state: 'failed'; readonly way: Way; readonly error: unknown }
  | { readonly state: 'connected'; readonly portal: Portal }

export type ConnectionStore = {
  readonly get: () => Connection
  readonly subscribe: (listener: () => void) => () => void
  readonly connect: (way: Way) => Promise<void>
  /** Back to the choice of ways. */
  readonly leave: () => void
}

const handshakeTimeoutMs = 10_000

/** The two ways every build knows. */
export const connectKnownWay = (way: Way, budget: RestBudget): Promise<Portal> => {
  if (way.kind === 'frame') return connectFrame({ budget, handshakeTimeoutMs })
  if (way.kind === 'demo') return Promise.reject(new Error('the demo is a page of its own'))
  return connectEndpoint({
    mode: 'webhook',
    address: way.address,
    language: navigator.language,
    budget,
    fetch: (request) => fetch(request),
  })
}

/** One connection at a time; a later one wins over an earlier that is still under way. */
export const createConnectionStore = (connectWay: (way: Way) => Promise<Portal>): ConnectionStore => {
  let connection: Connection = { state: 'none' }
  const listeners = new Set<() => void>()
  const become = (next: Connection) => {
    connection = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => connection,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    connect: async (way) => {
      const attempt: Connection = { state: 'connecting', way }
      become(attempt)
      try {
        const portal = await connectWay(way)
        if (connection === attempt) become({ state: 'connected', portal })
      } catch (error) {
        if (connection === attempt) become({ state: 'failed', way, error })
      }
    },
    leave: () => become({ state: 'none' }),
  }
}
