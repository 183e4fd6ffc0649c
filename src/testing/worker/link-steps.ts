import * as z from 'zod/mini'
import { linkEndpoints } from '../../contract/links/link-endpoints.ts'
import type { ShortLinkFields } from '../../contract/links/short-link.ts'
import type { SignInWorld } from './sign-in-world.ts'

const mainHost = '127.0.0.1:8024'
export const secondHost = 'localhost:8024'

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

export const linkFields = (given: Partial<ShortLinkFields> = {}): ShortLinkFields => ({
  name: 'Poster',
  campaign: 'Summer',
  botDialogId: '7',
  botName: 'Promo bot',
  carries: 'token',
  context: { promo: '100% & more', n: 5, ok: true },
  parameters: [['utm_source', 'poster']],
  title: '',
  text: '',
  expiresAt: null,
  maxUses: null,
  ...given,
})

/** An admin of a portal, in the console. */
export const openConsoleSession = async (world: SignInWorld, host = mainHost, userId = 1) => {
  const accessToken = await world.tokenOf(userId, undefined, `http://${host}`)
  const opened = await world.fetch(
    new Request(`${world.publicUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accessToken, domain: host }),
    }),
  )
  const { session } = (await opened.json()) as { session: string } // our own route, typed there

  const askText = (method: string, path: string, body?: string) =>
    world.fetch(
      new Request(`${world.publicUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      }),
    )
  const ask = (method: string, path: string, body?: unknown) =>
    askText(method, path, body === undefined ? undefined : JSON.stringify(body))
  const read = async <T>(schema: z.ZodMiniType<T>, answer: Promise<Response>): Promise<T> => {
    const response = await answer
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${text}`)
    return schema.parse(JSON.parse(text))
  }
  const find = (id: string) => read(linkEndpoints.findLink.result, ask('GET', `/api/links/${id}`))
  return {
    ask,
    /** With a body as it stands. */
    askText,
    find,
    list: (query = '') => read(linkEndpoints.listLinks.result, ask('GET', `/api/links${query}`)),
    /** One link, with the token that its address carries. */
    add: async ({ slug, ...fields }: Partial<ShortLinkFields> & { readonly slug?: string } = {}) => {
      const links = [{ ...linkFields(fields), ...(slug === undefined ? {} : { slug }) }]
      const added = await read(linkEndpoints.addLinks.result, ask('POST', '/api/links', { links }))
      const [link] = added.links
      if (!link) throw new Error('not added')
      const { webLink } = await find(link.id)
      return { link, token: tokenIn(webLink) }
    },
    addKey: async () => (await read(linkEndpoints.addLinkKey.result, ask('POST', '/api/link-keys', {}))).key,
  }
}
/** The context that an address into the chat carries. */
export const contextIn = (webLink: string): Readonly<Record<string, unknown>> =>
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(decodeURIComponent(new URL(webLink).searchParams.get('BOT_CONTEXT') ?? '')))
const tokenIn = (webLink: string): string => String(contextIn(webLink).link)

/** What a person's browser gets; `links` are the addresses of the page's two buttons. */
export const land = async (
  world: SignInWorld,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
) => {
  const response = await world.fetch(
    new Request(`${world.publicUrl}${path}`, {
      method,
      headers: { 'user-agent': firefox, 'x-test-address': '203.0.113.7', ...headers },
    }),
  )
  const text = await response.text()
  const hrefOf = (id: string) =>
    (new RegExp(`id="${id}"[^>]*href="([^"]*)"`).exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
  return {
    status: response.status,
    headers: response.headers,
    text,
    webLink: hrefOf('browser'),
    appLink: hrefOf('app'),
  }
}

/** What the page tells of what its visitor chose. */
export const choose = async (
  world: SignInWorld,
  slug: string,
  way: string,
  headers: Record<string, string> = {},
): Promise<number> => {
  const response = await world.fetch(
    new Request(`${world.publicUrl}/${slug}/chosen`, {
      method: 'POST',
      headers: {
        'user-agent': firefox,
        'x-test-address': '203.0.113.7',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify({ way }),
    }),
  )
  return response.status
}

/** The bot's side. */
export const askByKey = async (
  world: SignInWorld,
  of: {
    readonly key: string
    readonly token: string
    readonly userId?: number
    readonly path?: 'resolve' | 'replied'
    readonly address?: string
  },
) => {
  const { key, token, userId = 2, path = 'resolve', address = '198.51.100.9' } = of
  const response = await world.fetch(
    new Request(`${world.publicUrl}/links/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'x-test-address': address,
      },
      body: JSON.stringify({ token, user_id: userId }),
    }),
  )
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after') ?? undefined,
    body: JSON.parse(await response.text()) as unknown,
  }
}
