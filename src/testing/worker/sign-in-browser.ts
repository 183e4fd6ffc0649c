import type { StarterView } from '../../contract/pairing/site-api.ts'

export type BrowserLook = { readonly address?: string; readonly userAgent?: string }

/** An answer with its body read. */
export type Seen = { readonly status: number; readonly text: string; readonly headers: Headers }

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A browser outside: it keeps cookies and says where its requests come from. */
export const createBrowser = (
  of: { readonly fetch: (request: Request) => Promise<Response>; readonly publicUrl: string } & BrowserLook,
) => {
  const jar = new Map<string, string>()
  const keep = (header: string) => {
    const [pair = '', ...flags] = header.split('; ')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    if (flags.some((flag) => /^max-age=0$/i.test(flag))) jar.delete(name)
    else jar.set(name, pair.slice(at + 1))
  }
  const request = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const headers = new Headers({
      'x-test-address': of.address ?? '203.0.113.7',
      'user-agent': of.userAgent ?? firefox,
      'sec-fetch-site': 'same-origin',
      ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
    })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    const response = await of.fetch(new Request(new URL(path, of.publicUrl), { ...init, headers }))
    response.headers.getSetCookie().forEach(keep)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  const postJson = (path: string, body: object, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const tryStart = (siteId: string, start: string, headers: Record<string, string> = {}) =>
    request(`/pair/${siteId}/start`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...headers,
      },
      body: new URLSearchParams({ start }).toString(),
    })
  return {
    jar,
    request,
    postJson,
    /** Opens the start address, whatever is answered. */
    tryStart,
    start: async ({ siteId, start }: { siteId: string; start: string }): Promise<StarterView> => {
      const seen = await tryStart(siteId, start)
      if (seen.status !== 200) throw new Error(`not started: ${seen.status} ${seen.text}`)
      return JSON.parse(seen.text) as StarterView // our own route, typed there
    },
    status: (siteId: string) => request(`/pair/${siteId}/status`),
    collect: (siteId: string) => request(`/pair/${siteId}/collect`, { method: 'POST' }),
    cancel: (siteId: string, pairingId: string) => {
      const body = new URLSearchParams({ pairing: pairingId })
      return request(`/pair/${siteId}/cancel`, { method: 'POST', body })
    },
    look: (secret: string) => postJson('/finish/look', { secret }),
    finish: (secret: string) => postJson('/finish', { secret }),
  }
}
export type Browser = ReturnType<typeof createBrowser>

/** The code in the address that a result leads to; undefined when there was no result. */
export const codeOf = ({ status, text }: Pick<Seen, 'status' | 'text'>): string | undefined => {
  if (status !== 200) return undefined
  const { redirect } = JSON.parse(text) as { redirect?: string } // our own routes, typed there
  return redirect === undefined ? undefined : (new URL(redirect).searchParams.get('code') ?? undefined)
}
