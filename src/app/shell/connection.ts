import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RestBudget } from '../../client/rest-budget.ts'
import { connectEndpoint } from '../portal/connect-endpoint.ts'
import { connectFrame } from '../portal/connect-frame.ts'
import type { Portal } from '../portal/portal.ts'
import type { WebhookAddress } from '../portal/webhook-address.ts'
import { forgetWebhook, rememberWebhook } from './remembered-webhook.ts'

/** How somebody reaches a portal. */
export type Way =
  | { readonly kind: 'frame' }
  | {
      readonly kind: 'webhook'
      readonly address: WebhookAddress
      /** Whether to keep the address for this tab, once the portal has taken it. */
      readonly remember: boolean
    }
  | { readonly kind: 'demo' }

type Connection =
  /** `refused` is the address somebody left after it did not work, to be mended. */
  | { readonly state: 'none'; readonly refused?: WebhookAddress }
  | { readonly state: 'connecting'; readonly way: Way }
  | { readonly state: 'failed'; readonly way: Way; readonly error: unknown }
  | { readonly state: 'connected'; readonly portal: Portal }

type ConnectionState = {
  readonly connection: Connection
  readonly connect: (way: Way) => Promise<void>
  /** Back to the choice of ways; a kept address is forgotten. */
  readonly leave: () => void
}
export type ConnectionStore = StoreApi<ConnectionState>

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
export const createConnectionStore = (connectWay: (way: Way) => Promise<Portal>): ConnectionStore =>
  createStore<ConnectionState>((set, get) => ({
    connection: { state: 'none' },
    connect: async (way) => {
      const attempt: Connection = { state: 'connecting', way }
      const become = (connection: Connection) => {
        if (get().connection === attempt) set({ connection })
      }
      set({ connection: attempt })
      try {
        const portal = await connectWay(way)
        if (get().connection === attempt && way.kind === 'webhook' && way.remember)
          rememberWebhook(way.address)
        become({ state: 'connected', portal })
      } catch (error) {
        become({ state: 'failed', way, error })
      }
    },
    leave: () => {
      forgetWebhook()
      const { connection } = get()
      const refused =
        connection.state === 'failed' && connection.way.kind === 'webhook' && connection.way.address
      set({ connection: { state: 'none', ...(refused ? { refused } : {}) } })
    },
  }))
