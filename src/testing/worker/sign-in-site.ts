import { createHash, randomBytes } from 'node:crypto'
import type { CreatedPairing } from '../../contract/pairing/site-api.ts'

/** What a backend keeps of a pairing it has asked for. */
export type Minted = {
  readonly id: string
  readonly siteId: string
  /** What is behind `start=`. */
  readonly start: string
  readonly startUrl: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** The backend of a site outside: mints, asks, exchanges. */
export const createSiteBackend = (of: {
  readonly fetch: (request: Request) => Promise<Response>
  readonly publicUrl: string
  readonly siteId: string
  readonly key: string
}) => {
  const ask = (path: string, init: RequestInit = {}, key = of.key) =>
    of.fetch(
      new Request(`${of.publicUrl}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
      }),
    )
  const post = (path: string, body: unknown, key?: string) =>
    ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }, key)

  const bodyOf = (change: Readonly<Record<string, unknown>> = {}) => {
    const verifier = randomBytes(32).toString('hex')
    const body = {
      state: randomBytes(16).toString('hex'),
      nonce: randomBytes(16).toString('hex'),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      return_to: `https://${of.siteId}.example/back`,
      initiator: 'anna@shop.example',
      ...change,
    }
    return { verifier, body }
  }
  return {
    ask,
    post,
    bodyOf,
    /** Mints, whatever is answered. */
    tryMint: (change?: Readonly<Record<string, unknown>>, key?: string) =>
      post('/pairings', bodyOf(change).body, key),
    mint: async (change?: Readonly<Record<string, unknown>>): Promise<Minted> => {
      const { verifier, body } = bodyOf(change)
      const response = await post('/pairings', body)
      if (response.status !== 201) throw new Error(`not minted: ${await response.text()}`)
      const { id, start_url: startUrl } = (await response.json()) as CreatedPairing // our own route, typed there
      const start = new URL(startUrl).searchParams.get('start') ?? ''
      const { state, nonce } = body
      return { id, siteId: of.siteId, start, startUrl, state, nonce, verifier }
    },
    status: (id: string) => ask(`/pairings/${id}`),
    exchange: async (code: string, verifier: string, key?: string) => {
      const response = await post('/pairings/token', { code, code_verifier: verifier }, key)
      const text = await response.text()
      const { token } = (response.ok ? JSON.parse(text) : {}) as { token?: string } // our own route, typed there
      return { status: response.status, text, token }
    },
  }
}
